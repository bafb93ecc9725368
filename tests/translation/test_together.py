"""The languages of a text are published, scheduled and withdrawn as one."""

import io
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageLogEntry
from wagtail_localize.operations import translate_object

from translation.models import PairOverride, ScheduledPublication
from translation.together import schedule

pytestmark = pytest.mark.pair
State = ScheduledPublication.State


@pytest.fixture
def original(make_article):
    return make_article("Järjestöt", live=False)


@pytest.fixture
def finished(original, submit):
    return submit(original, "sv", live=False)


@pytest.fixture
def unfinished(original, english):
    translate_object(original, [english])
    return original.get_translation(english)


@pytest.fixture
def act(admin_client):
    """Return a function that presses a button of the screen."""

    def press(page, button, *languages, **data):
        url = reverse("translation:together", args=[page.pk])
        return admin_client.post(
            url,
            {"languages": languages, button: "1", **data},
            headers={"Accept-Language": "en"},
            follow=True,
        )

    return press


def run_schedule(**options):
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("publish_scheduled", stdout=out, stderr=err, **options)
    except CommandError as error:
        err.write(str(error))
    return out.getvalue(), err.getvalue()


def past(group):
    ScheduledPublication.objects.filter(pk=group.pk).update(
        at=timezone.now() - timedelta(minutes=1)
    )


def test_the_screen_offers_the_finished_languages(
    original, finished, unfinished, admin_client
):
    page = admin_client.get(reverse("translation:together", args=[finished.pk]))

    assert page.context["form"]["languages"].value() == ["fi", "sv"]
    assert b"not translated" in page.content or "kääntä".encode() in page.content


def test_one_button_publishes_all_finished_languages(
    original, finished, unfinished, act, row
):
    act(original, "publish", "fi", "sv")

    assert row(original).live
    assert row(finished).live
    assert not row(unfinished).live
    assert PageLogEntry.objects.filter(action="translation.together").count() == 2


def test_one_that_is_not_fit_holds_all_back(original, finished, unfinished, act, row):
    answer = act(original, "publish", "fi", "sv", "en")

    assert "not translated" in answer.content.decode()
    assert not row(original).live
    assert not row(finished).live


def test_one_of_the_pair_alone_needs_reason_and_day(original, finished, act, row):
    answer = act(original, "publish", "fi")
    assert "is missing" in answer.content.decode()
    assert not row(original).live

    day = timezone.localdate() + timedelta(days=7)
    act(original, "publish", "fi", reason="Kiire", due=day.isoformat())

    assert row(original).live
    assert not row(finished).live
    assert PairOverride.objects.get().due == day


@pytest.mark.parametrize("days", [-1, 400])
def test_the_promised_day_is_near(original, finished, act, row, days):
    day = timezone.localdate() + timedelta(days=days)

    act(original, "publish", "fi", reason="Kiire", due=day.isoformat())

    assert not row(original).live
    assert not PairOverride.objects.exists()


def test_who_publishes_finnish_may_not_let_it_go_alone(
    original, finished, member_of, row
):
    """Communications staff are told who may give the reason."""
    staff = member_of("Communications staff")
    member_of("Publishers fi", first_name="Pirkko", last_name="Julkaisija")
    member_of("Publishers en", first_name="Edward", last_name="Publisher")
    url = reverse("translation:together", args=[original.pk])
    due = timezone.localdate() + timedelta(days=10)
    data = {"languages": ["fi"], "publish": "1"}

    page = staff.get(url).content.decode()
    alone = staff.post(url, data, follow=True)
    with_reason = staff.post(url, data | {"reason": "Kiire", "due": due.isoformat()})

    assert 'name="reason"' not in page
    assert "Pirkko Julkaisija" in page
    assert "Edward Publisher" not in page
    assert alone.status_code == 200
    assert with_reason.status_code == 302
    assert not row(original).live
    assert not PairOverride.objects.exists()


def test_a_publisher_of_finnish_may_let_it_go_alone(original, finished, member_of, row):
    publisher = member_of("Publishers fi")
    url = reverse("translation:together", args=[original.pk])
    due = timezone.localdate() + timedelta(days=10)

    publisher.post(
        url,
        {
            "languages": ["fi"],
            "publish": "1",
            "reason": "Kiire",
            "due": due.isoformat(),
        },
    )

    assert row(original).live
    assert PairOverride.objects.get().created_by == publisher.user


def test_a_refusal_keeps_no_reason(original, unfinished, act):
    day = timezone.localdate() + timedelta(days=7)

    act(original, "publish", "fi", "en", reason="Kiire", due=day.isoformat())

    assert not PairOverride.objects.exists()


