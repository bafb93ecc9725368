"""The one statement of a search: its results, their number, and what facets leave."""

import datetime
from collections.abc import Iterable, Sequence

from wagtail.documents import get_document_model

from search.storage import storage
from search.storage.wanted import Asked

# Thousandths of a point for what is of today; half of it for what is a year old.
FRESH, HALF_LIFE = 1_500, 365
ORDERS = {
    "relevance": "score DESC, day DESC, id DESC",
    "date": "day DESC, score DESC, id DESC",
}
FACETS = ("kind", "topic", "project", "year")
# What the page of results shows of an entry.
SHOWN = """
    entry.id, entry.page_id, entry.document_id, locale.language_code,
    entry.kind,
    entry.title, entry.lead, entry.text, shown.day, shown.base, shown.score,
    page.url_path, topic.slug, document.file,
    CAST(COALESCE(topic.translation_key, page.translation_key) AS varchar(36))
"""
COUNT_OF_SHOWN = 15
EMPTY = ", NULL" * COUNT_OF_SHOWN


def condition(facet: str) -> str:
    """Return SQL for what a facet asks of an entry, with a place for the value."""
    each = storage().each
    if facet == "topic":
        has = each("search_entrytopic", "entry_id", "topic_id", "topic.id", "has")
        return (
            f"entry.id IN (SELECT has.entry_id FROM articles_topic AS topic {has}"  # noqa: S608
            " WHERE topic.live AND topic.slug = %s)"
        )
    if facet == "project":
        columns = "page_id, kind, readable"
        project = each("search_entry", columns, "page_id", "page.id", "project")
        return (
            "entry.project_id IN (SELECT project.page_id"  # noqa: S608
            f" FROM wagtailcore_page AS page {project}"
            " WHERE project.kind = 'project' AND project.readable AND page.slug = %s)"
        )
    return f"entry.{facet} = %s"


def values_of(facet: str, hits: str) -> str:
    """Return SQL for the values of a facet among hits, with their names and numbers."""
    each = storage().each
    if facet == "kind":
        return (
            "SELECT kind AS value, '' AS name, COUNT(*) AS number"  # noqa: S608
            f" FROM {hits} GROUP BY kind"
        )
    if facet == "year":
        return (
            "SELECT CAST(year AS varchar(4)) AS value, '' AS name,"  # noqa: S608
            f" COUNT(*) AS number FROM {hits} WHERE year IS NOT NULL GROUP BY year"
        )
    if facet == "topic":
        has = each("search_entrytopic", "topic_id", "entry_id", "among.id", "has")
        return f"""
            SELECT topic.slug AS value, topic.name AS name, counted.number AS number
            FROM (
                SELECT has.topic_id, COUNT(*) AS number
                FROM {hits} {has} GROUP BY has.topic_id
            ) AS counted
            CROSS JOIN articles_topic AS topic
            WHERE topic.id = counted.topic_id AND topic.live
        """  # noqa: S608
    project = "counted.project_id"
    entry = each(
        "search_entry", "title, topic_id, readable", "page_id", project, "entry"
    )
    page = each("wagtailcore_page", "slug", "id", project, "page")
    return f"""
        SELECT page.slug AS value, entry.title AS name, counted.number AS number
        FROM (
            SELECT project_id, COUNT(*) AS number FROM {hits}
            WHERE project_id IS NOT NULL GROUP BY project_id
        ) AS counted {entry} {page}
        WHERE entry.topic_id IS NULL AND entry.readable
    """  # noqa: S608


def promotions(promoted: str, values: list) -> tuple[str, list]:
    """Return SQL, and its values, for rows of what ``search.promoted`` selects.

    They are named "promoted"; their value is the description, what that is called the
    title; and they tell the page and its path.
    """
    shown = ["NULL"] * COUNT_OF_SHOWN
    shown[1], shown[11] = "id", "url_path"
    sql = (
        "SELECT 'promoted', number, description, title, "  # noqa: S608
        f"{', '.join(shown)} FROM ({promoted}) AS promoted"
    )
    return sql, values


