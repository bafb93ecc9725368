"""Terms and names of the glossary: used, and nothing forbidden in their place."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations_with_replacement

from django.utils.translation import gettext_lazy as _

from lexicon.terminology import Glossary, Hit
from translation.checking.findings import Finding, Kind
from translation.checking.sides import Side


def check(source: Side, target: Side, glossary: Glossary) -> Iterator[Finding]:
    """Yield terms that the translation lacks, and words that the glossary forbids."""
    told = set()
    for hit in missing(source, target, glossary):
        to_use = hit.entry.to_use(target.language)
        if to_use in told:
            continue
        told.add(to_use)
        text = (
            _("The name %(term)s is missing; here it is %(to_use)s.")
            if hit.entry.is_name
            else _("For “%(term)s” the glossary has “%(to_use)s”.")
        )
        yield Finding(
            Kind.NAME if hit.entry.is_name else Kind.TERM,
            text,
            {"term": hit.phrase, "to_use": to_use},
            hit.start,
            hit.end,
            in_source=True,
        )
    for hit in glossary.forbidden(target.text, target.language):
        to_use = hit.entry.to_use(target.language)
        yield Finding(
            Kind.TERM,
            _("The glossary does not allow “%(word)s”: write “%(to_use)s”.")
            if to_use
            else _("The glossary does not allow “%(word)s”."),
            {"word": hit.phrase, "to_use": to_use},
            hit.start,
            hit.end,
        )


def missing(source: Side, target: Side, glossary: Glossary) -> list[Hit]:
    """Return the terms of the original that the translation has in no allowed way.

    Of two terms with one word, as kotoutuminen and kotouttaminen, either will do.
    """
    hits = list(_to_judge(source, glossary))
    stands = {
        id(hit.entry): glossary.stands(hit.entry, target.text, target.language)
        for hit in hits
    }
    settled = {
        (hit.start, hit.end)
        for hit in hits
        if stands[id(hit.entry)]
        or not hit.entry.is_watched
        or not hit.entry.to_use(target.language)
    }
    return [hit for hit in hits if (hit.start, hit.end) not in settled]


def _to_judge(source: Side, glossary: Glossary) -> Iterator[Hit]:
    """Yield the terms of the original; the names within one that is not watched too."""
    for hit in glossary.hits(source.text, source.language):
        if not hit.is_whole:
            continue
        yield hit
        if not hit.entry.is_watched:
            yield from _names_within(hit, source, glossary)


def _names_within(hit: Hit, source: Side, glossary: Glossary) -> Iterator[Hit]:
    words = list(re.finditer(r"\S+", source.text[hit.start : hit.end]))
    for first, last in combinations_with_replacement(words, 2):
        if (first, last) == (words[0], words[-1]):
            continue
        start = hit.start + first.start()
        run = source.text[start : hit.start + last.end()]
        for inner in glossary.hits(run, source.language):
            if inner.entry.is_name:
                yield replace(inner, start=start + inner.start, end=start + inner.end)
