"""Puts together what the search page shows."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.db import DatabaseError
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from search.asking import FACETS, RESULTS_A_PAGE, Asked, read
from search.further import FEW, Further, look_further
from search.marks import Marks
from search.matching import Found, Hit, find
from search.models.entries import Entry
from search.models.statistics import count, is_counted
from search.parsing import Query, parse
from search.promoted import Promoted
from search.ways_on import ways_on

logger = logging.getLogger(__name__)

LABELS: dict[str, Promise] = {
    "type": _("Type"),
    "topic": _("Topic"),
    "project": _("Project"),
    "year": _("Year"),
}
# What one thing of a kind is called; the kinds themselves are named in the plural.
KINDS: dict[str, Promise] = {
    Entry.Kind.ARTICLE: _("Article"),
    Entry.Kind.PROJECT: _("Project"),
    Entry.Kind.MEETING: _("Meeting"),
    Entry.Kind.TOPIC: _("Topic"),
    Entry.Kind.CONTACT: _("Contact"),
    Entry.Kind.EASY: _("In easy language"),
    Entry.Kind.PAGE: _("Page"),
    Entry.Kind.DOCUMENT: _("Document"),
}


@dataclass(frozen=True)
class Result:
    """A thing found, as a list shows it; what was looked for is marked."""

    hit: Hit
    kind: Promise
    title: SafeString | str
    excerpt: SafeString | str = ""


@dataclass(frozen=True)
class Choice:
    """A value of a facet: what it is called, and how many results it leaves."""

    value: str
    name: Promise | str
    count: int
    is_chosen: bool


@dataclass(frozen=True)
class Facet:
    """A way to narrow the results down.  ``name`` stands in the address."""

    name: str
    label: Promise
    choices: list[Choice]


@dataclass(frozen=True)
class Removable:
    """A value that was chosen, and the address of the results without it."""

    label: Promise
    name: Promise | str
    address: str


@dataclass(frozen=True)
class Pages:
    """Where a reader is among the pages of results, and what is before and after."""

    number: int
    total: int
    previous: str
    following: str

    @property
    def first_result(self) -> int:
        """The number of the first result of this page, from 1."""
        return (self.number - 1) * RESULTS_A_PAGE + 1


@dataclass(frozen=True)
class Results:
    """Everything that a search found.

    ``correction`` is what the reader may have meant, or ''.  It is searched for at once
    where nothing is found for what was typed: ``is_corrected``.
    """

    results: list[Result]
    total: int
    pages: Pages
    facets: list[Facet] = field(default_factory=list)
    chosen: list[Removable] = field(default_factory=list)
    promoted: list[Promoted] = field(default_factory=list)
    correction: str = ""
    is_corrected: bool = False
    elsewhere: list[Result] = field(default_factory=list)

    @property
    def correction_address(self) -> str:
        """The address that searches for the correction."""
        return Asked(self.correction).address()


def shown(page: Page, request: HttpRequest) -> dict[str, Any]:
    """Return what the template of a search page needs, for what its address asks."""
    asked = read(request.GET)
    context: dict[str, Any] = {"asked": asked, "query": asked.text}
    if asked.text:
        is_counted_here = asked.is_first and is_counted(request)
        code = page.locale.language_code
        context["found"] = results_of(asked, code, is_counted_here)
        context["kept_query"] = asked.in_other_languages().address()
    if not asked.text or not context["found"].total:
        context["ways_on"] = ways_on(page, request)
    return context


def results_of(asked: Asked, code: str, counted: bool = False) -> Results:
    """Return what is found in a language; ``counted`` where the search is a reader's.

    Six queries at most, whatever is found: one to the vocabulary, one that finds, one
    that counts, two that look further where little is found, and one that marks.  A
    page beyond the last asks once more, but counts nothing.
    """
    query = parse(asked.text, code)
    found, asked = _find(query, asked)
    if counted:
        _count(query, found.total)
    is_short = found.total < FEW and not asked.facets and not query.is_empty
    further = look_further(query, found) if is_short else Further()
    correction = further.correction.text if further.correction else ""
    recommended, is_corrected = found.promoted, False
    if further.correction and further.found.total:
        is_corrected, query, found = True, further.correction, further.found
    return Results(
        results=_marked(query, found.hits[:RESULTS_A_PAGE]),
        total=found.total,
        pages=_pages(asked, found.total),
        facets=[] if is_corrected else _facets(asked, found),
        chosen=_removable(asked, found),
        promoted=recommended,
        correction=correction,
        is_corrected=is_corrected,
        elsewhere=[
            Result(hit, KINDS[hit.kind], hit.title) for hit in further.elsewhere
        ],
    )


def _find(query: Query, asked: Asked) -> tuple[Found, Asked]:
    """Return a page of results; beyond the last page, the last one."""
    start = (asked.number - 1) * RESULTS_A_PAGE
    stop = start + RESULTS_A_PAGE
    found = find(query, asked.chosen, asked.order, start, stop, asked.is_first)
    if start and found.total and not found.hits:
        return _find(query, replace(asked, number=_last_page(found.total)))
    return found, asked


def _count(query: Query, total: int) -> None:
    """Count the search.  Nobody goes without results because it cannot be counted."""
    try:
        count(query.text, query.language, total)
    except DatabaseError:
        logger.exception("A search could not be counted.")


def _marked(query: Query, hits: Sequence[Hit]) -> list[Result]:
    marks = Marks(
        query, [text for hit in hits for text in (hit.title, hit.lead, hit.text)]
    )
    return [
        Result(
            hit=hit,
            kind=KINDS[hit.kind],
            title=marks.whole(hit.title),
            excerpt=marks.excerpt(hit.text, otherwise=hit.lead),
        )
        for hit in hits
    ]


def _facets(asked: Asked, found: Found) -> list[Facet]:
    """Return the facets that can narrow the results down, or did."""
    facets = []
    for name, facet in FACETS.items():
        chosen = getattr(asked.chosen, facet)
        counts = dict(found.facets.get(facet, {}))
        if chosen:
            counts.setdefault(chosen, 0)
        choices = [
            Choice(value, _name(facet, value, found), number, value == chosen)
            for value, number in counts.items()
        ]
        if chosen or len(choices) > 1:
            facets.append(Facet(name, LABELS[name], choices))
    return facets


def _removable(asked: Asked, found: Found) -> list[Removable]:
    return [
        Removable(
            LABELS[name],
            _name(FACETS[name], value, found),
            asked.without(name).address(),
        )
        for name, value in asked.facets.items()
    ]


def _name(facet: str, value: str, found: Found) -> Promise | str:
    """Return what a value is called; an unknown one is called as in the address."""
    if facet == "kind" and value in Entry.Kind.values:
        return Entry.Kind(value).label
    return found.names.get(facet, {}).get(value, value)


def _pages(asked: Asked, total: int) -> Pages:
    last = _last_page(total)
    number = min(asked.number, last)

    def address(number: int) -> str:
        return replace(asked, number=number).address()

    return Pages(
        number=number,
        total=last,
        previous=address(number - 1) if number > 1 else "",
        following=address(number + 1) if number < last else "",
    )


def _last_page(total: int) -> int:
    return max(1, -(-total // RESULTS_A_PAGE))
