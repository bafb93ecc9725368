"""A meeting is told as exactly as it is known, before, during and after."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone, translation
from django.utils.translation import gettext

from articles.models import MeetingPage, Place
from tests.raw_blocks import paragraph, stream

HELSINKI = timezone.get_default_timezone()
START = datetime.datetime(2030, 10, 8, 17, 0, tzinfo=HELSINKI)
END = datetime.datetime(2030, 10, 8, 19, 0, tzinfo=HELSINKI)
Phase = MeetingPage.Phase


def when(html):
    return html.select_one(".facts-list dd")


def hours(number):
    return timezone.now() + datetime.timedelta(hours=number)


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("fi", "ti 8.10.2030 klo 17–19"),
        ("sv", "tis 8.10.2030 kl. 17–19"),
        ("en", "Tue 8 October 2030, 17:00–19:00"),
    ],
)
def test_exact_time_is_shown_with_its_day_in_the_reader_s_way(
    make_meeting, translated, read, language, shown
):
    page = make_meeting(starts_at=START, ends_at=END)
    if language != "fi":
        translated(page.get_parent().specific, language)
        page = translated(page, language)

    found = when(read(page))

    assert " ".join(found.text.split()).lower() == shown.lower()
    assert found.time["datetime"] == "2030-10-08T17:00:00+03:00"


@pytest.mark.parametrize(
    ("end", "fi", "en"),
    [
        (None, "ti 8.10.2030 klo 17", "Tue 8 October 2030, 17:00"),
        (
            END + datetime.timedelta(minutes=30),
            "ti 8.10.2030 klo 17.00–19.30",
            "Tue 8 October 2030, 17:00–19:30",
        ),
        (
            END + datetime.timedelta(days=1),
            "ti 8.10.2030 klo 17 – ke 9.10.2030 klo 19",
            "Tue 8 October 2030, 17:00 – Wed 9 October 2030, 19:00",
        ),
    ],
    ids=["no end", "minutes", "two days"],
)
def test_minutes_are_told_only_where_there_are_some(end, fi, en):
    meeting = MeetingPage(starts_at=START, ends_at=end)

    for language, shown in (("fi", fi), ("en", en)):
        with translation.override(language):
            assert meeting.date_in_words.lower() == shown.lower()


@pytest.mark.parametrize(
    ("fields", "fi", "en"),
    [
        ({"precision": "month", "month": 10}, "lokakuu 2030", "October 2030"),
        ({"precision": "season", "season": "autumn"}, None, "autumn 2030"),
        ({"precision": "season", "season": "early"}, None, "early 2030"),
    ],
)
def test_meeting_known_by_month_or_season_shows_no_time_and_no_day(
    make_meeting, translated, read, fields, fi, en
):
    meeting = make_meeting(year=2030, **fields)
    translated(meeting.get_parent().specific, "en")
    version = translated(meeting, "en")

    for page, expected in ((meeting, fi), (version, en)):
        shown = when(read(page))
        assert shown.time is None
        assert ":" not in shown.text
        assert "2030" in shown.text
        if expected:
            assert shown.text.strip().lower() == expected.lower()


@pytest.mark.parametrize(
    ("now", "phase"),
    [
        (START - datetime.timedelta(minutes=1), Phase.BEFORE),
        (START, Phase.DURING),
        (END - datetime.timedelta(minutes=1), Phase.DURING),
        (END, Phase.AFTER),
    ],
)
def test_phase_follows_the_clock(now, phase):
    assert MeetingPage(starts_at=START, ends_at=END).phase_at(now) == phase


@pytest.mark.parametrize(
    ("hour", "phase"), [(23, Phase.DURING), (24, Phase.AFTER)], ids=["evening", "next"]
)
def test_meeting_without_an_end_goes_on_until_its_day_is_over(hour, phase):
    day = datetime.datetime(2030, 10, 8, tzinfo=HELSINKI)

    now = day + datetime.timedelta(hours=hour)

    assert MeetingPage(starts_at=START).phase_at(now) == phase


@pytest.mark.parametrize(
    ("fields", "last"),
    [
        ({"precision": "month", "month": 2}, (2, 28)),
        ({"precision": "season", "season": "spring"}, (5, 31)),
        ({"precision": "season", "season": "late"}, (12, 31)),
    ],
)
def test_meeting_known_in_part_is_to_come_until_that_part_has_passed(fields, last):
    meeting = MeetingPage(year=2030, **fields)
    last_evening = datetime.datetime(2030, *last, 23, 59, tzinfo=HELSINKI)

    assert meeting.phase_at(last_evening) == Phase.BEFORE
    after = last_evening + datetime.timedelta(minutes=2)
    assert meeting.phase_at(after) == Phase.AFTER


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"starts_at": END, "ends_at": START}, "ends_at"),
        ({"starts_at": START, "ends_at": START}, "ends_at"),
        ({"starts_at": None}, "starts_at"),
        ({"precision": "month", "year": 2030}, "month"),
        ({"precision": "month", "month": 3}, "year"),
        ({"precision": "season", "year": 2030}, "season"),
        (
            {"starts_at": START, "ends_at": END, "registration_deadline": hours(99999)},
            "registration_deadline",
        ),
    ],
)
def test_impossible_time_is_refused(make_meeting, fields, field):
    with pytest.raises(ValidationError) as refused:
        make_meeting(**fields)

    assert field in refused.value.message_dict


def test_editor_is_told_that_a_meeting_cannot_end_before_it_starts(make_meeting, edit):
    meeting = make_meeting(starts_at=START, ends_at=END)

    html, status = edit(
        meeting,
        ends_at="2030-10-08 16:00",
        **{"body-count": "0", "summary-count": "0"},
    )

    assert status == 200
    assert "The meeting cannot end before it starts." in html.text


def test_editor_is_told_that_there_is_no_thirteenth_month(make_meeting, edit):
    meeting = make_meeting(precision="month", year=2030, month=12)

    _html, status = edit(
        meeting, month="13", **{"body-count": "0", "summary-count": "0"}
    )

    assert status == 200
    meeting.refresh_from_db()
    assert meeting.month == 12


def test_cancelled_meeting_says_so_and_takes_nobody(make_meeting, read):
    meeting = make_meeting(
        status="cancelled",
        registration="open",
        registration_url="https://example.org/register",
    )

    html = read(meeting)

    with translation.override("fi"):
        message = gettext("The meeting has been cancelled.")
    assert html.select_one(".status").text == message
    assert "https://example.org/register" not in str(html.main)
    for url in ("/fi/tapaamiset/", meeting.get_parent().get_url()):
        assert message in read(url).main.text


@pytest.mark.parametrize(
    ("fields", "link", "message"),
    [
        ({"registration": "open"}, True, None),
        (
            {"registration": "open", "registration_deadline": hours(-1)},
            False,
            "Registration has closed",
        ),
        ({"registration": "full"}, False, "The meeting is full"),
        ({"registration": "closed"}, False, "Registration has closed"),
        ({"registration": "none"}, False, "No registration needed"),
    ],
)
def test_registration_is_offered_while_it_is_open(
    make_meeting, read, fields, link, message
):
    meeting = make_meeting(registration_url="https://example.org/r", **fields)

    section = read(meeting).select_one("section[aria-labelledby=registration]")

    assert bool(section.select("a[href='https://example.org/r']")) == link
    if message:
        with translation.override("fi"):
            assert gettext(message) in section.text


def test_link_to_join_is_shown_while_the_meeting_goes_on(make_meeting, read):
    project = None
    shown = []
    for start, end in [(-1, 1), (1, 2), (-2, -1)]:
        meeting = make_meeting(
            f"Tapaaminen {start} {end}",
            project=project,
            starts_at=hours(start),
            ends_at=hours(end),
            join_url="https://example.org/join",
        )
        project = meeting.get_parent().specific
        shown.append("https://example.org/join" in str(read(meeting).main))

    assert shown == [True, False, False]


def test_summary_is_shown_afterwards(make_meeting, read):
    meeting = make_meeting(
        starts_at=hours(-5),
        ends_at=hours(-4),
        attendance=25,
        summary=stream(paragraph("<p>Puhuttiin kodista.</p>")),
    )

    html = read(meeting)

    assert (
        "Puhuttiin kodista." in html.select_one("section[aria-labelledby=summary]").text
    )
    assert "25" in html.select_one(".facts-list").text


def test_promised_summary_is_told_with_its_day(make_meeting, read):
    meeting = make_meeting(
        starts_at=hours(-5),
        ends_at=hours(-4),
        summary_due=datetime.date(2031, 1, 9),
    )

    html = read(meeting)

    assert "9.1.2031" in html.select_one("section[aria-labelledby=summary]").text


def test_summary_is_not_shown_before_the_meeting(make_meeting, read):
    meeting = make_meeting(summary=stream(paragraph("<p>Luonnosteltu.</p>")))

    assert "Luonnosteltu." not in read(meeting).text


@pytest.mark.parametrize(
    ("mode", "live", "shown"),
    [
        ("onsite", True, True),
        ("both", True, True),
        ("online", True, False),
        ("onsite", False, False),
    ],
)
def test_place_is_shown_unless_the_meeting_is_online(
    make_meeting, finnish, read, mode, live, shown
):
    place = Place.objects.create(
        name="Sello", address="Tie 1", locale=finnish, live=live
    )
    meeting = make_meeting(mode=mode, place=place)

    assert ("Sello" in read(meeting).main.text) == shown


def test_facts_of_a_meeting_follow_the_original(make_meeting, submit, publish):
    meeting = make_meeting(starts_at=START, ends_at=END, lead="Tule puhumaan")
    submit(meeting.get_parent().specific, "sv")

    version = submit(meeting, "sv", {"Tule puhumaan": "Kom och prata"})

    assert (version.starts_at, version.ends_at) == (START, END)
    assert version.lead == "Kom och prata"


def test_list_shows_meetings_to_come_first_and_says_when_there_are_none(
    make_meeting, read
):
    with translation.override("fi"):
        none = gettext("The next meeting has not been set.")
    assert none in read("/fi/tapaamiset/").main.text

    meeting = make_meeting("Tulossa", starts_at=hours(30))
    project = meeting.get_parent().specific
    make_meeting("Pidetty", project=project, starts_at=hours(-30), ends_at=hours(-29))
    make_meeting("Menossa", project=project, starts_at=hours(-1), ends_at=hours(1))

    html = read("/fi/tapaamiset/")
    assert none not in html.main.text
    upcoming = html.select("section[aria-labelledby=upcoming] .teaser a")
    past = html.select("section[aria-labelledby=past] .teaser a")
    assert [a.text for a in upcoming] == ["Menossa", "Tulossa"]
    assert [a.text for a in past] == ["Pidetty"]


def test_meeting_that_goes_on_says_so(make_meeting, read):
    going = make_meeting("Nyt", starts_at=hours(-1), ends_at=hours(1))
    project = going.get_parent().specific
    others = [
        make_meeting("Pian", project=project, starts_at=hours(1)),
        make_meeting("Ohi", project=project, starts_at=hours(-3), ends_at=hours(-2)),
        make_meeting(
            "Peruttu", project=project, starts_at=hours(-1), status="cancelled"
        ),
    ]
    with translation.override("fi"):
        now = gettext("The meeting is going on now.")

    def said_by(page):
        return now in read(page).select_one(".page-head").text

    assert said_by(going)
    assert [one.title for one in others if said_by(one)] == []


def test_meeting_moved_online_is_told_without_its_place(make_meeting, finnish, read):
    place = Place.objects.create(name="Sello", locale=finnish)
    meeting = make_meeting(mode="onsite", place=place, status="moved_online")

    text = read(meeting).main.text

    assert "Sello" not in text
    with translation.override("fi"):
        assert gettext("Online") in text
        assert gettext("On site") not in text


@pytest.mark.parametrize("status", ["cancelled", "postponed"])
def test_meeting_that_is_not_held_offers_nothing_to_do(make_meeting, read, status):
    meeting = make_meeting(
        status=status,
        registration="open",
        registration_url="https://example.org/register",
        join_url="https://example.org/join",
    )
    project = meeting.get_parent().specific
    passed = make_meeting(
        "Ohi", project=project, starts_at=hours(-3), ends_at=hours(-2), status=status
    )

    assert "https://example.org" not in str(read(meeting).main)
    assert read(passed).select_one("#summary") is None


def test_deadline_is_told_in_the_reader_s_way(make_meeting, read):
    deadline = datetime.datetime(2030, 10, 1, 16, 0, tzinfo=HELSINKI)
    meeting = make_meeting(
        starts_at=START,
        registration="open",
        registration_url="https://example.org/register",
        registration_deadline=deadline,
    )

    text = read(meeting).select_one("section[aria-labelledby=registration]").text

    assert "ti 1.10.2030 klo 16" in text
    assert "16.00" not in text


def test_meeting_that_was_leads_to_the_next_of_its_project(make_meeting, read):
    passed = make_meeting("Ohi", starts_at=hours(-3), ends_at=hours(-2))
    project = passed.get_parent().specific
    make_meeting("Myöhemmin", project=project, starts_at=hours(60))
    make_meeting("Peruttu", project=project, starts_at=hours(20), status="cancelled")
    soon = make_meeting("Seuraava", project=project, starts_at=hours(30))

    def next_of(page):
        return [
            a["href"]
            for a in read(page).select("section[aria-labelledby=next-meeting] a")
        ]

    assert next_of(passed) == [soon.get_url()]
    assert next_of(soon) == []
