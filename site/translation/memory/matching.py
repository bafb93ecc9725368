"""What the memory knows of a text: the same or nearly the same, translated before."""

import datetime
import re
from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Count, Max
from rapidfuzz import fuzz, process
from wagtail.models import Page
from wagtail_localize.models import String

from translation.checking.sides import Side
from translation.memory.models import MemoryImport, MemoryPair
from translation.memory.numbers import renumbered
from translation.memory.published import published_pairs

# From so many per cent on, a text is worth offering.
LEAST = 75
# So many are offered for one segment.
MOST = 3
# The best match that is not the same to the letter, and one with other numbers.
_BEST_FUZZY, _RENUMBERED = 99, 98
# So many of the nearest texts are kept for one segment, among so many at most that
# share a word with it, the rarest words first.
_CANDIDATES, _COMPARED = 12, 4_000
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Match:
    """A translation that may be used again.

    ``words`` are as a segment keeps them.  ``percent`` is 100 only where the original
    was the same to the letter; ``original`` is what it was.  ``where`` and ``when`` are
    the page and its publication, or the name of an outside memory and its import.
    """

    percent: int
    words: str
    original: str
    where: str
    when: datetime.datetime | None
    has_new_numbers: bool = False
    is_outside: bool = False

    @property
    def is_exact(self) -> bool:
        """Whether the original was the same to the letter."""
        return self.percent == 100


@dataclass(frozen=True)
class _Texts:
    """All originals of a direction: what they are compared by, and whose they are.

    A key below zero is that of a pair from outside.
    """

    stamp: tuple[Any, ...]
    keys: Sequence[int]
    texts: Sequence[str]
    # The places in ``texts`` of those that hold a word.
    holding: "Mapping[str, array[int]]"

    def near(self, text: str) -> list[tuple[int, float]]:
        """Return the nearest texts by their places, and how near in per cent.

        Comparing with all of 60,000 would take a second for twenty segments.
        """
        words = set(_WORD.findall(text))
        rows = sorted(
            (self.holding[one] for one in words & self.holding.keys()), key=len
        )
        places: set[int] = set()
        for row in rows:
            if places and len(places) + len(row) > _COMPARED:
                break
            places.update(row)
        some = sorted(places)
        found = process.extract(
            text,
            [self.texts[place] for place in some],
            scorer=fuzz.ratio,
            score_cutoff=LEAST,
            limit=_CANDIDATES,
        )
        return [(some[at], score) for _text, score, at in found]


def _holding(texts: Sequence[str]) -> "dict[str, array[int]]":
    holding: dict[str, array[int]] = defaultdict(lambda: array("l"))
    for place, text in enumerate(texts):
        for word in set(_WORD.findall(text)):
            holding[word].append(place)
    return dict(holding)


# One for each direction, in each process; some tens of megabytes for 60,000 texts.
_kept: dict[tuple[str, str], _Texts] = {}


def find(originals: Iterable[str], source: str, target: str) -> dict[str, list[Match]]:
    """Return, for each text of a language, its matches in another, the best first.

    Texts are as segments keep them, with inline tags; those without matches are left
    out.  At most ``MOST`` for each, none twice.  Four queries at most, and two more
    where something was published since the last call.
    """
    wanted = {data: Side(data, source).text for data in originals}
    wanted = {data: text for data, text in wanted.items() if _has_letters(text)}
    if not wanted:
        return {}
    known = _texts(source, target)
    near = {data: known.near(text.lower()) for data, text in wanted.items()}
    keys = {known.keys[place] for found in near.values() for place, _score in found}
    by_key = _details(keys, source, target)
    result = {}
    for data, found in near.items():
        matches = [
            _match(data, source, round(score), one)
            for place, score in found
            for one in by_key.get(known.keys[place], ())
        ]
        if matches:
            result[data] = _best(matches)
    return result


