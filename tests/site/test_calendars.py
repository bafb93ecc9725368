"""Calendars hold the meetings whose time is known, as calendar programs read them."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone, translation
from icalendar import Calendar
from wagtail.models import PageLogEntry, PageViewRestriction

from articles.models import MeetingPage, Place

BASE = "https://site.example"
CALENDARS = {
    "fi": "/fi/kalenteri.ics",
    "sv": "/sv/kalender.ics",
    "en": "/en/calendar.ics",
}
HELSINKI = ZoneInfo("Europe/Helsinki")
Status, Mode = MeetingPage.Status, MeetingPage.Mode


@pytest.fixture(autouse=True)
def _public_address(settings):
    settings.BASE_URL = BASE


@pytest.fixture
def calendar(client):
    """Return a function that fetches a calendar and parses it."""

    def fetch(url):
        response = client.get(url)
        assert response.status_code == 200, url
        assert response["Content-Type"] == "text/calendar; charset=utf-8"
        return Calendar.from_ical(response.content)

    return fetch


@pytest.fixture
def project(make_project):
    return make_project("Town Hall", slug="town-hall")


@pytest.fixture
def meeting(make_meeting, project):
    """A meeting in autumn, with summer time: at five in Espoo, two in UTC."""
    return make_meeting(
        "Leppävaaran tulevaisuus; kaikille, myös sinulle",
        project=project,
        slug="leppavaara",
        lead="Millainen Leppävaara on?\nTule kertomaan.",
        starts_at=datetime(2027, 10, 6, 14, tzinfo=UTC),
        ends_at=datetime(2027, 10, 6, 16, tzinfo=UTC),
    )


FILE = "/fi/hankkeet/town-hall/leppavaara/tapaaminen.ics"


def events(found):
    return found.walk("VEVENT")


def event(found):
    (one,) = events(found)
    return one


def names(found):
    return sorted(str(one["SUMMARY"]) for one in events(found))


def test_file_of_a_meeting_tells_all_of_it(meeting, calendar):
    found = calendar(FILE)

    one = event(found)
    assert found["VERSION"] == "2.0"
    assert found["PRODID"]
    assert one["SUMMARY"] == meeting.title
    assert one["SUMMARY"].params["LANGUAGE"] == "fi"
    assert one["DTSTART"].dt == datetime(2027, 10, 6, 17, tzinfo=HELSINKI)
    assert one["DTEND"].dt == datetime(2027, 10, 6, 19, tzinfo=HELSINKI)
    assert str(one["URL"]) == f"{BASE}/fi/hankkeet/town-hall/leppavaara/"
    assert meeting.lead in one["DESCRIPTION"]
    assert str(one["URL"]) in one["DESCRIPTION"]
    assert one["STATUS"] == "CONFIRMED"
    assert one["UID"] == str(meeting.translation_key)
    assert one["DTSTAMP"].dt == one["LAST-MODIFIED"].dt


def test_times_are_in_a_zone_that_the_file_defines(meeting, calendar):
    found = calendar(FILE)

    (zone,) = found.walk("VTIMEZONE")
    assert zone["TZID"] == "Europe/Helsinki"
    assert event(found)["DTSTART"].params["TZID"] == "Europe/Helsinki"
    # Read by the rules of the file alone, the time is the one meant.
    offset = zone.to_tz().utcoffset(datetime(2027, 10, 6, 17))
    assert offset == timedelta(hours=3)
    assert zone.to_tz().utcoffset(datetime(2027, 12, 6, 17)) == timedelta(hours=2)


def test_end_that_is_not_known_is_not_made_up(make_meeting, project, calendar):
    make_meeting(project=project, slug="leppavaara")

    assert "DTEND" not in event(calendar(FILE))
    assert "DURATION" not in event(calendar(FILE))


@pytest.mark.parametrize(
    "known",
    [
        {"precision": "month", "year": 2027, "month": 10},
        {"precision": "season", "year": 2027, "season": "autumn"},
        # Left over from before the time became uncertain.
        {
            "precision": "season",
            "year": 2027,
            "season": "autumn",
            "starts_at": datetime(2027, 10, 6, 14, tzinfo=UTC),
        },
    ],
)
def test_meeting_without_an_exact_time_is_in_no_calendar(
    make_meeting, project, client, calendar, read, known
):
    page = make_meeting(project=project, slug="leppavaara", **known)

    assert client.get(FILE).status_code == 404
    assert events(calendar(CALENDARS["fi"])) == []
    assert events(calendar("/fi/hankkeet/town-hall/kalenteri.ics")) == []
    assert read(page).select("[href$='.ics']") == []


def test_calendar_holds_the_meetings_of_its_language(
    meeting, project, translated, calendar
):
    translated(project, "sv")
    translated(meeting, "sv", title="Albergas framtid")

    assert names(calendar(CALENDARS["fi"])) == [meeting.title]
    assert names(calendar(CALENDARS["sv"])) == ["Albergas framtid"]
    assert names(calendar(CALENDARS["en"])) == []


@pytest.mark.parametrize("code", CALENDARS)
def test_calendar_has_a_name_in_its_language(db, calendar, code):
    found = calendar(CALENDARS[code])

    with translation.override(code):
        site = translation.gettext("International Espoo")
    assert site in found["X-WR-CALNAME"]
    assert found["NAME"] == found["X-WR-CALNAME"]
    assert found["X-WR-TIMEZONE"] == "Europe/Helsinki"


def test_meeting_is_the_same_event_in_every_language(
    meeting, project, translated, calendar
):
    translated(project, "sv")
    translated(meeting, "sv", title="Albergas framtid")

    finnish, swedish = (event(calendar(CALENDARS[code])) for code in ("fi", "sv"))

    assert finnish["UID"] == swedish["UID"]
    assert finnish["DTSTART"].dt == swedish["DTSTART"].dt


def test_project_has_a_calendar_of_its_own_meetings(
    meeting, make_meeting, make_project, calendar
):
    make_meeting("Muu", project=make_project("Toinen"))

    found = calendar("/fi/hankkeet/town-hall/kalenteri.ics")

    assert names(found) == [meeting.title]
    assert found["NAME"].startswith("Town Hall")


def test_calendar_holds_only_what_a_reader_can_read(
    make_meeting, project, calendar, client
):
    make_meeting("Julki", project=project)
    make_meeting("Luonnos", project=project, slug="leppavaara", live=False)
    closed = make_meeting("Suljettu", project=project)
    PageViewRestriction.objects.create(
        page=closed, restriction_type=PageViewRestriction.LOGIN
    )

    assert names(calendar(CALENDARS["fi"])) == ["Julki"]
    assert client.get(FILE).status_code == 404


@pytest.mark.parametrize(
    "url",
    [
        "/sv/projekt/town-hall/kalender.ics",
        "/sv/projekt/town-hall/leppavaara/mote.ics",
        "/fi/hankkeet/town-hall/leppavaara/kalenteri.ics",
        "/fi/hankkeet/town-hall/tapaaminen.ics",
        "/fi/calendar.ics",
        "/fi/hankkeet/muu/kalenteri.ics",
    ],
)
def test_what_a_language_lacks_has_no_calendar_in_it(meeting, client, url):
    assert client.get(url).status_code == 404


def test_files_move_with_their_pages(
    meeting, publish, client, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        publish(meeting, slug="uusi")

    response = client.get(FILE)

    assert response.status_code == 301
    assert response["Location"] == "/fi/hankkeet/town-hall/uusi/tapaaminen.ics"


@pytest.mark.parametrize(
    ("status", "told", "sentence"),
    [
        (Status.PLANNED, "CONFIRMED", ""),
        (Status.MOVED, "CONFIRMED", "The meeting has been moved to another time."),
        (Status.MOVED_ONLINE, "CONFIRMED", "The meeting has been moved online."),
        (Status.CANCELLED, "CANCELLED", "The meeting has been cancelled."),
        (
            Status.POSTPONED,
            "CANCELLED",
            "The meeting has been postponed. A new time has not been set.",
        ),
    ],
)
def test_what_became_of_a_meeting_is_told(
    make_meeting, project, calendar, status, told, sentence
):
    make_meeting(project=project, slug="leppavaara", status=status)

    one = event(calendar(FILE))

    assert one["STATUS"] == told
    with translation.override("fi"):
        assert translation.gettext(sentence) in one["DESCRIPTION"] if sentence else True


def test_meeting_that_changes_is_told_from_what_it_was(meeting, publish, calendar):
    before = event(calendar(CALENDARS["fi"]))
    MeetingPage.objects.update(
        first_published_at=timezone.now() - timedelta(days=2),
        last_published_at=timezone.now() - timedelta(days=1),
    )
    between = event(calendar(CALENDARS["fi"]))

    publish(MeetingPage.objects.get(), status=Status.CANCELLED)

    after = event(calendar(CALENDARS["fi"]))
    assert before["UID"] == after["UID"]
    assert 0 <= before["SEQUENCE"] < between["SEQUENCE"] < after["SEQUENCE"]
    assert after["SEQUENCE"] < 2**31
    assert after["LAST-MODIFIED"].dt > between["LAST-MODIFIED"].dt


@pytest.mark.parametrize(
    ("mode", "status", "where"),
    [
        (Mode.ONSITE, Status.PLANNED, "Kirjasto, Leppävaarankatu 9"),
        (Mode.BOTH, Status.PLANNED, "Kirjasto, Leppävaarankatu 9 / {online}"),
        (Mode.ONLINE, Status.PLANNED, "{online}"),
        (Mode.ONSITE, Status.MOVED_ONLINE, "{online}"),
    ],
)
def test_calendar_tells_where(
    make_meeting, project, calendar, finnish, mode, status, where
):
    place = Place.objects.create(
        name="Kirjasto", address="Leppävaarankatu 9", locale=finnish
    )
    make_meeting(project=project, place=place, mode=mode, status=status)

    with translation.override("fi"):
        online = str(Mode.ONLINE.label)
    told = event(calendar(CALENDARS["fi"]))["LOCATION"]
    assert told == where.format(online=online)


def test_place_that_is_a_draft_is_not_told(make_meeting, project, calendar, finnish):
    place = Place.objects.create(name="Salainen", locale=finnish, live=False)
    make_meeting(project=project, place=place, mode=Mode.ONSITE)

    assert "LOCATION" not in event(calendar(CALENDARS["fi"]))


def test_link_to_join_is_not_given_away(make_meeting, project, client):
    join = "https://meet.example/secret-room"
    make_meeting(project=project, slug="leppavaara", join_url=join)

    for url in (FILE, CALENDARS["fi"]):
        # Long lines are folded.
        text = client.get(url).content.replace(b"\r\n ", b"")
        assert b"secret-room" not in text


def test_lines_are_as_the_format_wants_them(meeting, client):
    content = client.get(FILE).content

    assert content.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert max(map(len, content.split(b"\r\n"))) <= 75


# Asking only for what is new


def test_unchanged_calendar_is_not_sent_again(meeting, client):
    for url in (*CALENDARS.values(), FILE, "/fi/hankkeet/town-hall/kalenteri.ics"):
        first = client.get(url)
        tag, time = first["ETag"], first["Last-Modified"]

        assert client.get(url)["ETag"] == tag
        for header in ({"If-None-Match": tag}, {"If-Modified-Since": time}):
            again = client.get(url, headers=header)
            assert (again.status_code, again.content) == (304, b""), url


def test_head_says_what_get_says_without_the_calendar(meeting, client):
    for url in ("/fi/kalenteri.ics", f"{meeting.get_url()}tapaaminen.ics"):
        full, head = client.get(url), client.head(url)

        assert head.content == b""
        assert (head["ETag"], head["Last-Modified"]) == (
            full["ETag"],
            full["Last-Modified"],
        )


def test_calendar_is_sent_again_when_a_meeting_changes(meeting, client, publish):
    PageLogEntry.objects.update(timestamp=timezone.now() - timedelta(days=2))
    MeetingPage.objects.update(last_published_at=timezone.now() - timedelta(days=2))
    first = client.get(CALENDARS["fi"])

    publish(MeetingPage.objects.get(), status=Status.CANCELLED)

    for header in (
        {"If-None-Match": first["ETag"]},
        {"If-Modified-Since": first["Last-Modified"]},
    ):
        assert client.get(CALENDARS["fi"], headers=header).status_code == 200


def test_calendar_can_be_kept_by_its_address(meeting, client):
    for url in (CALENDARS["fi"], FILE):
        response = client.get(url)

        assert "Cookie" not in response.get("Vary", "")
        assert "Set-Cookie" not in response.headers
        assert client.head(url).status_code == 200
        assert client.post(url).status_code == 405


def test_calendar_costs_the_same_however_much_it_holds(
    make_meeting, project, finnish, client, django_assert_num_queries
):
    place = Place.objects.create(name="Kirjasto", locale=finnish)

    for number in (1, 12):
        for n in range(number):
            make_meeting(f"T {number} {n}", project=project, place=place)
        for url in (CALENDARS["fi"], "/fi/hankkeet/town-hall/kalenteri.ics"):
            client.get(url)
            with django_assert_num_queries(3):
                client.get(url)


# Finding them


def test_page_of_a_meeting_leads_to_its_file(meeting, read, calendar):
    (link,) = read(meeting).select("main a[href$='.ics']")

    assert link["href"] == FILE
    assert event(calendar(link["href"]))["SUMMARY"] == meeting.title


@pytest.mark.parametrize(
    "fields",
    [
        {"status": Status.CANCELLED},
        {"status": Status.POSTPONED},
        {
            "starts_at": datetime(2021, 10, 6, 14, tzinfo=UTC),
            "ends_at": datetime(2021, 10, 6, 16, tzinfo=UTC),
        },
    ],
)
def test_meeting_that_nobody_can_go_to_is_not_offered(make_meeting, read, fields):
    assert read(make_meeting(**fields)).select("main a[href$='.ics']") == []


@pytest.mark.parametrize(
    ("code", "page"),
    [("fi", "/fi/tapaamiset/"), ("sv", "/sv/moten/"), ("en", "/en/meetings/")],
)
def test_list_of_meetings_leads_to_the_calendar(db, read, code, page):
    html = read(page)

    (link,) = html.select("main a[href$='.ics']")
    assert link["href"] == CALENDARS[code]
    (announced,) = html.select("link[rel=alternate][type='text/calendar']")
    assert announced["href"] == BASE + CALENDARS[code]


def test_project_leads_to_its_calendar(meeting, project, read):
    links = read(project).select("main a[href$='.ics']")

    assert [one["href"] for one in links] == ["/fi/hankkeet/town-hall/kalenteri.ics"]
