"""What is kept of people who work here is told, and taken away; their work stays."""

import io
import json
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import ModelLogEntry
from wagtail.users.models import UserProfile

from accounts.models import DormancyWarning, SignIn
from accounts.personal import LastAdministrator, erase, export
from tests.accounts.conftest import HOME, PASSWORD, give_app, sign_in


@pytest.fixture
def admin(make_user, browser):
    make_user("admin", group="Administrators", is_superuser=True)
    client = browser()
    sign_in(client, "admin")
    return client


@pytest.fixture
def writer(make_user, make_article, browser):
    """Somebody of whom all kinds of things are kept."""
    user = make_user(first_name="Maija", last_name="Meikäläinen")
    UserProfile.get_for_user(user)
    sign_in(browser())
    page = make_article("Järjestöt")
    page.owner = user
    page.save()
    page.save_revision(user=user).publish()
    give_app(user)
    return user


def test_export_has_what_is_kept_and_names_what_was_written(writer, admin):
    answer = admin.get(f"/admin/users/{writer.pk}/personal-data/")

    assert "attachment" in answer["Content-Disposition"]
    told = answer.json()
    assert told["account"]["email"] == writer.email
    assert told["account"]["groups"] == ["Translators sv"]
    assert [one["type"] for one in told["second_factors"]] == ["totp", "recovery_codes"]
    assert [one["way"] for one in told["sign_ins"]] == ["password"]
    assert told["written"]["wagtailcore.Revision.user"] == 1
    assert f"user={writer.pk}" in told["history"]
    assert PASSWORD not in answer.text
    assert writer.password not in answer.text
    output = io.StringIO()
    call_command("export_account", "maija", stdout=output)
    assert json.loads(output.getvalue()) == told


def test_erased_person_is_nowhere_and_their_work_stays(writer, admin, browser):
    address = f"/admin/users/{writer.pk}/erase/"
    page = writer.owned_pages.get()
    session = browser()
    session.force_login(writer)

    assert admin.get(address).status_code == 200
    assert User.objects.filter(username="maija").exists()
    admin.post(address)

    writer.refresh_from_db()
    assert writer.username == f"former-user-{writer.pk}"
    assert [writer.email, writer.first_name, writer.last_name] == [""] * 3
    assert not writer.is_active
    assert not writer.has_usable_password()
    assert list(export(writer)["sign_ins"]) == []
    assert export(writer)["profile"] is None
    assert session.get(HOME).status_code == 302
    page.refresh_from_db()
    assert page.owner == writer
    assert page.latest_revision.user == writer
    labels = ModelLogEntry.objects.filter(object_id=str(writer.pk))
    assert {one.label for one in labels} == {writer.username}
    assert labels.filter(action="accounts.erase").get().user.username == "admin"


def test_nobody_erases_themselves_or_the_last_administrator(writer, admin):
    me = User.objects.get(username="admin")

    answer = admin.post(f"/admin/users/{me.pk}/erase/")

    assert answer.status_code == 302
    with pytest.raises(LastAdministrator):
        erase(me)
    with pytest.raises(CommandError, match="last administrator"):
        call_command("erase_account", "admin", "--yes")
    me.refresh_from_db()
    assert me.is_active


@pytest.mark.parametrize("what", ["personal-data", "second-factor", "erase"])
def test_only_administrators_do_this_and_to_administrators_only_they(
    make_user, browser, what
):
    root = make_user("root", is_superuser=True)
    other = make_user("other")
    make_user("manager", group="Administrators")
    make_user("maija")
    manager, maija = browser(), browser()
    sign_in(manager, "manager")
    sign_in(maija)

    assert maija.get(f"/admin/users/{other.pk}/{what}/").status_code == 302
    assert manager.get(f"/admin/users/{root.pk}/{what}/").status_code == 302
    assert manager.get(f"/admin/users/{other.pk}/{what}/").status_code == 200


def test_list_of_users_offers_it_at_the_same_cost_for_many(admin, make_user):
    def cost():
        with CaptureQueriesContext(
            connection,
        ) as asked:
            answer = admin.get("/admin/users/")
        assert answer.status_code == 200
        return len(asked), answer

    make_user("one")
    cost()
    few, answer = cost()
    for number in range(8):
        make_user(f"more{number}")
    many, _answer = cost()

    assert many == few
    assert b"/erase/" in answer.content


def days_ago(days):
    return timezone.now() - timedelta(days=days)


def expire():
    output = io.StringIO()
    call_command("expire_accounts", stdout=output)
    return output.getvalue()


def test_dormant_account_is_warned_of_then_closed(make_user, browser, mailoutbox):
    user = make_user(last_login=days_ago(360))
    make_user("busy", last_login=days_ago(10))
    UserProfile.objects.create(user=user, preferred_language="en")

    assert "Warned: 1. Closed: 0." in expire()
    assert "Warned: 0. Closed: 0." in expire()
    [mail] = mailoutbox
    assert mail.to == [user.email]
    assert "/admin/login/" in mail.body
    User.objects.filter(pk=user.pk).update(last_login=days_ago(400))
    assert "Closed: 0." in expire()  # told less than a fortnight ago
    user.dormancy_warning.at = days_ago(14)
    user.dormancy_warning.save()
    browser().force_login(user)
    User.objects.filter(pk=user.pk).update(last_login=days_ago(400))
    assert "Closed: 1." in expire()

    user.refresh_from_db()
    assert not user.is_active
    assert sign_in(browser()).url == "/admin/login/closed/"
    assert not Session.objects.filter(expire_date__lt=timezone.now()).exists()
    # Opened again, it is first warned of again.
    User.objects.update(is_active=True)
    assert "Warned: 1. Closed: 0." in expire()


def test_sign_in_takes_the_warning_back(make_user, browser):
    user = make_user(last_login=days_ago(400))
    expire()
    user.dormancy_warning.at = days_ago(20)
    user.dormancy_warning.save()

    sign_in(browser())
    expire()
    User.objects.filter(pk=user.pk).update(last_login=days_ago(400))

    assert "Warned: 1. Closed: 0." in expire()


def test_last_administrator_is_never_closed(make_user, settings):
    for name in ("admin", "older"):
        make_user(name, is_superuser=True, last_login=days_ago(500))
    expire()
    DormancyWarning.objects.update(at=days_ago(30))

    assert "Closed: 1." in expire()
    assert User.objects.filter(is_active=True, is_superuser=True).count() == 1


def test_old_sign_ins_are_forgotten(make_user):
    user = make_user(last_login=days_ago(1))
    for days in (1, 89, 91):
        SignIn.objects.create(user=user, succeeded=True, at=days_ago(days))

    assert "Sign-ins forgotten: 1." in expire()
    assert SignIn.objects.count() == 2
