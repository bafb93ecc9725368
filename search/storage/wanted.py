"""What is asked of the index: lexemes joined by and, or, not.

A lexeme is ``<language>_<code><word>``: the language keeps a query to its own pages in
the index itself.  The codes:

- ``x`` a word as it stands in the text; the only ones with a place, for phrases
- ``l`` a dictionary form of a word; ``m`` that of a member of a compound
- ``t`` any of these for a word of the title; ``h`` for one of lead or topics
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

LONGEST_WORD = 80


@lru_cache(maxsize=50_000)
def plain(word: str) -> str:
    """Return a word with only letters, digits and marks; all else becomes a hyphen.

    So no sign that means something to a database is ever in a lexeme.
    """
    word = word[:LONGEST_WORD]
    if word.isalnum():
        return word
    return "".join(
        sign if sign.isalnum() or unicodedata.category(sign)[0] == "M" else "-"
        for sign in word
    )


def lexeme(language: str, code: str, word: str) -> str:
    """Return the lexeme of a word."""
    return f"{plain(language)}_{code}{plain(word)}"


@dataclass(frozen=True)
class One:
    """A lexeme, or all that begin with it."""

    lexeme: str
    begins: bool = False


@dataclass(frozen=True)
class Row:
    """Lexemes with a place, side by side."""

    lexemes: tuple[str, ...]


@dataclass(frozen=True)
class Any_:
    """Any of the parts, of which there is at least one."""

    parts: "tuple[Wanted, ...]"


@dataclass(frozen=True)
class All:
    """All of the parts, of which there is at least one."""

    parts: "tuple[Wanted, ...]"


@dataclass(frozen=True)
class Without:
    """What is wanted, without what is not."""

    part: "Wanted"
    unwanted: "Wanted"


Wanted = One | Row | Any_ | All | Without


def any_of(parts: "Iterable[Wanted]") -> Wanted:
    """Return what any of the parts finds; the parts must not be empty."""
    unique = tuple(dict.fromkeys(parts))
    return unique[0] if len(unique) == 1 else Any_(unique)


def all_of(parts: "Iterable[Wanted]") -> Wanted:
    """Return what all of the parts find; the parts must not be empty."""
    unique = tuple(dict.fromkeys(parts))
    return unique[0] if len(unique) == 1 else All(unique)


@dataclass(frozen=True)
class Asked:
    """A question, and the thousandths of a point that what answers it gets."""

    points: int
    wanted: Wanted


@dataclass(frozen=True)
class Questions:
    """All that a query asks of the index.

    What is found answers one of the ``tiers``, and never two; it gets more points for
    each of the ``weights`` that it answers too.
    """

    tiers: tuple[Asked, ...]
    weights: tuple[Asked, ...]


@dataclass(frozen=True)
class EntryTerms:
    """The lexemes of an entry: words with their places (from 1), and the others."""

    entry_id: int
    places: dict[str, list[int]]
    others: frozenset[str]
