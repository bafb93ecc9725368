"""What stands in the calendar, and who puts it there.

An app adds entries with the hook ``calendar_entries``: a function that takes the user,
the first and the last day, and yields what this person may see.
"""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from wagtail import hooks
from wagtail.models import Page
from wagtail.permissions import page_permission_policy


@dataclass(frozen=True)
class Entry:
    """Something on a day, at a time where that is known.

    ``what`` says it for people, ``about`` has details; ``title`` is in ``language``.
    """

    day: datetime.date
    what: str
    title: str
    language: str
    url: str
    time: datetime.datetime | None = None
    about: str = ""


Day = tuple[datetime.date, list[Entry]]


def days_of(user: Any, month: datetime.date) -> list[Day]:
    """Return the days of a month that have entries, in order; ``month`` is its first.

    What has no time stands first on its day.
    """
    last = next_month(month) - datetime.timedelta(days=1)
    entries = [
        entry
        for make in hooks.get_hooks("calendar_entries")
        for entry in make(user, month, last)
    ]
    # A time on a day is as far into it as its clock says.
    entries.sort(
        key=lambda one: (
            one.day,
            timezone.localtime(one.time).time() if one.time else datetime.time.min,
            one.what,
            one.title.casefold(),
        )
    )
    return [(day, list(some)) for day, some in groupby(entries, lambda one: one.day)]


def next_month(month: datetime.date) -> datetime.date:
    """Return the first day of the month after the one of a day."""
    return (month.replace(day=28) + datetime.timedelta(days=4)).replace(day=1)


def month_before(month: datetime.date) -> datetime.date:
    """Return the first day of the month before the one of a day."""
    return (month.replace(day=1) - datetime.timedelta(days=1)).replace(day=1)


def seen_by(user: Any) -> QuerySet[Page]:
    """Return the pages on which a person has any right to write or publish."""
    pages: QuerySet[Page] = (
        page_permission_policy.instances_user_has_any_permission_for(
            user, {"add", "change", "publish"}
        )
    )
    return pages.filter(alias_of=None)


def times_of(
    first: datetime.date, last: datetime.date
) -> tuple[datetime.datetime, datetime.datetime]:
    """Return when the first day begins and when the day after the last does."""
    midnight = datetime.time.min
    end = last + datetime.timedelta(days=1)
    return (
        timezone.make_aware(datetime.datetime.combine(first, midnight)),
        timezone.make_aware(datetime.datetime.combine(end, midnight)),
    )


def one_a_text(pages: Iterable[Any], language: str) -> Iterator[Any]:
    """Yield one version of each text: in this language, or else the first there is."""
    kept: dict[Any, Any] = {}
    for page in pages:
        known = kept.setdefault(page.translation_key, page)
        if (
            page.locale.language_code == language
            and known.locale.language_code != language
        ):
            kept[page.translation_key] = page
    yield from kept.values()
