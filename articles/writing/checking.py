"""All checks before publishing."""

from collections.abc import Callable, Iterable

from wagtail.models import Page

from articles.models import EasyReadingPage
from articles.writing import (
    consents,
    guides,
    headings,
    leads,
    link_texts,
    old_addresses,
    phones,
    pictures,
    sentences,
    times,
)
from articles.writing.findings import Check, Finding
from articles.writing.reading import Reading

CHECKS: list[Callable[[Reading], Iterable[Finding]]] = [
    guides.check,
    pictures.check,
    consents.check,
    times.check_meeting,
    times.check_contacts,
    leads.check,
    headings.check,
    link_texts.check,
    old_addresses.check,
    phones.check,
    lambda reading: sentences.check(
        reading, is_easy=isinstance(reading.page, EasyReadingPage)
    ),
]


def look_at(page: Page) -> list[Finding]:
    """Return what the checks find on a page as it is in memory, what stops it first.

    Each finding once.  The same number of queries whatever the page holds.
    """
    reading = Reading(page)
    found = {finding.key: finding for check in CHECKS for finding in check(reading)}
    order = list(Check)
    return sorted(
        found.values(), key=lambda one: (not one.stops, order.index(one.check))
    )


def to_confirm(page: Page) -> list[Finding]:
    """Return what is asked about before this draft is published.

    Nothing for a page that tells readers not to come or call any more.  What the
    published version shows already was decided once and is not asked again; only a
    permission is asked about each time.
    """
    if getattr(page, "is_urgent", False):
        return []
    live = Page.objects.filter(pk=page.pk, live=True).specific().first()
    decided = {finding.key for finding in look_at(live)} if live else set()
    return [
        finding
        for finding in look_at(page)
        if finding.check == Check.CONSENT or finding.key not in decided
    ]
