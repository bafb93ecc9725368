"""The guides: whoever works in the admin reads them there, in their own language."""

import re

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.contrib.auth.models import Group, User
from django.test import Client
from django.utils import translation
from wagtail.users.models import UserProfile

from espoo.guides import FOLDER, NAMES, PICTURES, anchor

LANGUAGES = ["fi", "sv", "en"]
GROUPS = ["Communications staff", "Translators sv", "Publishers sv", "Administrators"]
GUIDES = [(name, language) for name in NAMES for language in LANGUAGES]
TITLES = {
    ("editors", "fi"): "Kirjoittajan opas",
    ("editors", "sv"): "Guide för skribenter",
    ("editors", "en"): "Editors' guide",
    ("translators", "fi"): "Kääntäjän opas",
    ("translators", "sv"): "Guide för översättare",
    ("translators", "en"): "Translators' guide",
    ("accounts", "fi"): "Kirjautuminen ja oma tili",
    ("accounts", "sv"): "Inloggning och ditt konto",
    ("accounts", "en"): "Signing in and your account",
}


def sign_in_as(group, language):
    user = User.objects.create_user(f"{group} {language}")
    user.groups.add(Group.objects.get(name=group))
    profile = UserProfile.get_for_user(user)
    profile.preferred_language = language
    profile.save()
    client = Client()
    client.force_login(user)
    return client


def parsed(response):
    assert response.status_code == 200
    return BeautifulSoup(response.content.decode(), "html.parser")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("group", GROUPS)
def test_every_group_reaches_the_guides_in_its_language(db, group, language):
    client = sign_in_as(group, language)
    menu = client.get("/admin/").content.decode()

    for name in NAMES:
        address = f"/admin/guides/{name}/"
        assert address in menu
        answer = parsed(client.get(address, follow=True))
        title = answer.select_one("main h2.w-h1")
        assert title.get_text() == TITLES[name, language]
        assert title["lang"] == language


def test_the_home_page_and_the_menu_lead_to_our_guides(admin_client):
    home = parsed(admin_client.get("/admin/"))

    for name in NAMES:
        assert home.select_one(f'main a[href="/admin/guides/{name}/"]')
        assert f"guide-{name}" in str(home)
    assert "editor-guide" not in str(home)


def test_guides_are_for_those_who_may_enter_the_admin(db, client):
    assert client.get("/admin/guides/editors/fi/").url.startswith("/admin/login/")
    user = User.objects.create_user("reader")
    client.force_login(user)
    assert client.get("/admin/guides/editors/fi/").status_code == 302


@pytest.mark.parametrize(
    "path",
    [
        "nothing/fi/",
        "editors/xx/",
        "images/nothing.webp",
        "images/..%2Fhome.webp",
    ],
)
def test_what_is_no_guide_is_not_found(admin_client, path):
    answer = admin_client.get(f"/admin/guides/{path}", follow=True)

    assert answer.status_code == 404


@pytest.mark.parametrize(("name", "language"), GUIDES)
def test_pictures_load_and_links_lead_somewhere(admin_client, name, language):
    page = parsed(admin_client.get(f"/admin/guides/{name}/{language}/"))
    guide = page.select_one(".guide")

    images = guide.find_all("img")
    assert len(images) >= 3 or name == "accounts"  # its screens are of two fields
    for image in images:
        assert image["alt"]
        answer = admin_client.get(image["src"])
        assert answer["Content-Type"] == "image/webp"
        assert b"".join(answer.streaming_content)[8:12] == b"WEBP"
    for link in [*guide.find_all("a"), *page.select(".guide-languages a")]:
        address, _hash, place = link["href"].partition("#")
        target = page if not address else parsed(admin_client.get(address))
        assert not place or target.find(id=place), link["href"]


@pytest.mark.parametrize(("name", "language"), GUIDES)
def test_a_guide_holds_as_a_file_too(name, language):
    """On a code host, where nobody is signed in."""
    text = (FOLDER / f"{name}.{language}.md").read_text()

    for target in re.findall(r"\]\(([^)]+)\)", text):
        file, _hash, place = target.partition("#")
        assert (FOLDER / file).is_file(), target
        if place:
            headings = re.findall(r"^#+ (.+)$", (FOLDER / file).read_text(), re.M)
            assert place in [anchor(heading) for heading in headings], target


def test_the_languages_of_a_guide_say_the_same_in_the_same_order():
    for name in NAMES:
        shapes = {
            language: re.findall(
                r"^(#+) |^(\d)\. |^(-) |^(\|)|images/guides/(\w+)",
                (FOLDER / f"{name}.{language}.md").read_text(),
                re.M,
            )
            for language in LANGUAGES
        }
        assert shapes["fi"] == shapes["sv"] == shapes["en"]


def test_no_picture_is_for_nothing():
    named = {
        picture
        for guide in FOLDER.glob("*.md")
        for picture in re.findall(r"images/guides/([\w.]+)", guide.read_text())
    }

    assert {file.name for file in PICTURES.iterdir()} == named
    assert max(file.stat().st_size for file in PICTURES.iterdir()) < 60_000


def test_buttons_are_called_in_the_guides_as_on_the_screen():
    """What a guide names in italics stands in the catalog of its language."""
    names = {
        "The languages together",
        "Publish the chosen languages together",
        "Publish, translations stay right",
        "Schedule them together",
        "Still right",
        "Hand in for review",
        "Approve",
        "Return with the comment",
        "Publish all the same, with a reason",
        "Stop the translation",
        "Take the translation up again",
        "Different in this language",
        "The same in all languages",
    }
    for language in LANGUAGES:
        text = " ".join(
            (FOLDER / f"{name}.{language}.md").read_text() for name in NAMES
        )
        text = " ".join(text.split())
        with translation.override(language):
            for name in names:
                assert translation.gettext(name) in text, (language, name)


def test_the_project_names_the_guides():
    readme = (settings.PROJECT_DIR / "README.md").read_text()

    for name, language in GUIDES:
        assert f"docs/guides/{name}.{language}.md" in readme
