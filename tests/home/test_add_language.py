"""A fourth language works by a setting and one command, also from right to left."""

import polib
import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.utils import translation
from django.utils.translation import trans_real
from wagtail.models import Locale, Page

ARABIC = ("ar", "العربية")


@pytest.fixture
def with_arabic(db, settings):
    """The settings as EXTRA_LANGUAGES=ar makes them."""
    languages = [*settings.LANGUAGES, ARABIC]
    settings.LANGUAGES = languages
    settings.WAGTAIL_CONTENT_LANGUAGES = languages


@pytest.fixture
def arabic(with_arabic):
    call_command("add_language", "ar", verbosity=0)
    return Page.objects.get(depth=2, slug="ar")


def sections(home):
    return [page.url_path for page in home.get_children().order_by("path")]


def test_language_has_a_front_page_and_sections_that_answer(arabic, client):
    urls = ["/ar/", *sections(arabic)]

    assert len(urls) == 9
    for url in urls:
        response = client.get(url)
        assert response.status_code == 200, url
        assert '<html lang="ar" dir="rtl">' in response.content.decode()


def test_other_languages_still_run_from_left_to_right(arabic, client):
    for url in ("/fi/", "/sv/", "/en/"):
        assert "dir=" not in client.get(url).content.decode().split("<head>")[0]


def test_switcher_names_the_language_in_its_own_words(arabic, read):
    link = read("/sv/artiklar/").select_one(".languages a[hreflang=ar]")

    assert (link.text, link["lang"]) == ("العربية", "ar")
    assert link["href"] == "/ar/articles/"
    assert read("/ar/").select_one(".languages a[hreflang=fi]")["href"] == "/fi/"


def test_version_missing_in_arabic_is_told_from_right_to_left(
    arabic, make_article, read
):
    article = make_article(slug="jarjestot")

    html = read("/ar/articles/jarjestot/", status=404)

    assert html.html["dir"] == "rtl"
    assert html.select_one(".versions a")["href"] == article.get_url()


def test_arabic_article_is_shown_and_linked(arabic, make_article, translated, read):
    article = make_article("Järjestöt")
    version = translated(article, "ar", title="الجمعيات", slug="associations")

    assert read(version).h1.text == "الجمعيات"
    assert read(article).select_one(".languages a[hreflang=ar]")


def test_titles_and_slugs_come_from_the_catalog(
    with_arabic, monkeypatch, settings, tmp_path
):
    folder = tmp_path / "ar" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    catalog = polib.POFile()
    catalog.metadata = {"Content-Type": "text/plain; charset=UTF-8"}
    catalog.append(polib.POEntry(msgid="Articles", msgstr="مقالات"))
    catalog.append(polib.POEntry(msgctxt="slug", msgid="articles", msgstr="maqalat"))
    catalog.save_as_mofile(str(folder / "django.mo"))
    settings.LOCALE_PATHS = [tmp_path]
    trans_real._translations.pop("ar", None)

    call_command("add_language", "ar", verbosity=0)

    trans_real._translations.pop("ar", None)
    page = Page.objects.get(locale__language_code="ar", slug="maqalat")
    assert page.title == "مقالات"


def test_command_may_be_repeated(arabic, capsys):
    before = sections(arabic)

    call_command("add_language", "ar")

    assert sections(arabic) == before
    assert "0 pages made" in capsys.readouterr().out
    assert not any(Page.find_problems())


def test_sections_know_their_versions(arabic):
    key = Page.objects.get(url_path="/fi/artikkelit/").translation_key

    codes = Page.objects.filter(translation_key=key).values_list(
        "locale__language_code", flat=True
    )
    assert set(codes) == {"fi", "sv", "en", "ar"}


def test_language_that_is_not_in_the_settings_is_refused(db):
    with pytest.raises(CommandError, match="EXTRA_LANGUAGES"):
        call_command("add_language", "ar")

    assert not Locale.objects.filter(language_code="ar").exists()
    assert translation.get_language() == "en"


def test_language_gets_its_translators_and_publishers(arabic):
    translators = Group.objects.get(name="Translators ar")
    publishers = Group.objects.get(name="Publishers ar")

    assert rights(translators, arabic) == {"change_page"}
    assert rights(publishers, arabic) == {"change_page", "publish_page"}
    staff = Group.objects.get(name="Communications staff")
    assert rights(staff, arabic) == {"add_page"}


def test_repeating_the_command_leaves_what_was_changed_in_a_group(arabic):
    translators = Group.objects.get(name="Translators ar")
    translators.page_permissions.all().delete()

    call_command("add_language", "ar", verbosity=0)

    assert rights(translators, arabic) == set()


def rights(group, page):
    return set(
        group.page_permissions.filter(page=page).values_list(
            "permission__codename", flat=True
        )
    )
