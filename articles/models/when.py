"""Dates that are known only in part: a year, a month, a season.

What is not known is never shown, nor made up to be stored.
"""

import calendar
import datetime

from django.db import models
from django.utils import dateformat, formats, timezone
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext_lazy as _


class Season(models.TextChoices):
    """A part of a year, as people name it."""

    EARLY = "early", _("early in the year")
    WINTER = "winter", _("winter")
    SPRING = "spring", _("spring")
    SUMMER = "summer", _("summer")
    AUTUMN = "autumn", _("autumn")
    LATE = "late", _("late in the year")


# The months a season covers, first and last.  Winter is that of January.
SEASON_MONTHS = {
    Season.EARLY: (1, 3),
    Season.WINTER: (1, 2),
    Season.SPRING: (3, 5),
    Season.SUMMER: (6, 8),
    Season.AUTUMN: (9, 11),
    Season.LATE: (10, 12),
}

# Whole phrases, since languages order and inflect them in their own ways.
SEASON_AND_YEAR = {
    Season.EARLY: _("early %(year)s"),
    Season.WINTER: _("winter %(year)s"),
    Season.SPRING: _("spring %(year)s"),
    Season.SUMMER: _("summer %(year)s"),
    Season.AUTUMN: _("autumn %(year)s"),
    Season.LATE: _("late %(year)s"),
}

# Languages that write full hours without minutes: klo 17–19.
HOURS_ALONE = {"fi": "G", "sv": "G"}


def dated(year: int, month: int, day: int) -> datetime.date:
    """Return the date.  Raises ValueError where there is no such day."""
    return datetime.date(year, month, day)


def first_and_last_day(
    year: int, *, month: int | None = None, season: str = ""
) -> tuple[datetime.date, datetime.date]:
    """Return the days between which something in that month or season lies."""
    first, last = SEASON_MONTHS[Season(season)] if season else (month, month)
    if not first or not last:
        first, last = 1, 12
    return (
        datetime.date(year, first, 1),
        datetime.date(year, last, calendar.monthrange(year, last)[1]),
    )


def date_in_words(
    year: int | None,
    *,
    month: int | None = None,
    day: int | None = None,
    season: str = "",
) -> str:
    """Return the date in the active language, as exact as it is known, else ''."""
    if not year:
        return ""
    if season:
        return str(SEASON_AND_YEAR[Season(season)]) % {"year": year}
    if month and day:
        return formats.date_format(dated(year, month, day), "DATE_FORMAT")
    if month:
        return formats.date_format(dated(year, month, 1), "YEAR_MONTH_FORMAT")
    return str(year)


def times_in_words(
    start: datetime.datetime, end: datetime.datetime | None = None
) -> list[str]:
    """Return when something is as the active language writes it, in parts.

    The start with its weekday, and where an end is known a dash and the end: "ti
    6.10.2026 klo 17", "–", "19" and in English "Tue 6 October 2026, 17:00", "–",
    "19:00".  Minutes are left out only where neither time has any.
    """
    times = [timezone.localtime(time) for time in (start, end) if time]
    clock = formats.get_format("TIME_FORMAT")
    if not any(time.minute for time in times):
        clock = HOURS_ALONE.get(get_language() or "", clock)
    clocks = [dateformat.format(time, clock) for time in times]
    days = [
        f"{dateformat.format(time, 'D')} {formats.date_format(time, 'DATE_FORMAT')}"
        for time in times
    ]
    moments = [
        pgettext("when", "%(day)s, %(time)s") % {"day": day, "time": time}
        for day, time in zip(days, clocks, strict=True)
    ]
    if not end:
        return moments
    if days[0] == days[1]:
        return [moments[0], "–", clocks[1]]
    return [moments[0], " – ", moments[1]]
