"""Who guesses has to wait; who knows gets in."""

import pytest
from django.utils import timezone

from accounts.models import Attempt, SignIn
from accounts.throttling import LIMITS
from tests.accounts.conftest import HOME, code_now, give_app, parsed, sign_in


def guess(client, times, name="maija"):
    return [sign_in(client, name, "wrong").status_code for _ in range(times)]


@pytest.mark.parametrize("name", ["maija", "nobody"])
def test_sixth_wrong_password_is_told_when_to_try_again(make_user, browser, name):
    make_user()
    client = browser(language="sv")

    assert guess(client, 5, name) == [200] * 5
    answer = sign_in(client, name)  # even with the right one

    assert answer.status_code == 429
    assert 0 < int(answer["Retry-After"]) <= 15 * 60
    assert parsed(answer).html["lang"] == "sv"
    until = timezone.localtime(answer.context["until"])
    assert f"{until.hour}.{until:%M}" in parsed(answer).main.text.replace(":", ".")


def test_nobody_else_is_locked_out(make_user, browser):
    make_user()
    make_user("kaisa")
    attacker = browser("198.51.100.66")
    guess(attacker, 6)

    assert sign_in(browser("192.0.2.10")).url == HOME
    assert sign_in(attacker, "kaisa").url == HOME


def test_name_and_address_of_an_account_are_counted_together(make_user, browser):
    make_user()
    client = browser()

    guess(client, 3)

    assert guess(client, 3, "maija@city.example") == [200, 200, 429]


def test_right_passwords_are_not_counted(make_user, browser):
    make_user()

    assert [sign_in(browser()).status_code for _ in range(7)] == [302] * 7


def test_one_address_may_not_try_all_accounts(make_user, browser):
    client = browser()
    most = LIMITS["password"].address.most

    answers = [guess(client, 1, f"name{number}")[0] for number in range(most + 1)]

    assert answers == [200] * most + [429]


def test_account_guessed_at_from_everywhere_opens_from_where_it_was_used(
    make_user, browser
):
    user = make_user()
    SignIn.objects.create(user=user, succeeded=True, network="192.0.2.0/24")
    for number in range(LIMITS["password"].account.most):
        sign_in(browser(f"198.51.{number}.1"), password="wrong")

    assert sign_in(browser("203.0.113.5")).status_code == 429
    assert sign_in(browser("192.0.2.99")).url == HOME


def test_time_passes(make_user, browser):
    make_user()
    client = browser()
    guess(client, 6)

    before = timezone.now() - LIMITS["password"].pair.within
    Attempt.objects.update(at=before)

    assert sign_in(client).url == HOME


def test_forged_header_is_no_other_address(make_user, browser, settings):
    make_user()
    client = browser()
    for number in range(5):
        client.post(
            "/admin/login/",
            {"login": "maija", "password": "wrong"},
            headers={"X-Forwarded-For": f"192.0.2.{number}"},
        )

    assert sign_in(client).status_code == 429
    assert not Attempt.objects.filter(counted_as__contains="192").exists()


def test_codes_are_throttled_too(make_user, browser):
    give_app(make_user())
    client = browser()
    sign_in(client)
    address = "/admin/login/second-factor/"

    answers = [client.post(address, {"code": "000000"}).status_code for _ in range(6)]

    assert answers == [200] * 5 + [429]
    other = browser("203.0.113.5")
    sign_in(other)
    assert other.post(address, {"code": code_now()}).url == HOME


def test_mails_with_links_are_throttled_too(make_user, browser, mailoutbox):
    user = make_user()
    client = browser()

    answers = [
        client.post("/admin/password_reset/", {"email": user.email}).status_code
        for _ in range(6)
    ]

    assert answers == [302] * 5 + [429]
    assert len(mailoutbox) == 5