def test_the_reason_ends_when_both_are_there(original, finished, act):
    day = timezone.localdate() + timedelta(days=7)
    act(original, "publish", "fi", reason="Kiire", due=day.isoformat())

    act(original, "publish", "sv")

    assert not PairOverride.objects.exists()


def test_languages_are_withdrawn_together(original, finished, act, row, client):
    act(original, "publish", "fi", "sv")
    url = row(finished).get_url()

    act(finished, "withdraw", "fi", "sv")

    assert not row(original).live
    assert client.get(url).status_code == 410


def test_a_scheduled_group_goes_live_at_its_time_and_not_before(
    original, finished, act, row
):
    at = timezone.localtime() + timedelta(hours=2)
    act(original, "schedule", "fi", "sv", at=at.strftime("%Y-%m-%d %H:%M"))
    group = ScheduledPublication.objects.get()
    run_schedule()
    assert not row(original).live

    past(group)
    _out, err = run_schedule()

    assert row(original).live
    assert row(finished).live
    assert (ScheduledPublication.objects.get().state, err) == (State.DONE, "")
    assert run_schedule() == ("", "")


def test_a_refused_group_leaves_the_others_alone(
    original, finished, make_article, submit, row, publish, admin_client
):
    other = make_article("Toinen", live=False)
    theirs = submit(other, "sv", live=False)
    for group in (
        schedule([original, finished], timezone.now()),
        schedule([other, theirs], timezone.now()),
    ):
        past(group)
    original.lead = "Uusi ingressi"
    original.save()
    original.save_revision()  # the Swedish words are behind now

    _out, err = run_schedule()

    assert not row(original).live
    assert row(other).live
    assert row(theirs).live
    assert "refused" in err
    refused = ScheduledPublication.objects.get(state=State.REFUSED)
    assert refused.message
    assert PageLogEntry.objects.filter(action="translation.refused").count() == 2
    page = admin_client.get(reverse("translation:together", args=[original.pk]))
    assert refused.message in page.content.decode()


def test_a_single_page_that_is_refused_leaves_the_others_alone(
    original, make_article, submit, row
):
    original.go_live_at = timezone.now() - timedelta(minutes=1)
    original.save_revision(approved_go_live_at=original.go_live_at)

    _out, err = run_schedule()

    assert "refused: publish Järjestöt" in err
    assert not row(original).live


def test_a_schedule_can_be_cancelled(original, finished, act, row):
    at = timezone.localtime() + timedelta(hours=2)
    act(original, "schedule", "fi", "sv", at=at.strftime("%Y-%m-%d %H:%M"))

    act(original, "cancel")

    past(ScheduledPublication.objects.get())
    run_schedule()
    assert not row(original).live


@pytest.mark.parametrize(
    ("typed", "at"),
    [
        # The night in which 3 o'clock becomes 4, and the one in which 4 becomes 3.
        ("2027-03-28 02:30", "2027-03-28T00:30:00+00:00"),
        ("2027-03-28 04:30", "2027-03-28T01:30:00+00:00"),
        ("2027-10-31 02:30", "2027-10-30T23:30:00+00:00"),
        ("2027-10-31 04:30", "2027-10-31T02:30:00+00:00"),
    ],
)
def test_times_are_finnish_on_both_sides_of_the_clock_change(
    original, finished, act, typed, at
):
    act(original, "schedule", "fi", "sv", at=typed)

    assert ScheduledPublication.objects.get().at.isoformat() == at


def test_a_dry_run_changes_nothing(original, finished, row):
    past(schedule([original, finished], timezone.now()))

    out, _err = run_schedule(dryrun=True)

    assert "would publish" in out
    assert not row(original).live


def test_what_was_chosen_stays_chosen_after_a_mistake(original, finished, act):
    answer = act(original, "schedule", "sv")

    assert answer.context["form"]["languages"].value() == ["sv"]
    assert "Give the day and time." in answer.content.decode()


def test_what_somebody_locked_meanwhile_holds_all_back(
    original, finished, member_of, row
):
    other = member_of("Publishers sv").user
    Page.objects.filter(pk=finished.pk).update(
        locked=True, locked_by=other, locked_at=timezone.now()
    )
    person = member_of("Communications staff", "Publishers sv")

    answer = person.post(
        reverse("translation:together", args=[original.pk]),
        {"languages": ["fi", "sv"], "publish": "1"},
        follow=True,
    )

    assert "locked" in answer.content.decode()
    assert not row(original).live
    assert not row(finished).live


def test_a_group_that_lost_a_version_is_not_published_by_halves(
    original, finished, row
):
    group = schedule([original, finished], timezone.now() + timedelta(days=1))
    past(group)
    finished.delete()

    _out, err = run_schedule()

    group.refresh_from_db()
    assert group.state == State.REFUSED
    assert group.message in err
    assert not row(original).live
