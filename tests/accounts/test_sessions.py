"""Sessions end by themselves, and everywhere else at a new password."""

import json

import pytest

from accounts import sessions
from tests.accounts.conftest import HOME, PASSWORD, parsed, sign_in
from tests.site.test_settings import HARDENED, manage  # noqa: F401

HOUR = 60 * 60


@pytest.fixture
def clock(monkeypatch):
    """A clock that is moved on by hand."""

    class Clock:
        now = sessions._now()

        def move(self, seconds):
            self.now += seconds

    clock = Clock()
    monkeypatch.setattr(sessions, "_now", lambda: clock.now)
    return clock


def test_session_ends_when_nobody_does_anything(make_user, browser, clock):
    make_user()
    client = browser()
    sign_in(client)

    clock.move(2 * HOUR - 60)
    assert client.get(HOME).status_code == 200
    clock.move(2 * HOUR - 60)
    assert client.get(HOME).status_code == 200
    clock.move(HOUR)
    client.post("/admin/editing-sessions/ping/articles/articlepage/1/1/")
    clock.move(HOUR + 60)  # what a page asks by itself is nobody's work
    asked = client.get(HOME)

    assert asked.url.startswith("/admin/login/")
    assert "because of the time" in parsed(client.get(asked.url)).main.text


def test_session_ends_after_a_long_day_in_any_case(make_user, browser, clock):
    make_user()
    client = browser()
    sign_in(client)

    answers = []
    for _hour in range(13):
        answers.append(client.get(HOME).status_code)
        clock.move(HOUR)

    assert answers == [200] * 13
    assert client.get(HOME).status_code == 302


def test_new_password_ends_all_other_sessions(make_user, browser):
    user = make_user()
    here, there = browser(), browser()
    for client in (here, there):
        sign_in(client)
    form = {
        "name_email-first_name": "M",
        "name_email-last_name": "M",
        "name_email-email": user.email,
        "locale-preferred_language": "en",
        "locale-current_time_zone": "Europe/Helsinki",
        "theme-theme": "system",
        "theme-density": "default",
        "theme-contrast": "system",
        "theme-keyboard_shortcuts": "on",
        "password-old_password": PASSWORD,
        "password-new_password1": PASSWORD * 2,
        "password-new_password2": PASSWORD * 2,
    }

    assert here.post("/admin/account/", form).status_code == 302

    assert here.get(HOME).status_code == 200
    assert there.get(HOME).status_code == 302


def test_cookie_is_out_of_reach_of_scripts_and_ends_with_the_browser(
    make_user, browser, settings
):
    make_user()
    client = browser()
    sign_in(client)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]

    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (
        True,
        "Lax",
        "",
    )


COOKIES = (
    "import json; from django.conf import settings as s; print(json.dumps("
    "[s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, s.SESSION_COOKIE_SECURE,"
    " s.CSRF_COOKIE_SECURE, s.SECOND_FACTOR_REQUIRED]))"
)


def test_hardened_site_has_cookies_of_this_host_only_and_asks_for_a_second_factor(
    manage,  # noqa: F811
):
    ask = ("shell", "--no-imports", "-c", COOKIES)

    assert json.loads(manage(*ask, **HARDENED).stdout) == [
        "__Host-sessionid",
        "__Host-csrftoken",
        True,
        True,
        True,
    ]
    assert json.loads(manage(*ask).stdout) == [
        "sessionid",
        "csrftoken",
        False,
        False,
        False,
    ]


@pytest.mark.parametrize("lacking", ["OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET"])
def test_half_told_single_sign_on_does_not_start(manage, lacking):  # noqa: F811
    told = {
        "OIDC_SERVER_URL": "https://id.city.example",
        "OIDC_CLIENT_ID": "site",
        "OIDC_CLIENT_SECRET": "secret",
    }
    del told[lacking]

    result = manage("check", **told)

    assert result.returncode != 0
    assert result.stderr.strip().splitlines()[-1].endswith(f"needs {lacking} too.")


def test_scripts_of_the_admin_work_with_the_prefixed_cookies(
    make_user, browser, settings
):
    settings.SESSION_COOKIE_NAME = "__Host-sessionid"
    settings.CSRF_COOKIE_NAME = "__Host-csrftoken"
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    make_user()
    client = browser(enforce_csrf_checks=True)
    https = {"secure": True, "headers": {"Referer": f"https://testserver{HOME}"}}
    form = parsed(client.get("/admin/login/", **https)).select_one(".login-form")
    token = form.select_one("[name=csrfmiddlewaretoken]")["value"]
    told = {"login": "maija", "password": PASSWORD}

    assert client.post("/admin/login/", told, **https).status_code == 403
    told["csrfmiddlewaretoken"] = token
    assert client.post("/admin/login/", told, **https).status_code == 302
    for name in ("__Host-sessionid", "__Host-csrftoken"):
        cookie = client.cookies[name]
        assert (cookie["secure"], cookie["path"], cookie["domain"]) == (True, "/", "")

    page = parsed(client.get(HOME, **https))
    config = json.loads(page.find(id="wagtail-config").string)
    assert config["CSRF_HEADER_NAME"].lower() == "x-csrftoken"
    for sent, status in ((config["CSRF_TOKEN"], 200), ("x" * 64, 403)):
        answer = client.patch(
            "/admin/dismissibles/",
            {"x": True},
            content_type="application/json",
            secure=True,
            headers=https["headers"] | {"X-CSRFToken": sent},
        )
        assert answer.status_code == status
