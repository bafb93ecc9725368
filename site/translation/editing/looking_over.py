"""What the glossary and the checks say of each segment of a text.

The number of queries does not depend on the number of segments.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from wagtail_localize.models import Translation

from lexicon.terminology import Entry, Glossary
from translation.checking.checks import check
from translation.checking.sides import Side
from translation.editing.reading import Part, Segment, read


@dataclass(frozen=True)
class KnownTerm:
    """A term of the original with what the glossary says of it in the other language.

    ``to_use`` is "" where the glossary has no word for it.
    """

    term: str
    to_use: str
    others: tuple[str, ...]
    never: tuple[str, ...]
    is_name: bool
    note: str


def look_over(texts: Sequence[tuple[Translation, list[Part]]]) -> None:
    """Note on each segment the terms of its original and what may be wrong with it.

    One query for the glossary, and one for the vocabulary of each language.
    """
    sides = [
        (segment, *_sides(made, segment))
        for made, parts in texts
        for part in parts
        for segment in part.segments
        # An address is made of words, but is no text.
        if segment.path != "slug"
    ]
    if not sides:
        return
    glossary = Glossary.load(
        (side.language, side.text) for _segment, *both in sides for side in both
    )
    for segment, source, target in sides:
        segment.terms = terms_of(source, target.language, glossary)
        if segment.is_done:
            segment.findings = check(source, target, glossary)


def _sides(made: Translation, segment: Segment) -> tuple[Side, Side]:
    return (
        Side(segment.original, made.source.locale.language_code),
        Side(segment.stored, made.target_locale.language_code),
    )


def terms_of(source: Side, language: str, glossary: Glossary) -> list[KnownTerm]:
    """Return the terms of a text, each once, in its order, with what they are there."""
    found: dict[int, KnownTerm] = {}
    for hit in glossary.hits(source.text, source.language):
        known = _known(hit.entry, hit.phrase, language)
        if known.to_use or known.never:
            found.setdefault(id(hit.entry), known)
    return list(found.values())


def _known(entry: Entry, phrase: str, language: str) -> KnownTerm:
    to_use = entry.to_use(language)
    return KnownTerm(
        term=phrase,
        to_use=to_use,
        others=entry.allowed(language)[1:],
        never=entry.forbidden.get(language, ()),
        is_name=entry.is_name,
        note=entry.note,
    )


def to_look_at(parts: Sequence[Part]) -> list[Segment]:
    """Return the segments that something was found in, in reading order."""
    return [one for part in parts for one in part.segments if one.findings]


def count_in(works: Sequence[Translation]) -> dict[int, int]:
    """Return how many segments of each translation should be looked at, by its id."""
    texts = [(made, read(made)) for made in works]
    look_over(texts)
    return {made.pk: len(to_look_at(parts)) for made, parts in texts}
