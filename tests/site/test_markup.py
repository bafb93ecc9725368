"""What every kind of page owes to machines: an outline, names, times, a summary."""

import datetime
import itertools
import re

import pytest
from django.utils import timezone

from articles.models import ArticleTopic
from tests.raw_blocks import heading, paragraph, stream

SECTIONS = [
    "",
    "artikkelit/",
    "hankkeet/",
    "tapaamiset/",
    "aiheet/",
    "yhteystiedot/",
    "haku/",
    "arkisto/",
    "tietoa/",
    "tietosuoja/",
    "saavutettavuus/",
    "palaute/",
]
# A valid global date and time has at most three digits after the second (HTML, 2.3.5).
MOMENT = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(\.\d{1,3})?[+-]\d\d:\d\d)?")


@pytest.fixture
def newsroom(make_article, make_project, make_meeting, make_contact, make_topic):
    """Return the address of a page of each kind, with times as Python keeps them."""
    now = timezone.now().replace(microsecond=123456)
    topic, project = make_topic(), make_project(aim="Kieliä ja ihmisiä.")
    article = make_article(
        project=project,
        published_at=now - datetime.timedelta(days=3),
        content_updated_at=now,
        body=stream(heading(), paragraph()),
    )
    ArticleTopic.objects.create(page=article, topic=topic)
    soon = now + datetime.timedelta(days=1)
    meeting = make_meeting(project=project, starts_at=now, ends_at=soon)
    pages = [article, project, meeting, make_contact()]
    return [
        *(page.get_url() for page in pages),
        *(f"/fi/{path}" for path in SECTIONS),
        f"/fi/aiheet/{topic.slug}/",
        f"/fi/arkisto/{article.published_at.year}/",
    ]


def test_times_are_such_as_machines_read(newsroom, read):
    found = {
        time["datetime"]
        for address in newsroom
        for time in read(address).select("time[datetime]")
    }

    assert found
    assert [time for time in found if not MOMENT.fullmatch(time)] == []


def test_headings_start_at_one_and_leave_no_level_out(newsroom, read):
    for address in newsroom:
        levels = [int(h.name[1]) for h in read(address).select("h1, h2, h3, h4")]
        assert levels.count(1) == 1, address
        assert levels[0] == 1, address
        deeper = itertools.pairwise(levels)
        assert all(after <= before + 1 for before, after in deeper), address


def test_names_refer_to_what_is_there_once(newsroom, read):
    for address in newsroom:
        html = read(address)
        ids = [element["id"] for element in html.select("[id]")]
        assert len(ids) == len(set(ids)), address
        for element in html.select("[aria-labelledby], [aria-describedby]"):
            for name in ("aria-labelledby", "aria-describedby"):
                assert set(element.get(name, "").split()) <= set(ids), address


def test_every_page_says_what_it_is_about(newsroom, read):
    texts = {
        address: read(address).select_one("meta[name=description]")["content"]
        for address in [*newsroom, "/fi/artikkelit/?page=1"]
    }

    assert all(len(text) > 8 for text in texts.values())
    # No two pages say the same, but for the two addresses of one.
    assert len(set(texts.values())) == len(newsroom)


@pytest.mark.parametrize("address", ["/fi/ei-ole/", "/sv/finns-inte/"])
def test_page_that_is_not_there_is_described_too(db, read, address):
    assert read(address, status=404).select_one("meta[name=description]")["content"]


def test_description_is_that_of_the_editor_first(make_article, read):
    article = make_article(lead="Ingressi.", search_description="Hakukoneelle.")

    html = read(article)

    assert html.select_one("meta[name=description]")["content"] == "Hakukoneelle."
    assert html.select_one("meta[property='og:description']")["content"] == (
        "Hakukoneelle."
    )


def test_search_is_one_of_the_ways_in_the_menu(db, read):
    html = read("/sv/")

    assert html.select_one(".menu .search-link a")["href"] == "/sv/sok/"
    assert len(html.select("header form[role=search]")) == 1


def test_official_name_is_told_once(make_project, read):
    html = read(make_project("Active NGOs", official_name="Active NGOs"))

    assert html.select(".official-name") == []
