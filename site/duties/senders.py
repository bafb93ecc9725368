"""Who sends a form: our own pages only, and nobody too often.

Readers get no cookie and hence no CSRF token.  A browser tells in headers that no
page can forge where a form was sent from, and that is what is asked instead.
"""

import time
from urllib.parse import urlsplit

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac


def comes_from_here(request: HttpRequest) -> bool:
    """Return whether a form was sent from a page of this site.

    ``Sec-Fetch-Site`` decides where the browser sends it, otherwise ``Origin``, and
    for the oldest browsers ``Referer``.  Without any of them the answer is no.
    """
    fetched = request.headers.get("Sec-Fetch-Site")
    if fetched:
        return fetched == "same-origin"
    origin = request.headers.get("Origin")
    if origin is None:
        referer = urlsplit(request.headers.get("Referer", ""))
        origin = f"{referer.scheme}://{referer.netloc}"
    own = f"{request.scheme}://{request.get_host()}"
    return origin in (own, settings.BASE_URL)


def seconds_to_wait(request: HttpRequest, what: str, *, most: int, seconds: int) -> int:
    """Count one sending; return 0, or how long to wait once there were too many.

    ``most`` sendings are taken in each period of so many seconds.  The address is
    kept as a keyed digest, in the cache only, until the period ends.
    """
    now = time.time()
    period, gone = divmod(now, seconds)
    left = int(seconds - gone) + 1
    sender = salted_hmac("duties.senders", f"{what} {_address(request)} {period}")
    key = f"sender:{sender.hexdigest()}"
    cache.add(key, 0, left)
    try:
        sent = cache.incr(key)
    except ValueError:  # it ended between the two
        return 0
    return left if sent > most else 0


def _address(request: HttpRequest) -> str:
    """Return the address a request came from; our own proxy, if any, knows it."""
    if settings.BEHIND_PROXY:
        # What stands before the last one was written by the client and proves nothing.
        forwarded = request.headers.get("X-Forwarded-For", "").split(",")[-1].strip()
        if forwarded:
            return forwarded
    return request.META.get("REMOTE_ADDR", "")
