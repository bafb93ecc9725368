"""Who may publish or manage accounts has a second factor, or sets it up first."""

import json
from urllib.parse import unquote

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth import SESSION_KEY
from wagtail.models import ModelLogEntry

from accounts.models import SignIn
from tests.accounts.conftest import (
    HOME,
    PASSWORD,
    SECRET,
    code_now,
    give_app,
    parsed,
    sign_in,
)

STEP = "/admin/login/second-factor/"
SECURITY = "/admin/security/"


@pytest.fixture
def required(settings):
    settings.SECOND_FACTOR_REQUIRED = True


@pytest.mark.parametrize("which", ["app", "recovery code"])
def test_password_alone_does_not_open_an_account_with_a_second_factor(
    make_user, browser, which
):
    user = make_user()
    codes = give_app(user)
    client = browser()

    assert sign_in(client, next="/admin/account/").url.startswith(STEP)
    assert SESSION_KEY not in client.session
    assert client.get(HOME).url.startswith("/admin/login/")
    wrong = client.post(STEP, {"code": "123"})
    assert (
        parsed(wrong)
        .select_one(".error-message")
        .text.strip()
        .endswith("The code or the key is not right.")
    )
    code = code_now() if which == "app" else codes[0]
    assert client.post(STEP, {"code": code}).url == "/admin/account/"
    assert client.session[SESSION_KEY] == str(user.pk)
    client.logout()
    sign_in(client)
    assert client.post(STEP, {"code": code}).status_code == 200  # used up


def test_no_key_is_asked_of_who_has_none(make_user, browser):
    """Who has one is offered it: tests/browser/test_signing_in.py."""
    give_app(make_user())
    client = browser()
    sign_in(client)

    page = parsed(client.get(STEP))

    assert page.select_one("[name=code]")
    assert not page.select("#use-key, #key-data")


@pytest.mark.parametrize(
    "sent", ["[]", "{}", "null", "x", '{"response": {"userHandle": 7}}', '{"id": []}']
)
@pytest.mark.parametrize("address", [STEP, "/admin/login/passkey/"])
def test_what_no_key_has_signed_is_refused(make_user, browser, address, sent):
    give_app(make_user())
    client = browser(raise_request_exception=False)
    sign_in(client)

    client.get("/admin/login/passkey/", headers={"Accept": "application/json"})
    answer = client.post(address, {"credential": sent}, follow=True)

    assert answer.status_code == 200
    assert SESSION_KEY not in client.session


@pytest.mark.parametrize(
    ("group", "fields"),
    [
        ("Publishers fi", {}),
        ("Administrators", {}),
        ("Translators sv", {"is_superuser": True}),
    ],
)
def test_whoever_publishes_or_manages_sets_up_a_second_factor_first(
    make_user, browser, required, group, fields
):
    make_user(group=group, **fields)
    client = browser()
    sign_in(client)
    json_ = {"Accept": "application/json"}
    by_script = {"X-Requested-With": "XMLHttpRequest"}

    assert client.get(HOME).url == SECURITY
    assert client.get("/admin/account/").url == SECURITY
    assert client.get("/admin/api/main/pages/", headers=json_).status_code == 403
    assert client.get("/admin/pages/", headers=by_script).status_code == 403
    assert client.post("/admin/account/", {}).status_code == 403
    page = parsed(client.get(SECURITY))
    assert page.select_one(".messages .warning")
    assert not page.select('main a[href="/admin/account/"]')

    form = client.get("/admin/security/app/")  # not asked again: just signed in
    secret = form.context["form"].secret
    assert parsed(form).select_one(".accounts-secret").text == secret
    assert parsed(form).select_one("main svg path")
    session = client.session
    session["mfa.totp.secret"] = SECRET
    session.save()
    done = client.post("/admin/security/app/", {"code": code_now()})
    assert done.url == "/admin/security/codes/"
    assert len(parsed(client.get(done.url)).select(".accounts-codes li")) == 10
    assert client.get(HOME).status_code == 200


def test_others_may_do_without(make_user, browser, required):
    make_user()
    client = browser()
    sign_in(client)

    assert client.get(HOME).status_code == 200


def test_change_of_a_second_factor_asks_for_the_password_after_a_while(
    make_user, browser
):
    give_app(make_user())
    client = browser()
    sign_in(client)
    client.post(STEP, {"code": code_now()})
    session = client.session
    for record in session["account_authentication_methods"]:
        record["at"] -= 400
    session.save()

    asked = client.get("/admin/security/app/remove/")
    assert unquote(asked.url).endswith("/again/?next=/admin/security/app/remove/")
    assert client.get(asked.url).status_code == 200
    assert client.post(asked.url, {"password": "wrong"}).status_code == 200
    onward = client.post(asked.url, {"password": PASSWORD})
    assert onward.url == "/admin/security/app/remove/"
    assert client.post(onward.url).url == SECURITY
    assert not Authenticator.objects.exists()


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_every_page_of_ones_own_security_speaks_ones_language(
    make_user, browser, language
):
    give_app(make_user())
    client = browser(language=language)
    sign_in(client)
    pages = [STEP]
    assert parsed(client.get(STEP)).html["lang"] == language
    client.post(STEP, {"code": code_now()})
    pages = ["", "keys/add/", "codes/", "codes/new/", "app/remove/"]

    for page in pages:
        answer = client.get(f"{SECURITY}{page}")
        assert answer.status_code == 200, page
        assert parsed(answer).html["lang"] == language


def test_administrator_lets_in_who_has_lost_the_phone(make_user, browser):
    user = make_user()
    give_app(user)
    signed_in = browser()
    signed_in.force_login(user)
    make_user("admin", group="Administrators")
    client = browser()
    sign_in(client, "admin")
    address = f"/admin/users/{user.pk}/second-factor/"

    edit = parsed(client.get(f"/admin/users/edit/{user.pk}/"))
    assert edit.select(f'a[href="{address}"]')
    assert client.get(address).status_code == 200
    assert Authenticator.objects.exists()
    client.post(address)

    assert sign_in(browser()).url == HOME
    assert signed_in.get(HOME).status_code == 302  # whoever found it is out
    entry = ModelLogEntry.objects.get(action="accounts.reset_second_factor")
    assert (entry.object_id, entry.user.username) == (str(user.pk), "admin")


def test_owner_sees_who_signed_in_and_who_failed(make_user, browser):
    user = make_user()
    give_app(user)
    client = browser("192.0.2.77")
    sign_in(browser("198.51.100.3"), password="wrong")
    sign_in(client)
    client.post(STEP, {"code": "000000"})
    client.post(STEP, {"code": code_now()})

    shown = [
        one.get_text(" ", strip=True)
        for one in parsed(client.get(SECURITY)).select(".accounts-sign-ins li")
    ]

    assert len(shown) == 3
    assert "signed in password, code of an app · Firefox, Windows" in shown[0]
    assert "192.0.2.0/24" in shown[0]
    assert "failed password, code of an app" in shown[1]
    assert "failed password · Firefox, Windows · 198.51.100.0/24" in shown[2]
    kept = json.dumps(list(SignIn.objects.values()), default=str)
    assert "192.0.2.77" not in kept
