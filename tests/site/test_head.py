"""What the head of a page tells browsers and search engines; pages for errors."""

from datetime import datetime

import pytest
from django.test import Client
from django.utils import timezone, translation
from django.utils.translation import gettext
from wagtail.models import PageViewRestriction

from articles.models import ArticleTopic
from espoo.views import server_error
from home.models import HomePage

LANGUAGES = ["fi", "sv", "en"]


def alternates(html):
    return {
        link["hreflang"]: link["href"]
        for link in html.select("link[rel=alternate][hreflang]")
    }


@pytest.fixture
def versions(make_article, translated, settings):
    settings.BASE_URL = "https://site.example"
    article = make_article("Järjestöt", slug="jarjestot")
    return [
        article,
        translated(article, "sv", slug="foreningar"),
        translated(article, "en", slug="associations"),
    ]


def test_every_version_names_all_versions_and_itself(versions, read):
    expected = {
        "fi": "https://site.example/fi/artikkelit/jarjestot/",
        "sv": "https://site.example/sv/artiklar/foreningar/",
        "en": "https://site.example/en/articles/associations/",
        "x-default": "https://site.example/fi/artikkelit/jarjestot/",
    }

    assert [alternates(read(page)) for page in versions] == [expected] * 3


def test_version_names_itself_as_canonical(versions, read):
    for page, code in zip(versions, LANGUAGES, strict=True):
        html = read(page, utm_source="letter")

        canonical = html.select_one("link[rel=canonical]")["href"]
        assert canonical == alternates(html)[code]


def test_versions_that_cannot_be_read_are_no_alternates(versions, read):
    versions[1].unpublish()
    PageViewRestriction.objects.create(
        page=versions[2], restriction_type=PageViewRestriction.LOGIN
    )

    assert list(alternates(read(versions[0]))) == ["fi", "x-default"]


def test_topics_are_alternates_of_each_other(make_topic, read):
    topic = make_topic("Kielikahvila", slug="kielikahvila")
    make_topic("Språkkafé", of=topic, language="sv", slug="sprakkafe")

    finnish, swedish = read("/fi/aiheet/kielikahvila/"), read("/sv/amnen/sprakkafe/")

    assert alternates(finnish) == alternates(swedish)
    assert list(alternates(finnish)) == ["fi", "sv", "x-default"]
    canonical = finnish.select_one("link[rel=canonical]")["href"]
    assert canonical == alternates(finnish)["fi"]


def test_title_names_the_page_and_the_site(make_article, read):
    title = read(make_article("Järjestöt")).title.text

    assert title.startswith("Järjestöt")
    with translation.override("fi"):
        assert gettext("International Espoo") in title


@pytest.mark.parametrize("language", LANGUAGES)
def test_unknown_address_is_answered_in_its_language(db, read, language):
    html = read(f"/{language}/nothing-here/", status=404)

    assert html.html["lang"] == language
    with translation.override(language):
        assert html.h1.text == gettext("Page not found")
    assert html.select_one("main a")["href"] == f"/{language}/"
    assert alternates(html) == {}
    assert html.select_one("link[rel=canonical]") is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_draft_is_not_found(make_article, translated, read, language):
    page = make_article(live=False)
    if language != "fi":
        page = translated(page, language, live=False)

    read(page.get_url(), status=404)


@pytest.mark.parametrize("language", LANGUAGES)
def test_failure_is_told_in_the_language_of_the_address(db, monkeypatch, language):
    def fail(*args, **kwargs):
        raise RuntimeError("broken on purpose")

    monkeypatch.setattr(HomePage, "get_context", fail)

    response = Client(raise_request_exception=False).get(f"/{language}/")

    assert response.status_code == 500
    html = response.content.decode()
    assert f'<html lang="{language}">' in html
    with translation.override(language):
        assert f"<h1>{gettext('Something went wrong')}</h1>" in html


def test_failure_page_asks_no_database(rf, db, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = server_error(rf.get("/sv/artiklar/"))

    assert 'lang="sv"' in response.content.decode()


@pytest.mark.parametrize("code", ["fi", "sv", "en"])
def test_failure_elsewhere_is_told_in_the_language_that_was_asked_for(rf, code):
    with translation.override(code):
        html = server_error(rf.get("/documents/1/")).content.decode()

    assert f'<html lang="{code}">' in html
    assert f'href="/{code}/"' in html


def test_failure_before_any_language_is_known_is_told_in_finnish(rf):
    with translation.override(None):
        html = server_error(rf.get("/documents/1/")).content.decode()

    assert '<html lang="fi">' in html
    assert 'href="/fi/"' in html


def test_further_page_of_a_list_stands_for_itself(make_article, translated, read):
    for number in range(21):
        translated(make_article(f"Artikkeli {number}"), "sv")

    first, second = read("/fi/artikkelit/"), read("/fi/artikkelit/", page=2)

    assert list(alternates(first)) == ["fi", "sv", "en", "x-default"]
    canonical = second.select_one("link[rel=canonical]")["href"]
    assert canonical.endswith("/fi/artikkelit/?page=2")
    # The second page of one language holds other articles than that of another.
    assert alternates(second) == {}
    assert "2" in second.title.text
    assert "2" not in first.title.text
    # The first page is one, whatever it is called.
    assert (
        read("/fi/artikkelit/", page="x")
        .select_one("link[rel=canonical]")["href"]
        .endswith("/fi/artikkelit/")
    )


def test_further_page_of_a_topic_stands_for_itself(make_article, make_topic, read):
    topic = make_topic("Kielikahvila", slug="kielikahvila")
    for number in range(21):
        page = make_article(f"Artikkeli {number}")
        ArticleTopic.objects.create(page=page, topic=topic)

    second = read("/fi/aiheet/kielikahvila/", page=2)

    canonical = second.select_one("link[rel=canonical]")["href"]
    assert canonical.endswith("/fi/aiheet/kielikahvila/?page=2")
    assert alternates(second) == {}


def test_years_are_alternates_where_they_have_articles(make_article, translated, read):
    article = make_article(published_at=timezone.make_aware(datetime(2021, 5, 5)))
    translated(article, "sv", published_at=article.published_at)

    finnish, swedish = read("/fi/arkisto/2021/"), read("/sv/arkiv/2021/")

    assert alternates(finnish) == alternates(swedish)
    assert list(alternates(finnish)) == ["fi", "sv", "x-default"]
