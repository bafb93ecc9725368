"""The calendar shows what is scheduled, due and to come, to whom it concerns."""

from datetime import date, datetime, timedelta

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation

from translation.calendar.entries import month_before, next_month
from translation.models import PairOverride, ScheduledPublication
from translation.requests.models import TranslationRequest

CALENDAR = "/admin/translation/calendar/"


def at(day, hour=12):
    return timezone.make_aware(datetime(2031, 5, day, hour))


@pytest.fixture
def planned(make_article, make_meeting, make_contact, submit, publish):
    """One of everything that the calendar knows, in May 2031."""
    article = make_article("Juttu")
    version = submit(article, "sv")
    made = Translation.objects.get(source__object_id=article.translation_key)
    TranslationRequest.objects.create(translation=made, due=date(2031, 5, 3))
    group = ScheduledPublication.objects.create(
        translation_key=article.translation_key, at=at(4, 9)
    )
    group.locales.set(Locale.objects.filter(language_code__in=["fi", "sv"]))
    later = make_article("Myöhemmin", live=False)
    revision = later.get_latest_revision()
    revision.approved_go_live_at = at(5, 8)
    revision.save()
    leaving = make_article("Poistuva")
    Page.objects.filter(pk=leaving.pk).update(expire_at=at(31, 23))
    PairOverride.objects.create(page=article, reason="Kiire", due=date(2031, 5, 7))
    make_meeting("Tapaaminen", starts_at=at(8, 17), summary_due=date(2031, 5, 9))
    make_meeting(
        "Kevään tapaaminen", precision="month", year=2031, month=5, starts_at=None
    )
    make_contact("Neuvonta", review_date=date(2031, 5, 10))
    # Not of this month, and done.
    make_contact("Toinen", review_date=date(2031, 6, 1))
    submit(make_article("Valmis"), "sv")
    done = Translation.objects.get(source__object_repr="Valmis")
    TranslationRequest.objects.create(
        translation=done, due=date(2031, 5, 3), done_at=timezone.now()
    )
    return version


def lines(client, month="2031-05"):
    response = client.get(CALENDAR, {"month": month})
    assert response.status_code == 200
    soup = BeautifulSoup(response.content.decode(), "html.parser")
    return [
        (
            day.h3.get_text(" ", strip=True),
            row.select_one(".calendar-what").get_text(" ", strip=True),
            row.a.get_text(strip=True),
            row.a["lang"],
        )
        for day in soup.select(".calendar-day")
        for row in day.select("li")
    ]


def test_a_month_has_everything_on_its_day_in_order(planned, admin_client):
    admin_client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"

    assert lines(admin_client) == [
        ("Thursday 1/5/2031", "Meeting", "Kevään tapaaminen", "fi"),
        ("Saturday 3/5/2031", "Translation is due", "sv: Juttu", "sv"),
        (
            "Sunday 4/5/2031",
            "09:00 Languages are published together",
            "Juttu",
            "fi",
        ),
        ("Monday 5/5/2031", "08:00 Is published", "Myöhemmin", "fi"),
        ("Wednesday 7/5/2031", "The other language follows", "Juttu", "fi"),
        ("Thursday 8/5/2031", "17:00 Meeting", "Tapaaminen", "fi"),
        (
            "Friday 9/5/2031",
            "Summary of a meeting is promised",
            "Tapaaminen",
            "fi",
        ),
        ("Saturday 10/5/2031", "Contact is to be reviewed", "Neuvonta", "fi"),
        ("Saturday 31/5/2031", "23:00 Is taken off the site", "Poistuva", "fi"),
    ]
    assert [line[2] for line in lines(admin_client, "2031-06")] == ["Toinen"]
    # What is no month is this month.
    assert lines(admin_client, "2031-13") == lines(admin_client, "x") == []


def test_a_person_sees_what_is_of_their_languages(planned, member_of):
    found = lines(member_of("Translators sv"))

    assert [(what.split(" ")[-1], title) for _day, what, title, _code in found] == [
        ("due", "sv: Juttu"),
        ("together", "sv: Juttu"),
    ]
    # The Swedish version may not be there yet: its publishers see what is owed.
    owed = lines(member_of("Publishers en"))
    assert [what for _day, what, *_rest in owed] == ["The other language follows"]


def test_the_months_lead_to_one_another(admin_client):
    response = admin_client.get(CALENDAR, {"month": "2031-12"})
    soup = BeautifulSoup(response.content.decode(), "html.parser")

    assert [a["href"] for a in soup.select(".calendar-months a[rel]")] == [
        "?month=2031-11",
        "?month=2032-01",
    ]
    assert CALENDAR in admin_client.get("/admin/").content.decode()


@pytest.mark.parametrize(
    ("day", "before", "after"),
    [
        (date(2024, 1, 1), date(2023, 12, 1), date(2024, 2, 1)),
        (date(2024, 1, 31), date(2023, 12, 1), date(2024, 2, 1)),
        (date(2024, 12, 15), date(2024, 11, 1), date(2025, 1, 1)),
    ],
)
def test_months_follow_one_another(day, before, after):
    assert (month_before(day), next_month(day)) == (before, after)


def test_a_full_month_costs_what_an_empty_one_costs(
    planned, member_of, make_contact, make_article, django_assert_max_num_queries
):
    client = member_of("Communications staff")

    def count(month):
        client.get(CALENDAR, {"month": month})
        with django_assert_max_num_queries(25) as captured:
            client.get(CALENDAR, {"month": month})
        return len(captured)

    few = count("2031-05")
    for number in range(4):
        make_contact(f"Neuvonta {number}", review_date=date(2031, 5, 20))
        page = make_article(f"Juttu {number}")
        expire = at(20) + timedelta(hours=number)
        Page.objects.filter(pk=page.pk).update(expire_at=expire)

    assert count("2031-05") == few
