"""There is one way to sign in, and no other door is open."""

import re

import pytest
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import User
from django.urls import URLPattern, get_resolver, resolve
from django.views.generic import RedirectView
from wagtail.admin.views.account import LogoutView
from wagtail.models import PageViewRestriction
from wagtail.users.models import UserProfile

from tests.accounts.conftest import HOME, LOGIN, PASSWORD, parsed, sign_in

# A door by its name, or by the view of Django or Wagtail that opens it.
DOOR = re.compile(r"log_?in|sign_?up|sign_?in|password_?reset|authenticate", re.I)
OURS = (
    "account_login",
    "account_inactive",
    "account_reset_password",
    "account_reauthenticate",
    "mfa_",
    "openid_connect_",
    "socialaccount_login_",
    "wagtailcore_login",  # leads there
)
# They ask for the password of one page or document, which is no account's.
OF_A_PAGE = {
    "wagtailcore_authenticate_with_password",
    "wagtaildocs_authenticate_with_password",
}


def patterns(of, prefix=""):
    for one in of:
        if isinstance(one, URLPattern):
            yield prefix + str(one.pattern), one
        else:
            yield from patterns(one.url_patterns, prefix + str(one.pattern))


def test_every_old_address_for_signing_in_is_answered_by_the_one_door():
    doors = set()
    for text, pattern in patterns(get_resolver().url_patterns):
        view = getattr(pattern.callback, "view_class", pattern.callback)
        if not DOOR.search(f"{pattern.name} {view.__module__}.{view.__name__}"):
            continue
        text = re.sub(r"<(?:\w+:)?\w+>", "1", text).replace("^", "").replace("$", "")
        if "(?P" in text or "(" in text:
            continue
        found = resolve(f"/{text}")
        if found.url_name in OF_A_PAGE:
            continue
        doors.add((text, found.url_name))
        view = getattr(found.func, "view_class", found.func)
        assert view.__module__.split(".")[0] not in ("wagtail", "django") or issubclass(
            view, (RedirectView, LogoutView)
        ), text
    names = {name for _text, name in doors}

    assert {"account_login", "account_reset_password", "mfa_authenticate"} <= names
    assert {name for name in names if name and not name.startswith(OURS)} == set()
    # Wagtail's own confirmation of a password reset, and its login for closed pages.
    assert resolve("/admin/password_reset/confirm/MQ/abc-def/").url_name is None


@pytest.mark.parametrize("name", ["maija", "MAIJA", "maija@city.example"])
def test_name_or_address_and_password_lead_where_one_wanted(make_user, browser, name):
    user = make_user()
    client = browser()

    asked = client.get("/admin/account/")
    answer = sign_in(client, name, next="/admin/account/")

    assert asked.url == "/admin/login/?next=/admin/account/"
    assert answer.url == "/admin/account/"
    assert client.session[SESSION_KEY] == str(user.pk)
    assert client.get(HOME).status_code == 200


@pytest.mark.parametrize("next_", ["https://evil.example/", "//evil.example/x"])
def test_nobody_is_led_to_another_site(make_user, browser, next_):
    make_user()

    assert sign_in(browser(), next=next_).url == HOME


@pytest.mark.parametrize(
    ("language", "lang"), [("fi", "fi"), ("sv", "sv"), ("en", "en"), ("ar", "fi")]
)
def test_login_page_speaks_the_language_of_the_browser(db, browser, language, lang):
    page = parsed(browser(language=language).get(LOGIN))

    assert page.html["lang"] == lang
    assert [one["name"] for one in page.select("form.login-form input[id]")] == [
        "login",
        "password",
    ]
    # Shield's policy forbids what is written into the page.
    assert not page.select("[style], main style, main [onclick]")
    for script in page.select("main script"):
        assert script.get("src") or script["type"] == "application/json"


