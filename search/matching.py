"""Finds what a query asks for, with counts for each facet, in one statement."""

import datetime
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import itemgetter

from django.db import connection
from django.utils import timezone

from search.addresses import Place, address
from search.parsing import Query
from search.promoted import Promoted, promoted
from search.questions import questions, tier_of
from search.statement import FACETS, promotions, results


@dataclass(frozen=True)
class Chosen:
    """The facets a reader chose, as they stand in the address; '' where none.

    ``kind`` is a value of ``Entry.Kind``, ``topic`` and ``project`` are slugs in the
    language of the query, ``year`` is a number.  What is unknown finds nothing.
    """

    kind: str = ""
    topic: str = ""
    project: str = ""
    year: str = ""


@dataclass(frozen=True)
class Hit:
    """One thing found, as a list shows it.

    ``tier``: 1 exact, 2 inflected, 3 compound member, 4 fuzzy.  ``key`` is the same in
    all languages of a page or topic.
    """

    entry_id: int
    page_id: int | None
    document_id: int | None
    kind: str
    title: str
    lead: str
    text: str
    date: datetime.date | None
    place: Place
    score: float
    tier: int
    language: str
    key: str

    @property
    def url(self) -> str:
        """Where it is read.  Made when it is asked for: most hits are never shown."""
        return address(*self.place)


@dataclass(frozen=True)
class Found:
    """One page of results, how many there are in all, and what each facet would leave.

    ``facets["year"]["2024"] == 3``: three results if 2024 were chosen, the other
    chosen facets kept; most frequent first (years newest first).  ``names`` gives the
    titles of topics and projects by facet and value: ``names["topic"]["kieli"]``.
    ``promoted`` is what editors recommend, where it was asked for.
    """

    hits: list[Hit] = field(default_factory=list)
    total: int = 0
    facets: dict[str, dict[str, int]] = field(default_factory=dict)
    names: dict[str, dict[str, str]] = field(default_factory=dict)
    promoted: list[Promoted] = field(default_factory=list)


def find(
    query: Query,
    chosen: Chosen = Chosen(),
    order: str = "relevance",
    start: int = 0,
    stop: int = 10,
    with_promoted: bool = False,
) -> Found:
    """Return the readable pages, topics and documents that the query finds.

    ``order`` is "relevance" or "date" (newest first).  One statement, and none for an
    empty query.
    """
    asked = questions(query)
    if not asked:
        return Found()
    also = [promotions(*promoted(query.text, query.language))] if with_promoted else []
    start = max(start, 0)
    rows = _rows(
        *results(
            {0: asked},
            timezone.localdate(),
            _values(chosen),
            order,
            start,
            max(stop, start),
            also=also,
        )
    )
    return _found(rows)


def find_each(queries: Sequence[Query], stop: int = 10) -> list[Found]:
    """Return what each of the queries finds, best first.

    Up to ``stop`` hits of each, their number in all, and no facets.  One statement;
    none where all are empty.
    """
    asked = {
        number: one for number, query in enumerate(queries) if (one := questions(query))
    }
    rows = defaultdict(list)
    if asked:
        today = timezone.localdate()
        statement = results(asked, today, {}, "relevance", 0, stop, facets=False)
        for row in _rows(*statement):
            rows[int(row[2])].append(row)
    return [_found(rows[number]) for number in range(len(queries))]


def _values(chosen: Chosen) -> dict[str, str | int | None]:
    """Return the value of each facet that was chosen, or None for an impossible one."""
    values: dict[str, str | int | None] = {
        name: value.replace("\0", "")
        for name in FACETS
        if (value := getattr(chosen, name))
    }
    if chosen.year:
        is_year = re.fullmatch(r"[0-9]{1,4}", chosen.year)
        values["year"] = int(chosen.year) if is_year else None
    return values


def _rows(sql: str, values: list) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


def _found(rows: list[tuple]) -> Found:
    """Return what the rows of one search say."""
    hits, total = [], 0
    counted: dict[str, list[tuple[str, int, str]]] = {name: [] for name in FACETS}
    recommended = []
    for arm, number, value, name, *shown in rows:
        if arm == "hit":
            hits.append((number, _hit(*shown)))
        elif arm == "total":
            total = number
        elif arm == "promoted":
            page_id, url_path = shown[1], shown[11]
            url = address(page_id, url_path, None, None, None)
            recommended.append((number, Promoted(name, value, url)))
        else:
            counted[arm].append((value, number, name))
    for name, some in counted.items():
        # Most frequent first and then by name; years from the newest.
        some.sort(key=_newest if name == "year" else _most)
    return Found(
        hits=[hit for _number, hit in sorted(hits, key=itemgetter(0))],
        total=total,
        facets={
            name: {value: number for value, number, _title in some}
            for name, some in counted.items()
        },
        names={
            name: {value: title for value, _number, title in counted[name]}
            for name in ("topic", "project")
        },
        promoted=[one for _number, one in sorted(recommended, key=itemgetter(0))],
    )


def _newest(row: tuple[str, int, str]) -> int:
    return -int(row[0])


def _most(row: tuple[str, int, str]) -> tuple[int, str, str]:
    return -row[1], row[2], row[0]


def _hit(
    entry_id: int,
    page_id: int | None,
    document_id: int | None,
    language: str,
    kind: str,
    title: str,
    lead: str,
    text: str,
    day: int,
    base: int,
    score: int,
    url_path: str | None,
    topic_slug: str | None,
    file: str | None,
    key: str | None,
) -> Hit:
    return Hit(
        entry_id=entry_id,
        page_id=None if topic_slug else page_id,
        document_id=document_id,
        kind=kind,
        title=title,
        lead=lead,
        text=text,
        date=datetime.date.fromordinal(day) if day else None,
        place=(page_id, url_path, topic_slug, document_id, file),
        score=int(score) / 1000,
        tier=tier_of(int(base)),
        language=language,
        # Written with hyphens by one database and without by the other.
        key=key.replace("-", "") if key else f"document-{document_id}",
    )
