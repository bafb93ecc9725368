"""A front page shows what is new in its own language, and says so when nothing is."""

import datetime

import pytest
from django.utils import timezone, translation
from django.utils.translation import gettext

from articles.models import ArticleTopic

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

    expected = ["Artikkeli", "Tapaaminen", "Hanke"]
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


def test_newest_article_leads_with_its_picture(make_article, picture, read, in_days):
    make_article("Vanhempi", published_at=in_days(-2))
    make_article(
        "Uusin", published_at=in_days(-1), lead_image=picture, lead_image_alt="Kuva"
    )

    html = read("/fi/")

    assert [a.text for a in html.select(".lead-story a")] == ["Uusin"]
    # The title beside it says where it leads; the picture adds nothing to hear.
    assert html.select_one(".lead-story img")["alt"] == ""
    assert [a.text for a in html.select("section[aria-labelledby=latest] a")] == [
        "Vanhempi"
    ]


def test_newest_project_leads_where_there_is_no_article(make_project, read):
    make_project("Vanha", start_year=2018)
    make_project("Uusi", start_year=2024)

    html = read("/fi/")

    assert [a.text for a in html.select(".lead-story a")] == ["Uusi"]
    assert [a.text for a in html.select("section[aria-labelledby=projects] a")] == [
        "Vanha"
    ]
    with translation.override("fi"):
        assert gettext("There are no articles here yet.") in html.main.text


def test_article_in_another_language_never_leads(make_article, read):
    make_article("Suomeksi")

    assert read("/en/").select(".lead-story") == []


def test_topics_with_articles_are_plain_links(
    make_article, make_topic, read, translated
):
    article = make_article()
    used, unused = make_topic("Kielikahvila", slug="kielikahvila"), make_topic("Muu")
    ArticleTopic.objects.create(page=article, topic=used)
    ArticleTopic.objects.create(page=make_article("Luonnos", live=False), topic=unused)

    topics = read("/fi/").select(".topics a")

    assert [(a.text, a["href"]) for a in topics] == [
        ("Kielikahvila", "/fi/aiheet/kielikahvila/")
    ]


def test_newest_article_of_each_other_language_is_named_in_it(
    make_article, translated, read, in_days
):
    for age in (1, 2):
        article = make_article(f"Artikkeli {age}", published_at=in_days(-age))
        translated(article, "sv", title=f"Artikel {age}", published_at=in_days(-age))
    translated(article, "en", title="Draft", live=False)

    rows = read("/fi/").select("section[aria-labelledby=tongues] li")

    assert [(row["lang"], row.b.text, row.a.text) for row in rows] == [
        ("sv", "Svenska", "Artikel 1")
    ]
    assert rows[0].a["hreflang"] == "sv"
    assert rows[0].a["href"].startswith("/sv/artiklar/")
