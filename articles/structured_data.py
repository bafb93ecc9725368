"""What the pages of the series tell machines: feeds, calendars, schema.org's things.

All of it stands on the page too.  ``espoo.metadata`` asks here for each type of page.
"""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from articles.addresses import CALENDAR, FEED, MEETING, file_name
from articles.calendars import Mode, Status
from articles.feeds import titled
from articles.models import (
    ArchivePage,
    ArticlePage,
    ContactPage,
    EasyReadingPage,
    MeetingIndexPage,
    MeetingPage,
    ProjectPage,
    TopicIndexPage,
)
from espoo import metadata
from espoo.metadata import Alternate, Description, Shown, Thing, describe, iso
from translation.addresses import absolute

SCHEMA = "https://schema.org/"
EVENT_STATUS = {
    Status.PLANNED: "EventScheduled",
    Status.MOVED: "EventRescheduled",
    Status.MOVED_ONLINE: "EventMovedOnline",
    Status.POSTPONED: "EventPostponed",
    Status.CANCELLED: "EventCancelled",
}


def _filled(**values: Any) -> Thing:
    """Return those of the values that say something; ``type`` becomes ``@type``."""
    thing = {name: value for name, value in values.items() if value}
    return {"@type": thing.pop("type"), **thing}


def _organization(name: str, url: str = "") -> Thing:
    return _filled(type="Organization", name=name, url=url)


def _site(shown: Shown) -> Thing:
    home = absolute(shown.here.home_url)
    return _organization(gettext("International Espoo"), home)


@describe.register
def describe_article(page: ArticlePage, shown: Shown) -> Description:
    """An article is a NewsArticle, of the publisher and series that it names."""
    around = shown.context["around"]
    publisher, series = around["publisher"], around["series"]
    by = _organization(publisher.name) if publisher else _site(shown)
    published, updated = page.published_at, page.content_updated_at
    thing = _filled(
        type="NewsArticle",
        headline=page.title,
        alternativeHeadline=page.subtitle,
        description=page.lead,
        datePublished=published and iso(published),
        dateModified=(updated or published) and iso(updated or published),
        inLanguage=shown.language_code,
        author=by,
        publisher=by,
        image=shown.image_url,
        mainEntityOfPage={"@type": "WebPage", "@id": shown.url},
        isPartOf=series and _filled(type="CreativeWorkSeries", name=series.name),
    )
    return Description(
        title=page.title,
        text=metadata.own_text(page),
        published_at=published,
        updated_at=page.shown_update,
        things=[thing],
    )


@describe.register
def describe_easy_text(page: EasyReadingPage, shown: Shown) -> Description:
    """An easy-language text is a page with a time of its own."""
    return Description(
        title=page.title,
        text=metadata.own_text(page),
        published_at=page.published_at,
        updated_at=page.shown_update,
    )


@describe.register
def describe_project(page: ProjectPage, shown: Shown) -> Description:
    """A project is a Project, which has a feed and a calendar."""
    url = page.get_url() or ""
    thing = _filled(
        type="Project",
        name=page.title,
        alternateName=page.official_name,
        description=page.aim,
        slogan=page.tagline,
        url=shown.url,
    )
    return Description(
        title=page.title,
        text=page.search_description or page.aim,
        things=[thing],
        alternates=[
            _alternate(metadata.ATOM, page.title, url + file_name(FEED)),
            _alternate(metadata.CALENDAR, page.title, url + file_name(CALENDAR)),
        ],
    )


@describe.register
def describe_meeting(page: MeetingPage, shown: Shown) -> Description:
    """A meeting is an Event as soon as its day and time are known."""
    exact = page.precision == MeetingPage.Precision.TIME and page.starts_at
    url = (page.get_url() or "") + file_name(MEETING)
    return Description(
        title=page.title,
        text=metadata.own_text(page),
        things=[_event(page, shown)] if exact else [],
        alternates=[Alternate(metadata.CALENDAR, page.title, absolute(url))]
        if exact
        else [],
    )


