"""Calendars: one meeting to save, and the meetings of a language or project to follow.

A meeting that is known only by month or season is in none of them: no time is made up.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import http_date
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from icalendar import Calendar, Event

from articles import addresses
from articles.feeds import LONG_AGO, language_source, titled
from articles.models import MeetingPage, Place, ProjectPage
from espoo.conditional import conditional
from translation.versions import readable

MOST_MEETINGS = 500
ASK_AGAIN_AFTER = timedelta(hours=6)
Status, Mode = MeetingPage.Status, MeetingPage.Mode
MESSAGES = {
    Status.CANCELLED: _("The meeting has been cancelled."),
    Status.POSTPONED: _("The meeting has been postponed. A new time has not been set."),
    Status.MOVED: _("The meeting has been moved to another time."),
    Status.MOVED_ONLINE: _("The meeting has been moved online."),
}


@dataclass(frozen=True)
class Source:
    """The meetings of a calendar, and its name."""

    title: str
    url: str
    meetings: models.QuerySet[MeetingPage]


@conditional
def calendar(request: HttpRequest, of: str = "") -> HttpResponse:
    """The meetings of the language, or of the project at ``of``.

    404 where the language has no such project; one whose address changed leads on.
    """
    source = _source(of)
    if source is None:
        return _moved(of, addresses.CALENDAR)
    newest = with_exact_time(source.meetings).order_by("-starts_at", "-pk")
    meetings = list(newest[:MOST_MEETINGS])
    return _response(make_calendar(source.title, source.url, meetings), meetings)


@conditional
def meeting(request: HttpRequest, of: str) -> HttpResponse:
    """The one meeting at ``of``; 404 where its exact time is not known."""
    page = addresses.page_at(MeetingPage, of)
    if page is None:
        return _moved(of, addresses.MEETING)
    meetings = list(with_exact_time(MeetingPage.objects.filter(pk=page.pk)))
    if not meetings:
        raise Http404
    url = addresses.page_address(page)
    response = _response(make_calendar(page.title, url, meetings), meetings)
    response["Content-Disposition"] = f'inline; filename="{page.slug}.ics"'
    return response


def with_exact_time(meetings: models.QuerySet[MeetingPage]) -> models.QuerySet:
    """Return the readable meetings that have a day and time."""
    exact = meetings.filter(
        precision=MeetingPage.Precision.TIME, starts_at__isnull=False
    )
    return readable(exact).select_related("locale", "place")


def _source(of: str) -> Source | None:
    if of:
        project = addresses.page_at(ProjectPage, of)
        if project is None:
            return None
        return Source(
            title=titled(project.title),
            url=addresses.page_address(project),
            meetings=MeetingPage.objects.child_of(project),
        )
    site = language_source()
    if site is None:
        return None
    return Source(
        title=titled(gettext("Meetings")),
        url=site.url,
        meetings=MeetingPage.objects.filter(locale__language_code=get_language()),
    )


def _moved(of: str, names: dict[str, str]) -> HttpResponse:
    moved = addresses.moved_address(of, names) if of else ""
    if not moved:
        raise Http404
    return redirect(moved, permanent=True)


def _response(made: Calendar, meetings: list[MeetingPage]) -> HttpResponse:
    response = HttpResponse(made.to_ical(), content_type="text/calendar; charset=utf-8")
    newest = max(map(changed_at, meetings), default=LONG_AGO)
    changed = addresses.last_change(MeetingPage, newest)
    response["Last-Modified"] = http_date(changed.timestamp())
    return response


def make_calendar(title: str, url: str, meetings: Iterable[MeetingPage]) -> Calendar:
    """Return a calendar in the active language (RFC 5545, RFC 7986).

    Its times are Finland's, with the rules of its time zone for the years it covers.
    """
    made = Calendar()
    made.add("prodid", "-//International Espoo//Meetings//EN")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("name", title)
    made.add("x-wr-calname", title)
    made.add("x-wr-timezone", settings.TIME_ZONE)
    made.add("url", url)
    made.add("refresh-interval", ASK_AGAIN_AFTER, parameters={"VALUE": "DURATION"})
    made.add("x-published-ttl", "PT6H")
    days = []
    for page in meetings:
        made.add_component(make_event(page))
        days += [page.first_day, page.last_day]
    if days:
        # The year before, so that a rule of the time zone holds on the first day.
        made.add_missing_timezones(
            first_date=min(days).replace(year=min(days).year - 1, month=1, day=1),
            last_date=max(days).replace(year=max(days).year + 1, month=12, day=31),
        )
    return made


def make_event(page: MeetingPage) -> Event:
    """Return a meeting as an event.  It is the same event in every language."""
    code = get_language() or ""
    zone = ZoneInfo(settings.TIME_ZONE)
    changed = changed_at(page)
    event = Event()
    event.add("uid", str(page.translation_key))
    event.add("dtstamp", changed)
    event.add("last-modified", changed)
    event.add("sequence", sequence(page))
    event.add("dtstart", page.starts_at.astimezone(zone))
    if page.ends_at:
        event.add("dtend", page.ends_at.astimezone(zone))
    event.add("summary", page.title, parameters={"LANGUAGE": code})
    event.add("description", describe_event(page), parameters={"LANGUAGE": code})
    place = page.place if page.place and page.place.live else None
    if location := location_of(page, place):
        event.add("location", location, parameters={"LANGUAGE": code})
    event.add("url", addresses.page_address(page))
    # A postponed meeting does not take place at the time that calendars know.
    event.add("status", "CONFIRMED" if page.takes_place else "CANCELLED")
    event.add("transp", "OPAQUE" if page.takes_place else "TRANSPARENT")
    return event


def describe_event(page: MeetingPage) -> str:
    """Return what a calendar tells of a meeting: what changed, the lead, the page."""
    parts = [str(MESSAGES.get(Status(page.status), "")), page.lead]
    return "\n\n".join([*filter(None, parts), addresses.page_address(page)])


def location_of(page: MeetingPage, place: Place | None) -> str:
    """Return where a meeting is held, in words; '' where that is not known."""
    where = ", ".join(filter(None, [place.name, place.address])) if place else ""
    online = str(Mode.ONLINE.label)
    if page.is_online_only:
        return online
    if page.mode == Mode.BOTH:
        return f"{where} / {online}" if where else str(Mode.BOTH.label)
    return where


def changed_at(page: MeetingPage) -> datetime:
    """Return when the meeting was last published, to the second."""
    moment = page.last_published_at or page.content_updated_at or page.published_at
    return (moment or LONG_AGO).replace(microsecond=0)


def sequence(page: MeetingPage) -> int:
    """Return a number that grows each time the meeting is published anew."""
    first = page.first_published_at or page.published_at
    if not first:
        return 0
    return max(0, int((changed_at(page) - first).total_seconds()))


def can_be_saved(page: MeetingPage, now: datetime | None = None) -> bool:
    """Return whether a reader may want the meeting in their calendar."""
    return bool(
        page.precision == MeetingPage.Precision.TIME
        and page.starts_at
        and page.takes_place
        and page.phase_at(now or timezone.now()) != MeetingPage.Phase.AFTER
    )
