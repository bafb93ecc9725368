"""The language switcher offers exactly the languages a page can be read in."""

import datetime

import pytest
from django.core.management import call_command
from django.utils import timezone, translation
from django.utils.translation import gettext
from wagtail.models import Page, PageViewRestriction

from translation.models import PairOverride

LANGUAGES = ["fi", "sv", "en"]


def offered(html):
    """Return the languages and addresses under which the page itself is offered."""
    rows = html.select("nav.languages li")
    return {
        row.a["hreflang"]: row.a["href"]
        for row in rows
        if row.a and not row.select(".missing")
    }


def test_published_versions_are_links(make_article, translated, read):
    article = make_article("Järjestöt")
    translated(article, "sv", slug="foreningarna")
    translated(article, "en", slug="associations")

    html = read(article)

    assert offered(html) == {
        "sv": "/sv/artiklar/foreningarna/",
        "en": "/en/articles/associations/",
    }
    current = html.select_one("nav.languages [aria-current]")
    assert (current.name, current["lang"], current.text) == ("span", "fi", "Suomi")


def test_missing_version_is_text_with_a_link_to_the_section(make_article, read):
    row = read(make_article()).select("nav.languages li")[1]

    assert row.select_one(".missing [lang=sv]").text == "Svenska"
    with translation.override("fi"):
        assert gettext("(missing)") in row.select_one(".missing").text
    assert row.select_one(".missing a") is None
    assert row.a["href"] == "/sv/artiklar/"
    assert row.a["lang"] == "sv"
    with translation.override("sv"):
        assert row.a.text == gettext("To the section")


def test_meeting_without_a_version_leads_to_its_project(make_meeting, translated, read):
    meeting = make_meeting()
    project = translated(meeting.get_parent().specific, "sv", slug="stadshus")

    row = read(meeting).select("nav.languages li")[1]

    assert row.a["href"] == project.get_url() == "/sv/projekt/stadshus/"


@pytest.mark.parametrize("url", ["/fi/", "/fi/artikkelit/", "/fi/haku/"])
def test_sections_are_offered_in_every_language(db, read, url):
    assert list(offered(read(url))) == ["sv", "en"]


def test_draft_is_not_offered(make_article, translated, read):
    article = make_article()
    translated(article, "sv", live=False)

    assert offered(read(article)) == {}


def test_unpublished_version_is_no_longer_offered(make_article, translated, read):
    article = make_article()
    version = translated(article, "sv")
    assert list(offered(read(article))) == ["sv"]

    version.unpublish()

    assert offered(read(article)) == {}


@pytest.mark.parametrize("where", ["page", "ancestor"])
def test_version_behind_a_password_is_not_offered(
    make_article, translated, read, where
):
    article = make_article()
    version = translated(article, "sv")
    closed = version if where == "page" else version.get_parent()
    PageViewRestriction.objects.create(
        page=closed, restriction_type=PageViewRestriction.LOGIN
    )

    assert offered(read(article)) == {}


def test_expired_version_is_not_offered(make_article, translated, read):
    article = make_article()
    version = translated(article, "sv")
    Page.objects.filter(pk=version.pk).update(
        expire_at=timezone.now() - datetime.timedelta(hours=1)
    )

    call_command("publish_scheduled")

    assert offered(read(article)) == {}


def test_alias_is_not_offered_since_its_text_is_in_another_language(
    make_article, add_alias, read
):
    article = make_article()
    add_alias(article, "sv")
    assert Page.objects.filter(alias_of=article, live=True).exists()

    assert offered(read(article)) == {}


def test_topic_offers_its_own_address_in_each_language(make_topic, read):
    topic = make_topic("Kielikahvila", slug="kielikahvila")
    make_topic("Språkkafé", of=topic, language="sv", slug="sprakkafe")
    make_topic("Language café", of=topic, language="en", live=False)

    html = read("/fi/aiheet/kielikahvila/")

    assert offered(html) == {"sv": "/sv/amnen/sprakkafe/"}
    missing = html.select("nav.languages li")[2]
    assert missing.a["href"] == "/en/topics/"


@pytest.mark.parametrize("language", LANGUAGES)
def test_html_is_marked_with_the_language_of_the_text(
    make_article, translated, read, language
):
    page = make_article()
    if language != "fi":
        page = translated(page, language)

    assert read(page).html["lang"] == language


def test_footer_names_the_other_versions_only(make_article, translated, read):
    article = make_article()
    version = translated(article, "en")

    named = read(article).select(".site-footer .other-languages a")

    assert [(a["href"], a["lang"], a.text) for a in named] == [
        (version.get_url(), "en", "English")
    ]


def test_promised_version_is_told_with_its_day(make_article, translated, read):
    article = make_article()
    PairOverride.objects.create(
        page=article, reason="Kiireinen", due=datetime.date(2031, 5, 4)
    )

    assert "4.5.2031" in read(article).select_one("main .notice").text
    translated(article, "sv")
    assert read(article).select_one("main .notice") is None
