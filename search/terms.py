"""From the texts of an entry to the lexemes it is found by."""

from collections.abc import Iterable, Iterator, Mapping

from lexicon.analysis import Analysis
from lexicon.words import Token, tokens
from search.models import Entry
from search.storage.wanted import EntryTerms, lexeme, plain

# PostgreSQL's own bounds (section 12.11 of its manual): what goes beyond is found, but
# not by a phrase.  They hold in both databases, so that both find the same.
LAST_PLACE = 16_383
MOST_PLACES = 255
# A vector holds a mebibyte at most; what no more has room in it is not found.
MOST_BYTES = 800_000


def words_of(entry: Entry, topics: list[str]) -> set[str]:
    """Return the word forms of an entry, as the vocabulary keeps them.

    Addresses and numbers to dial are no words, nor is the title of a draft.
    """
    return {
        token.form
        for part in (entry.title, *entry.headings(topics), entry.text)
        for token in tokens(part)
        if token.kind in ("word", "whole")
    }


def draft_words(title: str, published: str) -> str:
    """Return the words of a draft's title, each between spaces, as an entry keeps them.

    None where it is the title that is published.
    """
    if title == published:
        return ""
    return "".join(f" {plain(token.form)}" for token in tokens(title)) + " "


def terms_of(
    entry: Entry, language: str, topics: list[str], analyses: Mapping[str, Analysis]
) -> EntryTerms:
    """Return the lexemes of an entry in a language.

    ``topics`` are the names of its topics, ``analyses`` what each of its words is.
    """
    places: dict[str, list[int]] = {}
    others: dict[str, None] = {}
    place = 0
    for code, part in _parts(entry, topics):
        place += 1  # no phrase goes from one part into the next
        for token in tokens(part):
            exact = lexeme(language, "x", token.form)
            others[exact] = None
            if token.kind == "word":
                place += 1
                row = places.setdefault(exact, [])
                if place <= LAST_PLACE and len(row) < MOST_PLACES:
                    row.append(place)
            known = analyses.get(token.form)
            others.update(dict.fromkeys(_others(token, known, language, code)))
    held = frozenset(_within_bounds(others, places))
    placed = {one: row for one, row in places.items() if row and one in held}
    return EntryTerms(entry.pk, placed, held - placed.keys())


def _parts(entry: Entry, topics: list[str]) -> Iterator[tuple[str, str]]:
    """Yield each part of the texts with the code that its words are weighed by."""
    yield "t", entry.title
    for heading in entry.headings(topics):
        yield "h", heading
    yield "", entry.text


def _others(
    token: Token, known: Analysis | None, language: str, code: str
) -> Iterator[str]:
    """Yield the lexemes of a word that have no place."""
    lemmas = known.lemmas if known else ()
    members = known.members if known else ()
    for lemma in lemmas:
        yield lexeme(language, "l", lemma)
    for member in members:
        yield lexeme(language, "m", member)
    if code:
        for word in (token.form, *lemmas, *members):
            yield lexeme(language, code, word)


def _within_bounds(
    lexemes: Iterable[str], places: Mapping[str, list[int]]
) -> Iterator[str]:
    """Yield the lexemes as far as a vector has room for them."""
    room = MOST_BYTES
    for one in lexemes:
        room -= len(one.encode()) + 4 + 2 * len(places.get(one, ()))
        if room < 0:
            return
        yield one
