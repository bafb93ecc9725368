"""How often one sender may ask for what costs much, and what is said beyond that."""

import time

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from espoo.client_address import counted_address
from hardening.refusals import refused

MINUTE = 60  # seconds


def seconds_to_wait(request: HttpRequest, what: str, *, most: int, seconds: int) -> int:
    """Count one sending; return 0, or how long to wait once there were too many.

    ``most`` sendings are taken in each period of so many seconds.  The address is
    kept as a keyed digest, in the cache only, until the period ends.
    """
    now = time.time()
    period, gone = divmod(now, seconds)
    left = int(seconds - gone) + 1
    sender = salted_hmac(
        "duties.senders", f"{what} {counted_address(request)} {period}"
    )
    key = f"sender:{sender.hexdigest()}"
    cache.add(key, 0, left)
    try:
        sent = cache.incr(key)
    except ValueError:  # it ended between the two
        return 0
    return left if sent > most else 0


def seconds_to_wait_for(request: HttpRequest, what: str) -> int:
    """Count one question; return 0, or how many seconds to wait for the next.

    ``what`` is a name in ``settings.PER_MINUTE``; 0 there means without a limit.
    """
    most = settings.PER_MINUTE[what]
    if not most:
        return 0
    return seconds_to_wait(request, what, most=most, seconds=MINUTE)


def too_many(request: HttpRequest, wait: int) -> HttpResponse:
    """Say in the language of the address when to ask again; ask no database."""
    return later(refused(request, 429), wait)


def later(response: HttpResponse, wait: int) -> HttpResponse:
    """Mark an answer with status 429 as one for this sender, at this moment."""
    response["Retry-After"] = str(wait)
    response["Cache-Control"] = "no-store"
    return response
