"""In the nights in which clocks are turned, nothing is early, late or done twice."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Page, PageLogEntry

# The hours (UTC) around 3 and 4 o'clock in Helsinki: in March there is no half past
# three, in October there are two.
NIGHTS = {
    "march": datetime(2026, 3, 29, 0, 30, tzinfo=UTC),
    "october": datetime(2026, 10, 25, 0, 10, tzinfo=UTC),
}
MINUTE = timedelta(minutes=1)
LENGTH = 80  # minutes
MOMENTS = [timedelta(minutes=n, seconds=s) for n, s in ((5, 0), (29, 30), (50, 1))]


@pytest.mark.django_db
@pytest.mark.parametrize("night", NIGHTS)
def test_each_is_published_and_taken_down_in_its_minute(
    make_article, monkeypatch, night
):
    start = NIGHTS[night]
    clock = [start - timedelta(days=1)]
    monkeypatch.setattr(timezone, "now", lambda: clock[0])
    due = {}
    for moment in MOMENTS:
        coming = make_article(f"Tulee {moment}", live=False)
        coming.go_live_at = start + moment
        coming.save_revision().publish()
        leaving = make_article(f"Lähtee {moment}")
        leaving.expire_at = start + moment
        leaving.save_revision().publish()
        due |= {coming.pk: (True, start + moment), leaving.pk: (False, start + moment)}

    happened = {}
    for minute in range(LENGTH):
        clock[0] = start + minute * MINUTE
        call_command("publish_scheduled", verbosity=0)
        for page in Page.objects.filter(pk__in=due.keys() - happened.keys()):
            if page.live == due[page.pk][0]:
                happened[page.pk] = clock[0]

    assert happened.keys() == due.keys()
    for pk, at in happened.items():
        assert timedelta(0) <= at - due[pk][1] <= MINUTE
    published = PageLogEntry.objects.filter(action="wagtail.publish.scheduled")
    coming = sorted(pk for pk, (goes_live, _at) in due.items() if goes_live)
    assert sorted(published.values_list("page", flat=True)) == coming
