"""Writes down who signs in, for the owner of the account to see."""

from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.signals import user_logged_in
from allauth.mfa.signals import authentication_failed
from django.contrib.auth.base_user import AbstractBaseUser
from django.dispatch import receiver
from django.http import HttpRequest

from accounts.models import SignIn
from espoo.client_address import client_address, shortened

# The first that a browser's own words hold: each also names those that stand below it.
BROWSERS = [
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
]
SYSTEMS = [
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
]


def browser_in_short(agent: str) -> str:
    """Return what a ``User-Agent`` header names, such as "Firefox, Windows", or ""."""
    found = [
        next((name for mark, name in marks if mark in agent), "")
        for marks in (BROWSERS, SYSTEMS)
    ]
    return ", ".join(one for one in found if one)


def write_down(
    request: HttpRequest, user: AbstractBaseUser, way: str, *, succeeded: bool
) -> None:
    """Write down a sign-in, or a try that failed."""
    SignIn.objects.create(
        user_id=user.pk,
        succeeded=succeeded,
        way=way[:80],
        network=shortened(client_address(request)),
        browser=browser_in_short(request.headers.get("User-Agent", "")),
    )


def steps(request: HttpRequest, user: AbstractBaseUser) -> list[str]:
    """Return by what somebody has shown in this session who they are, in order."""
    found = []
    for record in get_authentication_records(request, user):
        step = record["method"]
        if step == "mfa":
            step = "passkey" if record.get("passwordless") else record["type"]
        elif step == "socialaccount":
            step = "sso"
        found.append(step)
    return list(dict.fromkeys(found))


@receiver(user_logged_in)
def signed_in(request: HttpRequest, user: AbstractBaseUser, **_others: Any) -> None:
    write_down(request, user, " ".join(steps(request, user)), succeeded=True)


@receiver(authentication_failed)
def second_factor_was_wrong(
    request: HttpRequest,
    user: AbstractBaseUser,
    authenticator: Any,
    reauthentication: bool,
    **_others: Any,
) -> None:
    if not reauthentication:
        write_down(request, user, f"password {authenticator.type}", succeeded=False)
