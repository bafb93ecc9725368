"""How often one may try: by account and by address, and nobody locks another out.

Tries are counted before they are made and forgotten when they succeed, so that many at
once are counted too.  Three limits stand beside each other:

- an account from one address: whoever guesses there has to wait, while its owner gets
  in from anywhere else;
- an address, for whoever tries one password on many accounts;
- an account from all networks together, for whoever guesses from many addresses.  It
  does not hold for a network from which its owner has signed in before.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from math import ceil
from typing import NamedTuple

from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from accounts.models import Attempt, SignIn
from espoo.client_address import client_address, counted_address, shortened


class Limit(NamedTuple):
    """So many tries are taken within so long a time."""

    most: int
    within: timedelta


class Limits(NamedTuple):
    """The limits of one kind of trying."""

    pair: Limit
    address: Limit
    account: Limit


QUARTER = timedelta(minutes=15)
HOUR = timedelta(hours=1)
LIMITS = {
    "password": Limits(Limit(5, QUARTER), Limit(20, QUARTER), Limit(50, HOUR)),
    "code": Limits(Limit(5, QUARTER), Limit(20, QUARTER), Limit(30, HOUR)),
    # Every asking counts, as each sends a mail.
    "reset": Limits(Limit(5, HOUR), Limit(20, HOUR), Limit(10, HOUR)),
}
LONGEST = HOUR


class TooManyTries(Exception):
    """Raised instead of trying once more; ``until`` says when to try again."""

    def __init__(self, until: datetime) -> None:
        super().__init__(until)
        self.until = until

    @property
    def seconds(self) -> int:
        """How many seconds are left, at least one."""
        return max(1, ceil((self.until - timezone.now()).total_seconds()))


def count(
    request: HttpRequest, kind: str, name: str, user: AbstractBaseUser | None = None
) -> list[int]:
    """Count a try; return what ``forget`` takes.  Raises TooManyTries.

    ``name`` is what was typed; ``user`` is whose account it means, if it has one.
    """
    account = f"user {user.pk}" if user else f"name {name.strip().casefold()}"
    address = counted_address(request)
    limits = LIMITS[kind]
    counted = [
        (limits.pair, _digest(kind, account, address)),
        (limits.address, _digest(kind, "", address)),
    ]
    if not _is_known(request, user):
        counted.append((limits.account, _digest(kind, account, "")))
    now = timezone.now()
    Attempt.objects.filter(at__lt=now - LONGEST).delete()
    rows = [Attempt.objects.create(counted_as=digest, at=now) for _, digest in counted]
    for (limit, digest), row in zip(counted, rows, strict=True):
        before = list(
            Attempt.objects.filter(
                counted_as=digest, at__gt=now - limit.within, pk__lt=row.pk
            )
            .order_by("-at", "-pk")
            .values_list("at", flat=True)[: limit.most]
        )
        if len(before) == limit.most:
            forget(one.pk for one in rows)
            raise TooManyTries(before[-1] + limit.within)
    return [one.pk for one in rows]


def forget(tries: Iterable[int]) -> None:
    """Take back tries that did no harm."""
    Attempt.objects.filter(pk__in=list(tries)).delete()


def _is_known(request: HttpRequest, user: AbstractBaseUser | None) -> bool:
    network = shortened(client_address(request))
    if not user or not network:
        return False
    before = SignIn.objects.filter(user_id=user.pk, succeeded=True, network=network)
    return before.exists()


def _digest(*parts: str) -> str:
    return salted_hmac(
        "accounts.throttling", "\n".join(parts), algorithm="sha256"
    ).hexdigest()
