"""The lexemes in PostgreSQL: a ``tsvector`` made without any of its dictionaries."""

from collections.abc import Iterable, Sequence

from django.db import connection

from search.storage.wanted import All, Any_, Asked, EntryTerms, One, Row, Wanted


def write(entries: Sequence[EntryTerms]) -> None:
    """Store the lexemes of the entries in place of those they had."""
    if not entries:
        return
    rows = ", ".join(["(%s, %s::tsvector)"] * len(entries))
    values = [value for one in entries for value in (one.entry_id, vector(one))]
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO search_terms (entry_id, terms) VALUES {rows}"
            " ON CONFLICT (entry_id) DO UPDATE SET terms = EXCLUDED.terms",
            values,
        )


def vector(terms: EntryTerms) -> str:
    """Return the lexemes as PostgreSQL reads a ``tsvector``."""
    placed = (
        f"'{lexeme}':{','.join(map(str, places))}"
        for lexeme, places in terms.places.items()
    )
    return " ".join([*placed, *(f"'{lexeme}'" for lexeme in terms.others)])


def forget(entry_ids: Iterable[int]) -> None:
    """Do nothing: the lexemes of an entry go with it."""


def sweep() -> None:
    """Tell the planner how much there is now."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE search_terms, search_entry, search_entrytopic")


def written(wanted: Wanted) -> str:
    """Return what is wanted as PostgreSQL reads a ``tsquery``."""
    match wanted:
        case One(lexeme, begins):
            return f"'{lexeme}':*" if begins else f"'{lexeme}'"
        case Row(lexemes):
            return "(" + " <-> ".join(f"'{lexeme}'" for lexeme in lexemes) + ")"
        case Any_(parts):
            return "(" + " | ".join(map(written, parts)) + ")"
        case All(parts):
            return "(" + " & ".join(map(written, parts)) + ")"
    return f"({written(wanted.part)} & !{written(wanted.unwanted)})"


def match(wanted: Wanted) -> tuple[str, list]:
    """Return SQL that yields the ids of the entries that hold what is wanted."""
    # OFFSET 0 hides the value from the planner.  It would otherwise read the whole
    # table for a word that many entries hold, not knowing what a vector costs to read.
    sql = (
        "SELECT terms.entry_id FROM (SELECT %s::tsquery AS query OFFSET 0) AS asked"
        " JOIN search_terms AS terms ON terms.terms @@ asked.query"
    )
    return sql, [written(wanted)]


def match_each(asked: Sequence[Asked]) -> tuple[str, list]:
    """Return SQL that yields entry_id and points for each question it answers."""
    sql, values = _asked(asked)
    return f"SELECT terms.entry_id, asked.points FROM {sql}", values


def held(tiers: Sequence[Asked]) -> tuple[str, list]:
    """Return SQL that yields the readable entries that answer a question.

    ``base`` are the points for it; the other columns are what ``topics``, ``has_topic``
    and the facets need of an entry.  They stand beside the lexemes, so that for a word
    that is on tens of thousands of pages no other table is asked as often; the database
    lets them follow the entry (migration 0008).
    """
    sql, values = _asked(tiers)
    return (
        "SELECT terms.entry_id AS id, terms.kind, terms.year, terms.project_id,"
        " terms.day, terms.topics, asked.points AS base"
        f" FROM {sql} WHERE terms.readable"
    ), values


def _asked(asked: Sequence[Asked]) -> tuple[str, list]:
    rows = " UNION ALL ".join(
        ["SELECT %s::integer AS points, %s::tsquery AS query"] * len(asked)
    )
    sql = (
        f"({rows} OFFSET 0) AS asked"
        " JOIN search_terms AS terms ON terms.terms @@ asked.query"
    )
    return sql, [value for one in asked for value in (one.points, written(one.wanted))]


def topics(held: str) -> str:
    """Return SQL that yields topic_id and number for what is held."""
    return (
        "SELECT topic_id, SUM(number) AS number FROM ("
        "SELECT unnest(topics) AS topic_id, number FROM ("
        f"SELECT topics, COUNT(*) AS number FROM {held} GROUP BY topics"
        ") AS by_topics) AS each_topic GROUP BY topic_id"
    )


def has_topic(held: str) -> str:
    """Return SQL for whether what is held has a topic, with a place for its slug."""
    return (
        f"{held}.topics && ARRAY(SELECT topic.id FROM articles_topic AS topic"
        " WHERE topic.live AND topic.slug = %s)"
    )


def each(table: str, columns: str, key: str, value: str, alias: str) -> str:
    """Return SQL that joins the rows of a table by a key, one look-up for each value.

    The planner guesses that a search finds some hundredth of the site, and would read
    all of the table for a word that is on one page; OFFSET 0 leaves it no choice.
    """
    return (
        f"CROSS JOIN LATERAL (SELECT {columns} FROM {table}"
        f" WHERE {key} = {value} OFFSET 0) AS {alias}"
    )
