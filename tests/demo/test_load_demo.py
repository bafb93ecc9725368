"""The demo content: what it builds, in which languages, and that it can be repeated."""

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client, override_settings
from wagtail.models import Page
from wagtail_localize.models import Translation

from articles.models import (
    ArticleContact,
    ArticlePage,
    ArticleTopic,
    ContactPage,
    EasyReadingPage,
    MeetingPage,
    ProjectContact,
    ProjectPage,
    ProjectTopic,
    QuoteConsent,
)
from articles.writing.checking import look_at
from espoo.models import Picture
from search.matching import find
from search.models import Entry
from search.parsing import parse
from translation.models import PairOverride

pytestmark = pytest.mark.django_db
LANGUAGES = ("fi", "sv", "en")


@pytest.fixture(scope="module")
def media(tmp_path_factory):
    return tmp_path_factory.mktemp("media")


@pytest.fixture(autouse=True)
def _own_media(settings, media):
    """Keep the demo's pictures for all tests of this module."""
    settings.MEDIA_ROOT = media


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker, media):
    """Build the demo once; each test works in a transaction inside this one."""
    with (
        django_db_blocker.unblock(),
        override_settings(MEDIA_ROOT=media),
        transaction.atomic(),
    ):
        call_command("load_demo")
        yield
        transaction.set_rollback(True)


def versions(model):
    """The languages of each page, by translation key, only live ones."""
    found = {}
    for page in model.objects.live().select_related("locale").order_by("locale_id"):
        found.setdefault(page.translation_key, set()).add(page.locale.language_code)
    return sorted(found.values(), key=lambda codes: (-len(codes), sorted(codes)))


def test_the_checks_before_publishing_find_nothing_in_it(demo):
    pages = Page.objects.live().filter(depth__gt=1).select_related("locale")
    found = {
        f"{page.url_path}: {finding.what}"
        for page in pages.specific()
        for finding in look_at(page)
    }

    assert found == set()
    assert QuoteConsent.objects.count() == 3


def test_it_builds_what_the_series_has_in_its_languages(demo):
    three = set(LANGUAGES)
    assert versions(ArticlePage) == [three] * 8 + [{"fi", "sv"}, {"en"}]
    assert versions(ProjectPage) == [three] * 2
    assert versions(MeetingPage) == [three] * 5
    assert versions(ContactPage) == [three] * 4
    assert versions(EasyReadingPage) == [{"fi"}]


def test_every_segment_of_every_translation_is_filled(demo):
    translations = Translation.objects.all()

    assert translations.count() > 35
    for translation in translations:
        total, done = translation.get_progress()
        assert done == total, translation


def test_what_lacks_a_language_has_a_reason_and_a_day(demo):
    overrides = PairOverride.objects.all()

    assert all(override.reason and override.due for override in overrides)
    lonely = ArticlePage.objects.get(slug="a-degree-in-the-luggage-a-job-to-be-found")
    assert overrides.filter(page=lonely).exists()


def test_loading_it_again_changes_nothing(demo):
    def state():
        pages = Page.objects.order_by("pk").values_list(
            "pk", "path", "numchild", "latest_revision_id", "live"
        )
        return list(pages), Picture.objects.count(), Translation.objects.count()

    before = state()

    call_command("load_demo")

    assert state() == before
    assert not any(Page.find_problems())


def test_a_page_that_was_changed_stays_as_it_is(demo):
    page = ArticlePage.objects.filter(locale__language_code="fi").first()
    page.lead = "Muutettu."
    page.save_revision().publish()

    call_command("load_demo")

    assert ArticlePage.objects.get(pk=page.pk).lead == "Muutettu."


def test_every_page_is_read_in_its_own_language(demo, client: Client):
    for page in Page.objects.live().filter(depth__gt=1).specific():
        response = client.get(page.get_url())
        assert response.status_code == 200, page.get_url()
        html = response.content.decode()
        assert f'<html lang="{page.locale.language_code}"' in html


def test_every_picture_of_a_page_has_words_or_is_marked_decorative(demo):
    for page in ArticlePage.objects.exclude(lead_image=None):
        assert page.lead_image_alt or page.lead_image_decorative


def test_all_that_readers_see_of_it_is_found(demo):
    unfound = Entry.objects.filter(readable=False).exclude(kind="")

    assert find(parse("leppävaara", "fi")).hits
    assert not unfound.filter(page__live=True, topic=None).exists()


def test_what_belongs_to_a_page_has_its_place(demo):
    for model in (ArticleContact, ArticleTopic, ProjectContact, ProjectTopic):
        assert model.objects.exists()
        assert not model.objects.filter(sort_order=None).exists(), model
