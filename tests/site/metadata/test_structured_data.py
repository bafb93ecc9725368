"""Structured data in schema.org's words says what the page says, and no more."""

import json
from datetime import UTC, datetime

import pytest
from django.utils import translation
from django.utils.translation import gettext

from articles.models import EasyReadingPage, MeetingPage, Place, Publisher, Series
from tests.site.metadata.read_by_machines import BASE, tags, things

LANGUAGES = ["fi", "sv", "en"]
Status, Mode = MeetingPage.Status, MeetingPage.Mode


# Articles


def test_article_is_a_news_article_that_says_what_the_page_says(
    make_article, finnish, read, publish_with_card
):
    publisher = Publisher.objects.create(name="Espoon kaupunki", locale=finnish)
    series = Series.objects.create(name="Kansainvälinen Espoo", locale=finnish)
    article = publish_with_card(
        make_article(
            "Järjestöt",
            slug="jarjestot",
            lead="Lyhyesti.",
            publisher=publisher,
            series=series,
            published_at=datetime(2021, 1, 20, 12, 22, tzinfo=UTC),
            content_updated_at=datetime(2021, 8, 31, 9, 0, tzinfo=UTC),
        )
    )

    html = read(article)

    told = things(html)["NewsArticle"]
    assert told["headline"] == html.h1.text.strip()
    assert told["description"] == "Lyhyesti."
    assert told["datePublished"] == "2021-01-20T14:22:00+02:00"
    assert told["dateModified"] == "2021-08-31T12:00:00+03:00"
    assert told["inLanguage"] == html.html["lang"].split("-")[0]
    organization = {"@type": "Organization", "name": "Espoon kaupunki"}
    assert told["author"] == told["publisher"] == organization
    assert told["image"] == tags(html)["og:image"]
    canonical = html.select_one("link[rel=canonical]")["href"]
    assert told["mainEntityOfPage"]["@id"] == canonical
    assert told["isPartOf"] == {
        "@type": "CreativeWorkSeries",
        "name": "Kansainvälinen Espoo",
    }


def test_what_an_article_lacks_is_not_told(make_article, finnish, read):
    draft = Publisher.objects.create(name="Luonnos", locale=finnish, live=False)

    told = things(read(make_article(publisher=draft)))["NewsArticle"]

    assert not {"image", "isPartOf", "alternativeHeadline"} & set(told)
    with translation.override("fi"):
        assert told["publisher"]["name"] == gettext("International Espoo")


def test_structured_data_cannot_end_its_element(make_article, client):
    title = "</script><script>alert('x')</script> <!-- & \u2028"
    page = make_article(title, slug="x", lead="]]>")

    html = client.get(page.get_url()).content.decode()

    start = html.index('<script type="application/ld+json">')
    text = html[start : html.index("</script>", start)].partition(">")[2]
    assert not set("<>&") & set(text)
    told = {one["@type"]: one for one in json.loads(text)["@graph"]}
    assert told["NewsArticle"]["headline"] == page.title


# The way to a page, and whose site it is


def test_page_tells_the_way_to_it(make_meeting, make_project, read):
    project = make_project("Town Hall", slug="town-hall")
    html = read(make_meeting("Tulevaisuus", project=project, slug="tulevaisuus"))

    steps = things(html)["BreadcrumbList"]["itemListElement"]

    assert [step["position"] for step in steps] == [1, 2, 3, 4]
    shown = [one.text.strip() for one in html.select(".breadcrumb li")]
    assert [step["name"] for step in steps] == shown
    assert [step["item"] for step in steps] == [
        f"{BASE}/fi/",
        f"{BASE}/fi/hankkeet/",
        f"{BASE}/fi/hankkeet/town-hall/",
        f"{BASE}/fi/hankkeet/town-hall/tulevaisuus/",
    ]


def test_topic_tells_the_way_to_it(make_topic, read):
    make_topic("Kielikahvila", slug="kielikahvila")

    html = read("/fi/aiheet/kielikahvila/")

    steps = things(html)["BreadcrumbList"]["itemListElement"]
    shown = [one.text.strip() for one in html.select(".breadcrumb li")]
    assert [step["name"] for step in steps] == shown
    assert steps[-2]["item"] == f"{BASE}/fi/aiheet/"
    assert steps[-1]["item"] == f"{BASE}/fi/aiheet/kielikahvila/"


@pytest.mark.parametrize("code", LANGUAGES)
def test_front_page_tells_whose_it_is(db, read, code):
    told = things(read(f"/{code}/"))

    with translation.override(code):
        name = gettext("International Espoo")
    assert told["Organization"]["name"] == told["WebSite"]["name"] == name
    assert told["Organization"]["url"] == f"{BASE}/{code}/"
    assert "BreadcrumbList" not in told


# Meetings


MEETING = {
    "starts_at": datetime(2027, 10, 6, 14, tzinfo=UTC),
    "ends_at": datetime(2027, 10, 6, 16, tzinfo=UTC),
}


