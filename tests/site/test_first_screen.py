"""The first screen of the admin, for whoever works in one language only."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, User
from django.test import Client
from wagtail.users.models import UserProfile

NAMES = {
    "fi": "Kansainvälinen Espoo",
    "sv": "Internationella Esbo",
    "en": "International Espoo",
}


@pytest.fixture
def first_screen(db):
    """Return a function that opens it as a translator with an e-mail address."""
    user = User.objects.create_user("translator", email="translator@example.org")
    user.groups.add(Group.objects.get(name="Translators sv"))
    client = Client()
    client.force_login(user)

    def open_it(language):
        profile = UserProfile.get_for_user(user)
        profile.preferred_language = language
        profile.save()
        answer = client.get("/admin/")
        return BeautifulSoup(answer.content.decode(), "html.parser")

    return open_it


def test_it_names_the_site_in_the_language_of_the_person(first_screen):
    for language, name in NAMES.items():
        assert first_screen(language).h1.get_text(strip=True) == name


def test_it_tells_nobody_elsewhere_who_works_here(first_screen):
    sources = [one["src"] for one in first_screen("en").select("[src]")]

    assert sources
    assert [one for one in sources if not one.startswith("/") or "//" in one] == []
