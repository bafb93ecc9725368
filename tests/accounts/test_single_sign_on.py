"""The provider's people get in by a verified address, and nobody else."""

from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.providers.oauth2.client import OAuth2Client
from allauth.socialaccount.providers.openid_connect.views import (
    OpenIDConnectOAuth2Adapter,
)
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import User

from tests.accounts.conftest import HOME, LOGIN, give_app, parsed

PROVIDER = "https://id.city.example"
BUTTON = "/admin/login/sso/"
BACK = "/admin/login/sso/back/"


@pytest.fixture
def provider(settings, monkeypatch):
    """A provider, by what it says of whoever signs in there."""
    settings.SINGLE_SIGN_ON = True
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {
            "APPS": [
                {
                    "provider_id": "sso",
                    "name": "City",
                    "client_id": "site",
                    "secret": "secret",
                    "settings": {"server_url": PROVIDER},
                }
            ]
        }
    }
    claims = {
        "sub": "42",
        "email": "maija@city.example",
        "email_verified": True,
        "given_name": "Maija",
    }
    addresses = {
        "authorization_endpoint": f"{PROVIDER}/authorize",
        "token_endpoint": f"{PROVIDER}/token",
        "userinfo_endpoint": f"{PROVIDER}/userinfo",
    }
    there = OpenIDConnectOAuth2Adapter
    monkeypatch.setattr(there, "openid_config", addresses)
    monkeypatch.setattr(there, "_fetch_user_info", lambda self, token: claims)
    monkeypatch.setattr(
        OAuth2Client, "get_access_token", lambda *args, **more: {"access_token": "x"}
    )
    return claims


def go(client, **data):
    """Go to the provider and come back."""
    there = client.post(BUTTON, data)
    assert there.url.startswith(f"{PROVIDER}/authorize?")
    state = parse_qs(urlsplit(there.url).query)["state"][0]
    return client.get(BACK, {"code": "x", "state": state})


def test_known_address_opens_its_account_which_is_then_known_by_number(
    make_user, browser, provider
):
    user = make_user()
    client = browser()

    form = parsed(client.get(f"{LOGIN}?next=/admin/account/")).find(
        "form", action=lambda action: action.startswith(BUTTON)
    )
    assert form.button.text == "Sign in with City"
    assert go(client, next="/admin/account/").url == "/admin/account/"
    assert client.session[SESSION_KEY] == str(user.pk)
    assert user.sign_ins.get().way == "sso"
    assert user.has_usable_password()

    provider["email"] = "other@city.example"  # a new name, the same person
    again = browser()
    assert go(again).url == HOME
    assert again.session[SESSION_KEY] == str(user.pk)


@pytest.mark.parametrize(
    ("said", "fields"),
    [
        ({"email_verified": False}, {}),
        ({"email": "nobody@city.example"}, {}),
        ({}, {"is_active": False}),
        ({"email": "shared@city.example"}, {"email": "shared@city.example"}),
    ],
)
def test_all_others_are_refused_and_get_no_account(
    make_user, browser, provider, said, fields
):
    make_user(**fields)
    make_user("kaisa", email="shared@city.example")
    provider.update(said)
    client = browser(language="sv")

    answer = go(client)

    assert answer.status_code == 403
    assert parsed(answer).html["lang"] == "sv"
    assert SESSION_KEY not in client.session
    assert User.objects.count() == 2


def test_accounts_are_made_only_if_a_setting_says_so(db, browser, provider, settings):
    settings.OIDC_CREATE_ACCOUNTS = True
    client = browser()

    go(client)

    user = User.objects.get(email="maija@city.example")
    assert client.session[SESSION_KEY] == str(user.pk)
    assert (user.is_staff, user.is_superuser) == (False, False)
    assert not user.groups.exists()
    assert client.get(HOME).url.startswith(LOGIN)


@pytest.mark.parametrize("counts", [True, False])
def test_setting_says_whether_the_providers_second_factor_counts(
    make_user, browser, provider, settings, counts
):
    settings.OIDC_SECOND_FACTOR = counts
    settings.SECOND_FACTOR_REQUIRED = True
    make_user(group="Publishers fi")
    client = browser()
    go(client)

    assert client.get(HOME).status_code == (200 if counts else 302)

    give_app(User.objects.get())
    onward = go(browser()).url
    assert onward == (HOME if counts else "/admin/login/second-factor/")


def test_what_goes_wrong_there_is_told(browser, db, provider):
    client = browser()

    for query in ({"error": "access_denied"}, {"code": "x", "state": "forged"}, {}):
        answer = client.get(BACK, query, follow=True)
        assert answer.status_code < 500
        assert SESSION_KEY not in client.session
    assert client.get("/admin/login/sso/error/").status_code in (200, 401)


def test_there_is_no_button_and_no_address_without_a_provider(browser, db):
    client = browser()

    assert not parsed(client.get(LOGIN)).select(f'form[action^="{BUTTON}"]')
    assert client.post(BUTTON, follow=True).status_code == 404
