"""A front page shows what is new in its own language, and says so when nothing is."""

import datetime

import pytest
from django.utils import timezone, translation
from django.utils.translation import gettext

LANGUAGES = ("fi", "sv", "en")


def titles(html):
    return [link.text for link in html.select("main .teaser a")]


@pytest.fixture
def in_days():
    return lambda days: timezone.now() + datetime.timedelta(days=days)


@pytest.mark.parametrize("language", LANGUAGES)
def test_empty_front_page_says_so(db, read, language):
    html = read(f"/{language}/")

    with translation.override(language):
        assert gettext("There are no articles here yet.") in html.main.text
    assert titles(html) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_front_page_shows_its_own_language_only(
    make_article, make_project, make_meeting, translated, read, in_days, language
):
    project = make_project("Hanke")
    meeting = make_meeting("Tapaaminen", project=project, starts_at=in_days(3))
    article = make_article("Artikkeli")
    for page in (project, meeting, article):
        for code in ("sv", "en"):
            translated(page, code, title=f"{page.title} {code}")

    expected = ["Tapaaminen", "Artikkeli", "Hanke"]
    if language != "fi":
        expected = [f"{title} {language}" for title in expected]
    assert titles(read(f"/{language}/")) == expected


def test_newest_five_articles_come_newest_first(make_article, read, in_days):
    for age in range(1, 8):
        make_article(f"Artikkeli {age}", published_at=in_days(-age))

    assert titles(read("/fi/")) == [f"Artikkeli {age}" for age in range(1, 6)]


def test_next_meeting_is_the_soonest_that_is_not_over(
    make_project, make_meeting, read, in_days
):
    project = make_project("Hanke", live=False)
    for title, day in [("Myöhemmin", 9), ("Pian", 2), ("Pidetty", -2)]:
        make_meeting(title, project=project, starts_at=in_days(day))

    assert titles(read("/fi/")) == ["Pian"]


def test_drafts_are_not_on_the_front_page(make_article, make_project, read):
    make_article(live=False)
    make_project(live=False)

    assert titles(read("/fi/")) == []
