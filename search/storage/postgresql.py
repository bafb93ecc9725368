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
            f"INSERT INTO search_terms (entry_id, terms) VALUES {rows}"  # noqa: S608
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
    """Return SQL that yields entry_id, base, bonus for each question it answers."""
    rows = " UNION ALL ".join(
        ["SELECT %s::integer AS base, %s::integer AS bonus, %s::tsquery AS query"]
        * len(asked)
    )
    sql = (
        "SELECT terms.entry_id, asked.base, asked.bonus"  # noqa: S608
        f" FROM ({rows} OFFSET 0) AS asked"
        " JOIN search_terms AS terms ON terms.terms @@ asked.query"
    )
    values = [
        value for one in asked for value in (one.base, one.bonus, written(one.wanted))
    ]
    return sql, values


def each(table: str, columns: str, key: str, value: str, alias: str) -> str:
    """Return SQL that joins the rows of a table by a key, one look-up for each value.

    The planner guesses that a search finds some hundredth of the site, and would read
    all of the table for a word that is on one page; OFFSET 0 leaves it no choice.
    """
    return (
        f"CROSS JOIN LATERAL (SELECT {columns} FROM {table}"  # noqa: S608
        f" WHERE {key} = {value} OFFSET 0) AS {alias}"
    )