def test_closed_account_and_wrong_password_are_refused(make_user, browser):
    make_user(is_active=False)
    make_user("kaisa")
    client = browser()

    wrong = sign_in(client, "kaisa", "wrong")
    closed = sign_in(client)

    assert parsed(wrong).select_one(".messages .error").text == (
        "The name or the password is not right."
    )
    assert closed.url == "/admin/login/closed/"
    assert client.get(closed.url).status_code == 200
    assert SESSION_KEY not in client.session


def test_nobody_can_make_an_account(db, browser):
    client = browser()

    for address in ("/admin/signup/", "/admin/login/signup/", "/accounts/signup/"):
        assert client.post(address, {"username": "x"}).status_code in (302, 404)
    assert not User.objects.exists()


@pytest.mark.parametrize("what", [b"\xff\xfe", b"\x00", b"x" * 5000])
def test_strange_names_are_wrong_names(db, browser, what):
    body = b"login=" + what + b"&password=y"

    answer = browser(raise_request_exception=False).post(
        LOGIN, body, content_type="application/x-www-form-urlencoded"
    )

    assert answer.status_code in (200, 400)


def test_signing_out_ends_the_session_and_leads_to_the_door(make_user, browser):
    make_user()
    client = browser()
    sign_in(client)

    answer = client.post("/admin/logout/")

    assert answer.url == LOGIN
    assert client.get(HOME).url.startswith(LOGIN)


def test_forgotten_password_is_chosen_anew_by_a_mail_in_ones_own_language(
    make_user, browser, mailoutbox
):
    user = make_user()
    profile = UserProfile.get_for_user(user)
    profile.preferred_language = "sv"
    profile.save()
    client = browser()

    known = client.post("/admin/password_reset/", {"email": user.email})
    unknown = client.post("/admin/password_reset/", {"email": "nobody@city.example"})

    assert known.url == unknown.url == "/admin/password_reset/done/"
    [mail] = mailoutbox
    assert mail.to == [user.email]
    [link] = re.findall(r"https?://\S+", mail.body)
    form = client.get(link, follow=True)
    address = form.redirect_chain[-1][0]
    short = client.post(address, {"password1": "short", "password2": "short"})
    assert parsed(short).select(".w-field__errors .error-message, .error-message")
    changed = client.post(
        address, {"password1": PASSWORD * 2, "password2": PASSWORD * 2}, follow=True
    )
    assert changed.status_code == 200
    assert parsed(client.get(link)).h1.text == "The link is no longer good"
    assert sign_in(client, password=PASSWORD).status_code == 200
    assert sign_in(client, password=PASSWORD * 2).url == HOME
    old = "/admin/password_reset/confirm/MQ/abc-def/"  # a link in a mail of before
    assert client.get(old).url == "/admin/password_reset/"
    for nobody in ("1-abc-def", "zzzzzzzzzzzzzz-abc", "1-set-password", "0-x"):
        answer = browser().get(f"/admin/password_reset/key/{nobody}/")
        assert answer.status_code == 200, nobody


def test_closed_page_leads_to_the_one_door_or_asks_for_its_own_password(
    make_user, make_article, browser
):
    make_user()
    page = make_article("Suljettu")
    closed = PageViewRestriction.objects.create(page=page, restriction_type="login")
    client = browser()

    asked = client.get(page.get_url())
    assert sign_in(client, next=page.get_url()).url == page.get_url()
    assert asked.url == f"{LOGIN}?next={page.get_url()}"
    assert client.get(page.get_url()).status_code == 200
    old = browser().get(f"/fi/_util/login/?next={page.get_url()}")
    assert old.url == asked.url

    closed.restriction_type, closed.password = "password", "sesam"
    closed.save()
    other = browser()
    form = parsed(other.get(page.get_url())).form
    told = {"password": "sesam", "return_url": page.get_url()}
    assert other.post(form["action"], told).url == page.get_url()
    assert other.get(page.get_url()).status_code == 200