def _event(page: MeetingPage, shown: Shown) -> Thing:
    project = shown.context.get("project_link")
    organizer = (
        _organization(project.title, absolute(project.url)) if project else _site(shown)
    )
    place = None if page.is_online_only else shown.context.get("place")
    online = page.is_online_only or page.mode == Mode.BOTH
    # Where to join is told when the meeting begins, and until then on its page.
    where = [
        _filled(type="Place", name=place.name, address=place.address) if place else {},
        _filled(type="VirtualLocation", url=shown.url) if online else {},
    ]
    locations = [one for one in where if one]
    if page.is_online_only:
        attendance = "OnlineEventAttendanceMode"
    elif online:
        attendance = "MixedEventAttendanceMode"
    else:
        attendance = "OfflineEventAttendanceMode"
    # The language that is spoken, not that of the page, where the page tells it.
    spoken = not page.languages or shown.language_code in page.languages
    return _filled(
        type="Event",
        name=page.title,
        description=page.lead,
        url=shown.url,
        startDate=iso(page.starts_at),
        endDate=page.ends_at and iso(page.ends_at),
        eventStatus=SCHEMA + EVENT_STATUS[Status(page.status)],
        eventAttendanceMode=SCHEMA + attendance,
        location=locations[0] if len(locations) == 1 else locations,
        organizer=organizer,
        inLanguage=shown.language_code if spoken else "",
        image=shown.image_url,
    )


@describe.register
def describe_meetings(page: MeetingIndexPage, shown: Shown) -> Description:
    """The list of meetings has the calendar of its language."""
    return Description(
        title=page.title,
        text=metadata.own_text(page),
        alternates=[_alternate(metadata.CALENDAR, page.title, reverse("calendar"))],
    )


@describe.register
def describe_contact(page: ContactPage, shown: Shown) -> Description:
    """Somebody with a role is a Person; a desk is an Organization with a way to it."""
    reach = _filled(
        type="ContactPoint",
        contactType=page.role or page.unit or page.title,
        email=page.email,
        telephone=page.phone.as_e164 if page.phone else "",
        availableLanguage=page.languages,
    )
    if page.role:
        thing = _filled(
            type="Person",
            name=page.title,
            jobTitle=page.role,
            worksFor=page.unit and _organization(page.unit),
            knowsLanguage=page.languages,
            contactPoint=reach,
            url=shown.url,
        )
    else:
        thing = _filled(
            type="Organization",
            name=page.title,
            parentOrganization=page.unit and _organization(page.unit),
            contactPoint=reach,
            url=shown.url,
        )
    text = page.search_description or ", ".join(filter(None, [page.role, page.unit]))
    return Description(title=page.title, text=text, things=[thing])


@describe.register
def describe_topics(page: TopicIndexPage, shown: Shown) -> Description:
    """The topic list, or the page of one topic, which has a feed."""
    topic = shown.context.get("topic")
    if topic is None:
        return Description(title=page.title, text=metadata.own_text(page))
    url = page.topic_url(topic.slug) + file_name(FEED)
    card = getattr(topic, "card", None)
    return Description(
        title=topic.name,
        text=topic.intro,
        alternates=[_alternate(metadata.ATOM, topic.name, url)],
        steps_below=[topic.name],
        image_url=absolute(card.file.url) if card else "",
    )


@describe.register
def describe_archive(page: ArchivePage, shown: Shown) -> Description:
    """The archive, or one year of it."""
    year = shown.context.get("year")
    if year is None:
        return Description(title=page.title, text=metadata.own_text(page))
    title = f"{page.title} {year}"
    return Description(title=title, steps_below=[str(year)])


def _alternate(kind: str, name: str, url: str) -> Alternate:
    return Alternate(kind, titled(name), absolute(url))
