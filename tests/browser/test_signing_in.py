"""Signing in with keys, as a browser does it; and the pages, as all can read them."""

import json

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from tests.accounts.conftest import (  # noqa: F401
    HOME,
    LOGIN,
    PASSWORD,
    code_now,
    give_app,
    make_user,
    sign_in,
)
from tests.browser.axe import violations

WAYS = [(360, "light"), (1280, "dark")]
SECURITY = "/admin/security/"


@pytest.fixture
def client(db):
    return Client(headers={"Accept-Language": "en"}, raise_request_exception=False)


def put_in_a_key(page):
    """Let the browser have a key with a PIN, and say its owner is there."""
    tools = page.context.new_cdp_session(page)
    tools.send("WebAuthn.enable", {"enableUI": False})
    return tools.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "usb",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )


def test_key_is_added_and_opens_the_account_after_the_password_and_alone(
    make_user,  # noqa: F811
    client,
    open_site,
):
    make_user()
    sign_in(client)
    page = open_site(f"{SECURITY}keys/add/", client=client)
    put_in_a_key(page)
    page.get_by_label("Name of the key").fill("In my pocket")
    page.get_by_label("Sign in with this key alone").check()
    page.get_by_role("button", name="Add the key").click()
    page.get_by_role("heading", name="Recovery codes").wait_for()
    key = Authenticator.objects.get(type="webauthn")
    assert key.wrap().name == "In my pocket"

    # The key stays in this browser; its owner signs in anew.
    client.logout()
    page.goto(LOGIN)
    page.get_by_label("User name or e-mail").fill("maija")
    page.locator("[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("heading", name="Second factor").wait_for()
    page.get_by_role("button", name="Use a security key").click()
    page.wait_for_url(f"**{HOME}")

    client.logout()
    page.goto(LOGIN)
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url(f"**{HOME}")
    ways = [one.way for one in key.user.sign_ins.order_by("pk")]
    assert ways == ["password", "password webauthn", "passkey"]


def test_page_says_when_the_key_does_not_answer(client, db, open_site):
    page = open_site(LOGIN, client=client)
    page.evaluate("() => { navigator.credentials.get = () => Promise.reject() }")

    page.get_by_role("button", name="Sign in with a passkey").click()

    page.get_by_role("alert").filter(has_text="The key did not answer").wait_for()


def test_signing_in_needs_no_scripts(make_user, client, open_site):  # noqa: F811
    give_app(make_user())
    page = open_site(LOGIN, client=client, script=False, width=360)
    page.get_by_label("User name or e-mail").fill("maija")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_label("Code").fill(code_now())
    page.keyboard.press("Enter")

    page.wait_for_url(f"**{HOME}")


def test_axe_finds_nothing_and_nothing_is_wider_than_a_phone(
    make_user,  # noqa: F811
    client,
    open_calmly,
):
    give_app(make_user())
    found = {}

    def look(*paths):
        for path in paths:
            page = open_calmly(path, client=client, width=360)
            assert page.evaluate("document.documentElement.scrollWidth") <= 360, path
            if wrong := violations(page, WAYS, {"include": ["main"]}):
                found[path] = wrong
            page.context.close()

    look(LOGIN, "/admin/password_reset/", "/admin/login/closed/")
    sign_in(client)
    look("/admin/login/second-factor/")
    client.post("/admin/login/second-factor/", {"code": code_now()})
    look(SECURITY, f"{SECURITY}keys/add/", f"{SECURITY}codes/", f"{SECURITY}codes/new/")
    look(f"{SECURITY}again/", f"{SECURITY}app/remove/")
    Authenticator.objects.all().delete()
    look(f"{SECURITY}app/")

    assert not found, json.dumps(found, indent=1, default=str)