def results(
    asked: Sequence[Asked],
    today: datetime.date,
    chosen: dict[str, str | int | None],
    order: str,
    start: int,
    stop: int,
    facets: bool = True,
    languages: int = 1,
    also: Sequence[tuple[str, list]] = (),
) -> tuple[str, list]:
    """Return the statement, and its values, for a page of what the questions find.

    A page in each of so many ``languages`` that are asked in.  ``chosen`` holds the
    value of each facet that was chosen.  Each row has a name ("hit", "total" or that of
    a facet), a number (of the hits in a language, from 1, in their order), a value (of
    the facet; for a hit or total, its language) and what that is called, and for a hit
    what ``SHOWN`` says.  ``also`` is SQL, with its values, for further rows of this
    kind.
    """
    answers, values = storage().match_each(asked)
    flags = [
        f", CASE WHEN {condition(name)} THEN 1 ELSE 0 END AS is_{name}"
        for name in chosen
    ]
    entry = storage().each(
        "search_entry",
        "id, locale_id, kind, year, project_id, day, readable",
        "id",
        "found.entry_id",
        "entry",
    )
    hits = f"""
        SELECT entry.id, entry.locale_id, entry.kind, entry.year, entry.project_id,
            entry.day, found.base, found.base + found.bonus + CASE
                WHEN entry.day = 0 THEN 0
                WHEN entry.day > %s THEN {FRESH}
                ELSE {FRESH * HALF_LIFE} / ({HALF_LIFE} + %s - entry.day)
            END AS score
            {"".join(flags)}
        FROM found {entry} WHERE entry.readable
    """  # noqa: S608 (the parts are ours; what was typed is in the values)
    values += [today.toordinal(), today.toordinal(), *chosen.values()]
    arms = [
        f"""
        SELECT 'hit' AS arm, shown.number, locale.language_code AS value, '' AS name,
            {SHOWN}
        FROM (
            SELECT * FROM (
                SELECT hits.*, ROW_NUMBER() OVER (
                    PARTITION BY locale_id ORDER BY {ORDERS[order]}
                ) AS number
                FROM hits {_where(chosen)}
            ) AS numbered WHERE number > %s AND number <= %s
            LIMIT %s
        ) AS shown
        {storage().each("search_entry", "*", "id", "shown.id", "entry")}
        JOIN wagtailcore_locale AS locale ON locale.id = entry.locale_id
        LEFT JOIN wagtailcore_page AS page ON page.id = entry.page_id
        LEFT JOIN articles_topic AS topic ON topic.id = entry.topic_id
        LEFT JOIN {get_document_model()._meta.db_table} AS document
            ON document.id = entry.document_id
        """,  # noqa: S608
        f"""
        SELECT 'total', counted.number, locale.language_code, ''{EMPTY}
        FROM (
            SELECT locale_id, COUNT(*) AS number FROM hits {_where(chosen)}
            GROUP BY locale_id
        ) AS counted
        JOIN wagtailcore_locale AS locale ON locale.id = counted.locale_id
        """,  # noqa: S608
    ]
    # The limit cuts nothing off; it tells PostgreSQL how few there are.
    values += [start, stop, (stop - start) * languages]
    if facets:
        for facet in FACETS:
            others = [name for name in chosen if name != facet]
            among = f"(SELECT * FROM hits {_where(others)}) AS among"  # noqa: S608
            arms.append(
                f"SELECT '{facet}', number, value, name{EMPTY}"  # noqa: S608
                f" FROM ({values_of(facet, among)}) AS {facet}_values"
            )
    for more, its_values in also:
        arms.append(more)
        values += its_values
    sql = f"""
        WITH found AS MATERIALIZED (
            SELECT entry_id, SUM(base) AS base, SUM(bonus) AS bonus
            FROM ({answers}) AS answers GROUP BY entry_id
        ), hits AS MATERIALIZED ({hits})
        {" UNION ALL ".join(arms)}
    """  # noqa: S608
    return sql, values


def _where(names: Iterable[str]) -> str:
    conditions = " AND ".join(f"is_{name} = 1" for name in names)
    return f"WHERE {conditions}" if conditions else ""
