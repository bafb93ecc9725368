"""The entries of meetings and contacts in the calendar of the admin."""

import datetime
from collections.abc import Iterator
from typing import Any

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from articles.models import ContactPage, MeetingPage
from translation.calendar.entries import Entry, one_a_text, seen_by
from translation.views.editor import address_of


def meetings(user: Any, first: datetime.date, last: datetime.date) -> Iterator[Entry]:
    """Yield the meetings of those days, and the days of promised summaries.

    One that is known by its month or season only stands on the first day of it.
    """
    found = _seen(MeetingPage, user)
    for page in one_a_text(found.filter(first_day__range=(first, last)), _language()):
        exact = page.precision == MeetingPage.Precision.TIME
        status = "" if page.status == "planned" else page.get_status_display()
        about = [status, "" if exact else page.date_in_words]
        yield _entry(
            page,
            page.first_day,
            _("Meeting"),
            time=page.starts_at if exact else None,
            about=", ".join(filter(None, about)),
        )
    for page in one_a_text(found.filter(summary_due__range=(first, last)), _language()):
        yield _entry(page, page.summary_due, _("Summary of a meeting is promised"))


def contacts(user: Any, first: datetime.date, last: datetime.date) -> Iterator[Entry]:
    """Yield the days on which contacts are to be reviewed."""
    found = _seen(ContactPage, user).filter(
        withdrawn=False, review_date__range=(first, last)
    )
    for page in one_a_text(found, _language()):
        yield _entry(page, page.review_date, _("Contact is to be reviewed"))


def _seen(model: Any, user: Any) -> models.QuerySet:
    return (
        model.objects.filter(pk__in=seen_by(user).order_by().values("pk"))
        .select_related("locale")
        .order_by("pk")
    )


def _language() -> str:
    return (get_language() or "").partition("-")[0]


def _entry(page: Any, day: datetime.date, what: str, **more: Any) -> Entry:
    code = page.locale.language_code
    return Entry(day, what, page.draft_title, code, address_of(page), **more)
