"""From a query to the questions that the index answers, and the points for each.

The tiers are sets, each within the next: what holds every word just so, in any form,
as a member of a compound, or as it may have been meant.  An entry's tier is the nearest
set that holds it.  Each tier is asked for without the nearer ones, in one look into the
index: so every entry is met once, however many sets hold it.
"""

from collections.abc import Iterator

from search.parsing import Query, QueryWord
from search.storage.wanted import (
    Asked,
    One,
    Questions,
    Row,
    Wanted,
    Without,
    all_of,
    any_of,
    lexeme,
)

# Thousandths of a point, so that both databases count alike, in whole numbers.
# An inflected word in a title may stand before an exact one in a text; a member of a
# compound never stands before a whole word, nor a fuzzy one before a member.
POINTS = {1: 20_000, 2: 18_000, 3: 10_000, 4: 1}
TITLE, HEADING, EXACT_TITLE = 6_000, 3_000, 2_000
# The codes that each tier adds, with the words of a query word that they are for.
CODES = {
    1: (("x", "exact"),),
    2: (("l", "inflected"),),
    3: (("m", "member"),),
    4: (("x", "fuzzy"), ("l", "fuzzy"), ("m", "fuzzy")),
}


def tier_of(base: int) -> int:
    """Return the tier that gives so many points."""
    return next(tier for tier, points in POINTS.items() if base == points)


def questions(query: Query) -> Questions | None:
    """Return the questions that a query asks of the index; None for an empty one."""
    if query.is_empty:
        return None
    return Questions(tuple(_tiers(query)), tuple(_weights(query)))


def _tiers(query: Query) -> Iterator[Asked]:
    """Yield the tiers from the nearest, each without what a nearer one holds."""
    nearer: Wanted | None = None
    for tier, points in POINTS.items():
        wanted = _held(query, tier)
        if nearer is None:
            yield Asked(points, wanted)
        elif wanted != nearer:
            yield Asked(points, Without(wanted, nearer))
        nearer = wanted


def _weights(query: Query) -> Iterator[Asked]:
    """Yield what gives more points: words in the title, or above the text.

    Only what a tier holds gets them.  That the other words are asked for as well keeps
    a common one in a title from bringing in what the rare one beside it leaves out.
    """
    words = [_words(word) for word in query.words]
    rows = [[frozenset([form]) for form in phrase] for phrase in query.phrases]
    units = [[one] for one in words] + rows
    titles = [_above(query.language, "t", unit) for unit in units]
    headings = [_above(query.language, "h", unit) for unit in units]
    held = _parts(query, 4)
    for number, (title, heading) in enumerate(zip(titles, headings, strict=True)):
        others = held[:number] + held[number + 1 :]
        yield Asked(TITLE // len(units), all_of([*others, title]))
        above = Without(all_of([*others, heading]), title)
        yield Asked(HEADING // len(units), above)
    exact = [
        One(lexeme(query.language, "t", form))
        for form in [
            *(word.form for word in query.words),
            *(form for phrase in query.phrases for form in phrase),
        ]
    ]
    yield Asked(EXACT_TITLE, all_of([_held(query, 1), *exact]))


def _words(word: QueryWord) -> frozenset[str]:
    return word.exact | word.inflected | word.member | word.fuzzy


def _above(language: str, code: str, unit: list[frozenset[str]]) -> Wanted:
    """Return what holds a word, or all words of a phrase, in the title or above."""
    return all_of(
        any_of(One(lexeme(language, code, word)) for word in sorted(words))
        for words in unit
    )


def _held(query: Query, tier: int) -> Wanted:
    """Return what holds all that the query asks for, in a tier or nearer."""
    language = query.language
    held = all_of(_parts(query, tier))
    unwanted = [
        *(word_held(word, language, 2) for word in query.without),
        *(row_held(phrase, language) for phrase in query.without_phrases),
    ]
    return Without(held, any_of(unwanted)) if unwanted else held


def _parts(query: Query, tier: int) -> list[Wanted]:
    """Return what holds each word and each phrase, in a tier or nearer."""
    return [
        *(word_held(word, query.language, tier) for word in query.words),
        *(row_held(phrase, query.language) for phrase in query.phrases),
    ]


def word_held(word: QueryWord, language: str, tier: int) -> Wanted:
    """Return what holds a word, or all its parts, in a tier or nearer."""
    own: list[Wanted] = [
        One(lexeme(language, code, one))
        for nearer in range(1, tier + 1)
        for code, name in CODES[nearer]
        for one in sorted(getattr(word, name))
    ]
    if word.parts:
        own.append(all_of(word_held(part, language, tier) for part in word.parts))
    return any_of(own)


def row_held(phrase: tuple[str, ...], language: str) -> Wanted:
    """Return what holds the words of a phrase side by side."""
    lexemes = tuple(lexeme(language, "x", form) for form in phrase)
    return Row(lexemes) if len(lexemes) > 1 else One(lexemes[0])
