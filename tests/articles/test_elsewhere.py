"""A list tells what exists only in other languages, and shows it when asked."""

from datetime import datetime

import pytest
from django.utils import timezone

from articles.models import ArticleTopic, Topic

URLS = {
    "article": "/sv/artiklar/",
    "project": "/sv/projekt/",
    "meeting": "/sv/moten/",
    "contact": "/sv/kontakt/",
    "archive": "/sv/arkiv/",
}


@pytest.fixture
def make(make_article, make_project, make_meeting, make_contact, finnish):
    project = make_project("Kaikkien hanke", live=False)
    return {
        "article": make_article,
        "project": make_project,
        "contact": make_contact,
        "archive": make_article,
        "meeting": lambda title: make_meeting(title, project=project),
    }


def shown(html):
    return [
        (a["href"], a["hreflang"], a.span["lang"], a.text)
        for a in html.select(".elsewhere-list a")
    ]


@pytest.mark.parametrize("kind", URLS)
def test_list_says_how_many_and_links_them(make, read, kind):
    make[kind]("Yksi")
    make[kind]("Kaksi")

    notice = read(URLS[kind]).select_one("#other-languages")

    assert notice.text.split()[0] == "2"
    assert notice.a["href"] == "?others=1#other-languages"
    assert shown(notice) == []


@pytest.mark.parametrize("kind", URLS)
def test_others_are_shown_each_marked_with_its_language(make, read, kind):
    one, two = make[kind]("Yksi"), make[kind]("Kaksi")

    html = read(URLS[kind], others="1")

    assert shown(html) == [
        (two.get_url(), "fi", "fi", "Kaksi"),
        (one.get_url(), "fi", "fi", "Yksi"),
    ]
    assert html.select("#other-languages a[href^='?others']") == []


@pytest.mark.parametrize("kind", URLS)
def test_list_without_others_says_nothing(make, translated, read, kind):
    page = make[kind]("Yksi")
    if kind == "meeting":
        translated(page.get_parent().specific, "sv", live=False)
    translated(page, "sv")

    assert read(URLS[kind]).select_one("#other-languages") is None


def test_item_in_two_other_languages_is_counted_and_shown_once(
    make_article, translated, read
):
    article = make_article("Yksi")
    translated(article, "en", title="One")

    html = read("/sv/artiklar/", others="1")

    assert [title for *_, title in shown(html)] == ["Yksi"]


def test_drafts_are_not_shown(make_article, read):
    make_article(live=False)

    assert read("/sv/artiklar/", others="1").select_one("#other-languages") is None


@pytest.mark.parametrize("value", ["0", "-1", "x", "99"])
def test_odd_number_gives_a_page(make_article, read, value):
    make_article("Yksi")

    assert len(shown(read("/sv/artiklar/", others=value))) == 1


def test_many_others_stand_on_several_pages(make_article, read):
    for number in range(51):
        make_article(f"Artikkeli {number}")

    first = read("/sv/artiklar/", others="1")
    second = read("/sv/artiklar/", others="2")

    assert (len(shown(first)), len(shown(second))) == (50, 1)
    assert first.select_one("#other-languages a[rel=next]")["href"] == "?others=2"


# Lists that are about something: a topic, a year, a project


def told(html, part="#other-languages"):
    """Return how many the notice counts, and what it shows; (0, []) without one."""
    notice = html.select_one(part)
    if notice is None:
        return 0, []
    return int(notice.text.split()[0]), shown(html)


def test_topic_list_tells_of_topics_in_other_languages(make_topic, read):
    both = make_topic("Kielikahvila", slug="kielikahvila")
    make_topic("Språkkafé", of=both, language="sv", slug="sprakkafe")
    make_topic("Kirjasto", slug="kirjasto")
    make_topic("Luonnos", slug="luonnos", live=False)
    count = Topic.objects.filter(live=True, locale__language_code="fi").count()
    here = Topic.objects.filter(live=True, locale__language_code="sv").count()

    number, links = told(read("/sv/amnen/", others="1"))

    assert number == count - here == len(links)
    assert ("/fi/aiheet/kirjasto/", "fi", "fi", "Kirjasto") in links
    assert told(read("/sv/amnen/")) == (number, [])
    assert told(read("/fi/aiheet/")) == (0, [])


def test_topic_tells_of_its_articles_in_other_languages(
    make_topic, make_article, translated, read
):
    topic = make_topic("Kielikahvila", slug="kielikahvila")
    make_topic("Språkkafé", of=topic, language="sv", slug="sprakkafe")
    finnish, both = make_article("Vain suomeksi"), make_article("Molemmilla")
    for article in (finnish, both):
        ArticleTopic.objects.create(page=article, topic=topic)
    translated(both, "sv")
    make_article("Muusta aiheesta")

    assert told(read("/sv/amnen/sprakkafe/", others="1")) == (
        1,
        [(finnish.get_url(), "fi", "fi", "Vain suomeksi")],
    )
    assert told(read("/fi/aiheet/kielikahvila/")) == (0, [])


def test_year_tells_of_its_articles_in_other_languages(make_article, translated, read):
    def at(year):
        return timezone.make_aware(datetime(year, 3, 3))

    finnish = make_article("Vain suomeksi", published_at=at(2021))
    late = make_article("Ruotsiksi myöhemmin", published_at=at(2021))
    translated(late, "sv", published_at=at(2022))
    translated(make_article("Molemmilla"), "sv", published_at=at(2021))

    assert told(read("/sv/arkiv/2021/", others="1")) == (
        1,
        [(finnish.get_url(), "fi", "fi", "Vain suomeksi")],
    )


def test_project_tells_of_its_articles_and_meetings_in_other_languages(
    make_project, make_article, make_meeting, translated, read
):
    project = make_project()
    swedish = translated(project, "sv", slug="projektet")
    make_article("Artikkeli", project=project)
    meeting = make_meeting("Tapaaminen", project=project)
    make_meeting("Muun hankkeen", project=make_project("Muu"))

    html = read(swedish)

    assert told(html)[0] == 1
    assert told(html, "#other-meetings")[0] == 1
    assert html.select_one("#other-meetings a")["href"] == "?others=1#other-meetings"
    asked = read(swedish, others="1").select("#other-meetings .elsewhere-list a")
    assert [a["href"] for a in asked] == [meeting.get_url()]
    assert told(read(project)) == told(read(project), "#other-meetings") == (0, [])
