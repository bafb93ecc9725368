"""The lexemes in SQLite: a full-text table (FTS5) that knows no alphabet."""

from collections.abc import Iterable, Sequence

from django.db import connection

from search.storage.wanted import All, Any_, Asked, EntryTerms, One, Row, Wanted

# Stands where a text has no word that is looked for, so that phrases end there.
GAP = "0"


def write(entries: Sequence[EntryTerms]) -> None:
    """Store the lexemes of the entries in place of those they had."""
    rows = [(one.entry_id, document(one)) for one in entries]
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT OR REPLACE INTO search_terms (rowid, terms) VALUES (%s, %s)", rows
        )


def document(terms: EntryTerms) -> str:
    """Return the lexemes as a text in which each word has its place."""
    words: list[str] = []
    last = max((places[-1] for places in terms.places.values()), default=0)
    words = [GAP] * last
    for lexeme, places in terms.places.items():
        for place in places:
            words[place - 1] = lexeme
    return " ".join([*words, GAP, *sorted(terms.others)])


def forget(entry_ids: Iterable[int]) -> None:
    """Remove the lexemes of entries that are gone."""
    with connection.cursor() as cursor:
        cursor.executemany(
            "DELETE FROM search_terms WHERE rowid = %s", [(pk,) for pk in entry_ids]
        )


def sweep() -> None:
    """Remove the lexemes of entries that went without a word."""
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM search_terms WHERE rowid NOT IN (SELECT id FROM search_entry)"
        )


def written(wanted: Wanted) -> str:
    """Return what is wanted in the words of FTS5."""
    match wanted:
        case One(lexeme, begins):
            return f'"{lexeme}"*' if begins else f'"{lexeme}"'
        case Row(lexemes):
            return '"' + " ".join(lexemes) + '"'
        case Any_(parts):
            return "(" + " OR ".join(map(written, parts)) + ")"
        case All(parts):
            return "(" + " AND ".join(map(written, parts)) + ")"
    return f"({written(wanted.part)} NOT {written(wanted.unwanted)})"


def match(wanted: Wanted) -> tuple[str, list]:
    """Return SQL that yields the ids of the entries that hold what is wanted."""
    sql = "SELECT rowid AS entry_id FROM search_terms WHERE search_terms MATCH %s"
    return sql, [written(wanted)]


def match_each(asked: Sequence[Asked]) -> tuple[str, list]:
    """Return SQL that yields entry_id and points for each question it answers."""
    sql = " UNION ALL ".join(
        [
            "SELECT rowid AS entry_id, %s AS points FROM search_terms"
            " WHERE search_terms MATCH %s"
        ]
        * len(asked)
    )
    return sql, [value for one in asked for value in (one.points, written(one.wanted))]


def held(tiers: Sequence[Asked]) -> tuple[str, list]:
    """Return SQL that yields the readable entries that answer a question.

    ``base`` are the points for it; the other columns are what the facets need.
    """
    sql, values = match_each(tiers)
    return (
        "SELECT entry.id, entry.kind, entry.year, entry.project_id, entry.day,"
        f" found.points AS base FROM ({sql}) AS found"
        f" {each('search_entry', '*', 'id', 'found.entry_id', 'entry')}"
        " WHERE entry.readable"
    ), values


def topics(held: str) -> str:
    """Return SQL that yields topic_id and number for what is held."""
    name = held.rpartition(" ")[2]
    has = each("search_entrytopic", "topic_id", "entry_id", f"{name}.id", "has")
    return (
        "SELECT has.topic_id, COUNT(*) AS number"
        f" FROM {held} {has} GROUP BY has.topic_id"
    )


def has_topic(held: str) -> str:
    """Return SQL for whether what is held has a topic, with a place for its slug."""
    has = each("search_entrytopic", "entry_id, topic_id", "topic_id", "topic.id", "has")
    return (
        f"{held}.id IN (SELECT has.entry_id FROM articles_topic AS topic {has}"
        " WHERE topic.live AND topic.slug = %s)"
    )


def each(table: str, columns: str, key: str, value: str, alias: str) -> str:
    """Return SQL that joins the rows of a table by a key, one look-up for each value.

    SQLite keeps the order in which a CROSS JOIN is written.
    """
    return f"CROSS JOIN {table} AS {alias} ON {alias}.{key} = {value}"
