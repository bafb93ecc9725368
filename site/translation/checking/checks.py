"""All checks of one segment, in one call."""

from itertools import chain

from django.utils.translation import gettext_lazy as _

from lexicon.terminology import Glossary
from translation.checking import (
    addresses,
    brackets,
    dates,
    links,
    names,
    numbers,
    phones,
    quotes,
    repeated,
    sameness,
    spaces,
    terms,
    times,
)
from translation.checking.findings import Check, Finding, Kind
from translation.checking.sides import Side

CHECKS: tuple[Check, ...] = (
    links.check,
    addresses.check,
    phones.check,
    dates.check,
    times.check,
    numbers.check,
    sameness.check,
    brackets.check,
    quotes.check,
    spaces.check,
    repeated.check,
)
# What a name of the glossary may be in another language.
_NAMED = {Kind.ADDRESS, Kind.NAME, Kind.NUMBER}
# No paragraph has so many letters; what compares word with word would never end.
LONGEST = 20_000
_ORDER = {kind: number for number, kind in enumerate(Kind)}


def check(source: Side, target: Side, glossary: Glossary) -> list[Finding]:
    """Return what may be wrong with a translation, the gravest kinds first.

    Nothing is found where either side has no words.
    """
    if not source.text.strip() or not target.text.strip():
        return []
    if max(len(source.text), len(target.text)) > LONGEST:
        return [
            Finding(
                Kind.LENGTH,
                _("The text is too long to be checked: divide it into paragraphs."),
            )
        ]
    there = glossary.hits(source.text, source.language)
    known = [
        *((True, hit.start, hit.end) for hit in there),
        *(
            (False, hit.start, hit.end)
            for hit in glossary.hits(target.text, target.language)
        ),
    ]
    named = {
        name
        for hit in there
        if hit.entry.is_name
        for name in hit.entry.allowed(target.language)
    }
    found = [
        finding
        for finding in chain(
            *(one(source, target) for one in CHECKS), names.check(source, target, named)
        )
        if not _is_settled(finding, known)
    ]
    found += terms.check(source, target, glossary)
    return sorted(found, key=lambda finding: _ORDER[finding.kind])


# Where a term of the glossary stands, which its own check judges: whether in the
# original, from where, and to where.
Place = tuple[bool, int, int]


def _is_settled(finding: Finding, known: list[Place]) -> bool:
    return finding.kind in _NAMED and any(
        finding.in_source == in_source and start <= finding.start and finding.end <= end
        for in_source, start, end in known
    )