def find_exact(
    originals: Iterable[str], source: str, target: str
) -> dict[str, list[Match]]:
    """Return the matches of texts that are the same to the letter, the newest first.

    Of any number of texts, in four queries; the memory is not read for it.
    """
    wanted = {data: Side(data, source).text for data in originals}
    wanted = {data: text for data, text in wanted.items() if _has_letters(text)}
    own = dict(
        String.objects.filter(
            locale__language_code=source,
            data_hash__in=[String._get_data_hash(data) for data in wanted],
        ).values_list("pk", "data")
    )
    outside = dict(
        MemoryPair.objects.filter(
            source_language=source,
            target_language=target,
            source__in=set(wanted.values()),
        ).values_list("pk", "source")
    )
    by_key = _details([*own, *(-pk for pk in outside)], source, target)
    found: dict[str, list[Match]] = defaultdict(list)
    for matches in by_key.values():
        for match in matches:
            if match.original in wanted:
                found[match.original].append(match)
    return {data: _best(matches) for data, matches in found.items()}


def _has_letters(text: str) -> bool:
    return any(letter.isalpha() for letter in text)


def _texts(source: str, target: str) -> _Texts:
    """Return the originals of a direction, read anew when anything was published."""
    stamp = _stamp(source, target)
    kept = _kept.get((source, target))
    if kept is None or kept.stamp != stamp:
        strings = String.objects.filter(
            pk__in=published_pairs(source, target).values("translation_of")
        ).values_list("pk", "data")
        outside = MemoryPair.objects.filter(
            source_language=source, target_language=target
        ).values_list("pk", "source")
        rows = [(pk, Side(data, source).text.lower()) for pk, data in strings]
        rows += [(-pk, text.lower()) for pk, text in outside]
        texts = [text for _, text in rows]
        kept = _Texts(stamp, [pk for pk, _ in rows], texts, _holding(texts))
        _kept[source, target] = kept
    return kept


def _stamp(source: str, target: str) -> tuple[Any, ...]:
    """Return what changes when a publication or an import changes the memory.

    What was written anew since its publication is left out of what is found, later.
    """
    pages = Page.objects.filter(live=True, locale__language_code=target).aggregate(
        Count("pk"), Max("last_published_at")
    )
    imports = MemoryImport.objects.aggregate(Count("pk"), Max("imported_at"))
    return (*pages.values(), *imports.values())


def _details(keys: Iterable[int], source: str, target: str) -> dict[int, list[Match]]:
    """Return all translations of texts by key; two queries."""
    found: dict[int, list[Match]] = defaultdict(list)
    own = [key for key in keys if key > 0]
    rows = published_pairs(source, target).filter(translation_of__in=own)
    for row in rows.select_related("translation_of"):
        match = Match(
            percent=100,
            words=row.data,
            original=row.translation_of.data,
            where=row.page_title,
            when=row.page_date,
        )
        found[row.translation_of_id].append(match)
    outside = [-key for key in keys if key < 0]
    for pair in MemoryPair.objects.filter(pk__in=outside).select_related("origin"):
        match = Match(
            percent=100,
            words=_as_kept(pair.target),
            original=_as_kept(pair.source),
            where=pair.origin.name,
            when=pair.origin.imported_at,
            is_outside=True,
        )
        found[-pair.pk].append(match)
    return found


def _as_kept(text: str) -> str:
    """Return plain words as a segment keeps them."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _match(data: str, source: str, percent: int, known: Match) -> Match:
    """Return a known translation as a match of a text."""
    if data == known.original:
        return known
    wanted, there = Side(data, source), Side(known.original, source)
    fuzzy = replace(known, percent=min(percent, _BEST_FUZZY))
    if (wanted.links, wanted.tags) != (there.links, there.tags):
        # Its tags are none of this text: whoever uses it sets them.
        plain = Side(known.words, source).text
        fuzzy = replace(fuzzy, words=_as_kept(plain))
    numbered = renumbered(there.text, wanted.text, Side(fuzzy.words, source).text)
    if numbered is None or fuzzy.words != _as_kept(Side(fuzzy.words, source).text):
        return fuzzy
    if there.text == wanted.text:
        return fuzzy
    return replace(
        fuzzy, words=_as_kept(numbered), percent=_RENUMBERED, has_new_numbers=True
    )


def _best(matches: Iterable[Match]) -> list[Match]:
    """Return the best, and of the same words the newest."""
    oldest = datetime.datetime.min.replace(tzinfo=datetime.UTC)
    ranked = sorted(matches, key=lambda one: one.when or oldest, reverse=True)
    ranked.sort(key=lambda one: -one.percent)
    unique: Mapping[str, Match] = {one.words: one for one in reversed(ranked)}
    return [one for one in ranked if unique[one.words] is one][:MOST]
