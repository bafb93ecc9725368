"""The one statement of a search: its results, their number, and what facets leave."""

import datetime
from collections.abc import Iterable, Mapping, Sequence

from wagtail.documents import get_document_model

from search.storage import storage
from search.storage.wanted import Questions

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
    """Return SQL for what a facet asks of what is held, with a place for the value."""
    if facet == "topic":
        return storage().has_topic("held")
    if facet == "project":
        columns = "page_id, kind, readable"
        project = storage().each(
            "search_entry", columns, "page_id", "page.id", "project"
        )
        return (
            "held.project_id IN (SELECT project.page_id"
            f" FROM wagtailcore_page AS page {project}"
            " WHERE project.kind = 'project' AND project.readable AND page.slug = %s)"
        )
    return f"held.{facet} = %s"


def values_of(facet: str, where: str) -> str:
    """Return SQL for the values of a facet among hits, with their names and numbers."""
    if facet == "kind":
        return (
            "SELECT kind AS value, '' AS name, SUM(number) AS number"
            f" FROM alike0 {where} GROUP BY kind"
        )
    if facet == "year":
        return (
            "SELECT CAST(year AS varchar(4)) AS value, '' AS name,"
            f" SUM(number) AS number FROM alike0 {where}"
            " GROUP BY year HAVING year IS NOT NULL"
        )
    if facet == "topic":
        topics = storage().topics(f"(SELECT * FROM hits0 {where}) AS among")
        return f"""
            SELECT topic.slug AS value, topic.name AS name, counted.number AS number
            FROM ({topics}) AS counted
            CROSS JOIN articles_topic AS topic
            WHERE topic.id = counted.topic_id AND topic.live
        """
    each = storage().each
    project = "counted.project_id"
    entry = each(
        "search_entry", "title, topic_id, readable", "page_id", project, "entry"
    )
    page = each("wagtailcore_page", "slug", "id", project, "page")
    return f"""
        SELECT page.slug AS value, entry.title AS name, counted.number AS number
        FROM (
            SELECT project_id, SUM(number) AS number FROM alike0 {where}
            GROUP BY project_id
        ) AS counted {entry} {page}
        WHERE entry.topic_id IS NULL AND entry.readable
    """


def promotions(promoted: str, values: list) -> tuple[str, list]:
    """Return SQL, and its values, for rows of what ``search.promoted`` selects.

    They are named "promoted"; their value is the description, what that is called the
    title; and they tell the page and its path.
    """
    shown = ["NULL"] * COUNT_OF_SHOWN
    shown[1], shown[11] = "id", "url_path"
    sql = (
        "SELECT 'promoted', number, description, title, "
        f"{', '.join(shown)} FROM ({promoted}) AS promoted"
    )
    return sql, values


def results(
    searches: Mapping[int, Questions],
    today: datetime.date,
    chosen: dict[str, str | int | None],
    order: str,
    start: int,
    stop: int,
    facets: bool = True,
    also: Sequence[tuple[str, list]] = (),
) -> tuple[str, list]:
    """Return the statement, and its values, for a page of what each search finds.

    Searches have numbers; ``facets`` are counted for number 0.  ``chosen`` holds the
    value of each facet that was chosen.  Each row has a name ("hit", "total" or that of
    a facet), a number (of the hits of a search, from 1, in their order), a value (of
    the facet; for a hit or total, the number of its search) and what that is called,
    and for a hit what ``SHOWN`` says.  ``also`` is SQL, with its values, for further
    rows of this kind.
    """
    tables, firsts, totals = [], [], []
    values: list = []
    for number, search in searches.items():
        sql, its_values = _hits(search, today, chosen)
        tables += [
            f"hits{number} AS MATERIALIZED ({sql})",
            f"alike{number} AS MATERIALIZED ({_alike(number, chosen)})",
        ]
        values += its_values
        firsts.append(f"""
            SELECT '{number}' AS search, id, day, base, score, ROW_NUMBER() OVER (
                ORDER BY {ORDERS[order]}
            ) AS number
            FROM (
                SELECT * FROM hits{number} {_where(chosen)}
                ORDER BY {ORDERS[order]} LIMIT {stop - start:d} OFFSET {start:d}
            ) AS best{number}
        """)
        totals.append(f"""
            SELECT 'total', CAST(COALESCE(SUM(number), 0) AS integer),
                '{number}', ''{EMPTY}
            FROM alike{number} {_where(chosen)}
        """)
    arms = [
        f"""
        SELECT 'hit' AS arm, shown.number, shown.search AS value, '' AS name, {SHOWN}
        FROM ({" UNION ALL ".join(firsts)}) AS shown
        {storage().each("search_entry", "*", "id", "shown.id", "entry")}
        JOIN wagtailcore_locale AS locale ON locale.id = entry.locale_id
        LEFT JOIN wagtailcore_page AS page ON page.id = entry.page_id
        LEFT JOIN articles_topic AS topic ON topic.id = entry.topic_id
        LEFT JOIN {get_document_model()._meta.db_table} AS document
            ON document.id = entry.document_id
        """,
        *totals,
    ]
    for facet in FACETS if facets else ():
        others = [name for name in chosen if name != facet]
        arms.append(
            f"SELECT '{facet}', CAST(number AS integer), value, name{EMPTY}"
            f" FROM ({values_of(facet, _where(others))}) AS {facet}_values"
        )
    for more, its_values in also:
        arms.append(more)
        values += its_values
    return f"WITH {', '.join(tables)} {' UNION ALL '.join(arms)}", values


def _hits(
    search: Questions, today: datetime.date, chosen: dict[str, str | int | None]
) -> tuple[str, list]:
    """Return SQL, and its values, for all that a search finds, with their points.

    For each facet that was chosen there is a column, ``is_<facet>``: 1 or 0.
    """
    held, held_values = storage().held(search.tiers)
    weights, weights_values = storage().match_each(search.weights)
    flags = [
        f", CASE WHEN {condition(name)} THEN 1 ELSE 0 END AS is_{name}"
        for name in chosen
    ]
    sql = f"""
        SELECT held.*, held.base + COALESCE(weighed.bonus, 0) + CASE
                WHEN held.day = 0 THEN 0
                WHEN held.day > %s THEN {FRESH}
                ELSE {FRESH * HALF_LIFE} / ({HALF_LIFE} + %s - held.day)
            END AS score
            {"".join(flags)}
        FROM ({held}) AS held LEFT JOIN (
            SELECT entry_id, SUM(points) AS bonus FROM ({weights}) AS weights
            GROUP BY entry_id
        ) AS weighed ON weighed.entry_id = held.id
    """
    day = today.toordinal()
    return sql, [day, day, *chosen.values(), *held_values, *weights_values]


def _alike(number: int, chosen: Iterable[str]) -> str:
    """Return SQL that counts the hits of a search by what facets tell apart.

    A common word has tens of thousands of hits, which are counted once for all facets
    but that of topics, of which one hit has several.
    """
    flags = (f"is_{name}" for name in chosen)
    columns = ", ".join(["kind", "year", "project_id", *flags])
    return f"SELECT {columns}, COUNT(*) AS number FROM hits{number} GROUP BY {columns}"


def _where(names: Iterable[str]) -> str:
    conditions = " AND ".join(f"is_{name} = 1" for name in names)
    return f"WHERE {conditions}" if conditions else ""
