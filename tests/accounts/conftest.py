"""People who sign in, and what they sign in with."""

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, User
from django.test import Client

PASSWORD = "a long enough sentence"
SECRET = "JBSWY3DPEHPK3PXP"
LOGIN = "/admin/login/"
HOME = "/admin/"


@pytest.fixture
def make_user(db):
    """Return a function that makes somebody who may enter the admin."""

    def make(name="maija", group="Translators sv", **fields):
        fields = {"email": f"{name}@city.example", "password": PASSWORD} | fields
        user = User.objects.create_user(name, **fields)
        user.groups.add(Group.objects.get(name=group))
        return user

    return make


@pytest.fixture
def browser():
    """Return a function that gives a browser of its own, at an address of its own."""

    def make(address="192.0.2.10", language="en", **options):
        return Client(
            REMOTE_ADDR=address,
            headers={
                "Accept-Language": language,
                "User-Agent": "Mozilla/5.0 (Windows NT 10.0) Firefox/140.0",
            },
            **options,
        )

    return make


def sign_in(client, name="maija", password=PASSWORD, **more):
    """Send the form of the login page."""
    return client.post(LOGIN, {"login": name, "password": password} | more)


def parsed(response):
    """Return the page of an answer."""
    return BeautifulSoup(response.content, "html.parser")


def give_app(user):
    """Let somebody have an app for codes, and recovery codes."""
    totp.TOTP.activate(user, SECRET)
    return RecoveryCodes.activate(user).generate_codes()


def code_now():
    """Return what the app shows."""
    counter = list(totp.yield_hotp_counters_from_time())[1]
    return totp.format_hotp_value(totp.hotp_value(SECRET, counter))
