"""Setting up makes one administrator and tells the password once."""

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command


@pytest.fixture
def set_up(db, settings, capsys):
    settings.DEMO = False

    def run():
        call_command("set_up")
        return capsys.readouterr().out

    return run


def password_in(output):
    line = next(line for line in output.splitlines() if "Password:" in line)
    return line.split()[-1]


def test_administrator_can_sign_in_with_the_password_that_is_told(set_up, client):
    password = password_in(set_up())

    administrator = get_user_model().objects.get()
    assert administrator.is_superuser
    assert len(password) >= 16
    assert client.login(username=administrator.username, password=password)
    assert client.get("/admin/").status_code == 200


def test_second_run_makes_nobody_and_tells_nothing(set_up):
    set_up()
    before = get_user_model().objects.get().password

    assert set_up() == ""
    assert get_user_model().objects.get().password == before


def test_site_that_has_an_administrator_gets_no_other(set_up, django_user_model):
    django_user_model.objects.create_superuser("chief", password="secret")

    assert set_up() == ""
    assert django_user_model.objects.count() == 1


def test_passwords_differ_from_site_to_site(set_up, django_user_model):
    first = password_in(set_up())
    django_user_model.objects.all().delete()

    assert password_in(set_up()) != first