def test_meeting_is_an_event_with_its_times(make_meeting, make_project, read):
    project = make_project("Town Hall", slug="town-hall")
    meeting = make_meeting("Tulevaisuus", project=project, lead="Tule!", **MEETING)

    html = read(meeting)

    told = things(html)["Event"]
    assert told["name"] == html.h1.text.strip()
    assert told["description"] == "Tule!"
    assert told["startDate"] == "2027-10-06T17:00:00+03:00"
    assert told["endDate"] == "2027-10-06T19:00:00+03:00"
    assert told["eventStatus"] == "https://schema.org/EventScheduled"
    assert told["inLanguage"] == "fi"
    assert told["organizer"] == {
        "@type": "Organization",
        "name": "Town Hall",
        "url": f"{BASE}/fi/hankkeet/town-hall/",
    }
    shown = [one["datetime"] for one in html.select("main time")]
    assert told["startDate"] in shown
    assert told["endDate"] in shown


@pytest.mark.parametrize(
    "known",
    [
        {"precision": "month", "year": 2027, "month": 10},
        {"precision": "season", "year": 2027, "season": "autumn"},
        {"precision": "season", "year": 2027, "season": "autumn", **MEETING},
    ],
)
def test_meeting_without_an_exact_time_is_no_event(make_meeting, read, known):
    html = read(make_meeting(**known))

    assert "Event" not in things(html)
    assert "2027-10" not in html.select_one("[type='application/ld+json']").string


@pytest.mark.parametrize(
    ("status", "told"),
    [
        (Status.PLANNED, "EventScheduled"),
        (Status.MOVED, "EventRescheduled"),
        (Status.MOVED_ONLINE, "EventMovedOnline"),
        (Status.POSTPONED, "EventPostponed"),
        (Status.CANCELLED, "EventCancelled"),
    ],
)
def test_event_tells_what_became_of_it(make_meeting, read, status, told):
    event = things(read(make_meeting(status=status)))["Event"]

    assert event["eventStatus"] == f"https://schema.org/{told}"


@pytest.mark.parametrize(
    ("mode", "status", "attendance", "locations"),
    [
        (Mode.ONSITE, Status.PLANNED, "Offline", ["Place"]),
        (Mode.ONLINE, Status.PLANNED, "Online", ["VirtualLocation"]),
        (Mode.BOTH, Status.PLANNED, "Mixed", ["Place", "VirtualLocation"]),
        (Mode.ONSITE, Status.MOVED_ONLINE, "Online", ["VirtualLocation"]),
    ],
)
def test_event_tells_where_it_is(
    make_meeting, finnish, read, mode, status, attendance, locations
):
    place = Place.objects.create(name="Kirjasto", address="Katu 9", locale=finnish)
    meeting = make_meeting(
        mode=mode, status=status, place=place, join_url="https://meet.example/secret"
    )

    html = read(meeting)

    event = things(html)["Event"]
    mode_told = event["eventAttendanceMode"]
    assert mode_told == f"https://schema.org/{attendance}EventAttendanceMode"
    told = event["location"]
    told = told if isinstance(told, list) else [told]
    assert [one["@type"] for one in told] == locations
    for one in told:
        if one["@type"] == "Place":
            assert (one["name"], one["address"]) == ("Kirjasto", "Katu 9")
        else:
            assert one["url"] == html.select_one("link[rel=canonical]")["href"]
    assert "secret" not in json.dumps(event)


def test_event_held_in_another_language_is_not_said_to_be_in_ours(make_meeting, read):
    english = things(read(make_meeting(languages=["en"])))["Event"]
    both = things(read(make_meeting(languages=["fi", "en"])))["Event"]

    assert "inLanguage" not in english
    assert both["inLanguage"] == "fi"


# Contacts


def test_contact_with_a_role_is_a_person(make_contact, read):
    html = read(
        make_contact(
            "Maija Mallikas",
            role="Projektipäällikkö",
            unit="Konserniesikunta",
            email="maija@example.org",
            phone="+358438273457",
            languages=["fi", "en"],
        )
    )

    person = things(html)["Person"]

    assert person["name"] == html.h1.text.strip()
    assert person["jobTitle"] == "Projektipäällikkö"
    assert person["worksFor"]["name"] == "Konserniesikunta"
    point = person["contactPoint"]
    assert point["@type"] == "ContactPoint"
    assert html.select_one("main a[href^='mailto:']")["href"].endswith(point["email"])
    assert point["telephone"] == "+358438273457"
    assert point["availableLanguage"] == ["fi", "en"]


def test_desk_is_no_person(make_contact, read):
    told = things(read(make_contact("Neuvonta", email="help@example.org")))

    assert "Person" not in told
    assert told["Organization"]["contactPoint"]["email"] == "help@example.org"


# Every kind


def test_every_kind_of_page_has_structured_data(
    make_article, make_project, make_meeting, make_contact, make_page, make_topic, read
):
    project = make_project()
    article = make_article()
    make_topic("Kielikahvila", slug="kielikahvila")
    pages = [
        article,
        project,
        make_meeting(project=project),
        make_contact(),
        make_page(EasyReadingPage, "Selko", parent=article),
        *("/fi/", "/fi/artikkelit/", "/fi/hankkeet/", "/fi/tapaamiset/"),
        *("/fi/aiheet/", "/fi/yhteystiedot/", "/fi/haku/", "/fi/aiheet/kielikahvila/"),
    ]

    for page in pages:
        html = read(page)
        canonical = html.select_one("link[rel=canonical]")["href"]
        assert canonical in json.dumps(things(html)), page
        for name in ("og:title", "og:type", "og:url", "og:locale"):
            assert tags(html)[name], page
