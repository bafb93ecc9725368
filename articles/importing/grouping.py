"""Which texts are language versions of one article, and which are the same text.

Versions are proposed by what survives translation: e-mail addresses, numbers, proper
names and the structure of the body.  Dates never count: unrelated texts share them.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.importing.elements import Reading
from articles.importing.language import words_of
from articles.importing.vocabulary import words

MIN_SCORE = 0.45
CONFIDENT_SCORE = 0.65
RIVAL_MARGIN = 0.1
SHINGLE_WORDS = 3
SAME_TEXT = 0.9

_NUMBER = re.compile(
    r"(?<![\w.,/-])\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+|(?<![\w-])\d+"
)
_YEAR = re.compile(r"^(?:19|20)\d\d$")
_NAME = re.compile(r"(?<=[\w,;] )[^\W\d_][\w-]{3,}")
_COMMON_NAMES = words("espoo espoon espoossa esbo esbos city")


@dataclass(frozen=True)
class Proposal:
    """Texts that seem to be versions of one article, at most one per language."""

    names: tuple[str, ...]
    score: float
    reasons: list[str]
    confident: bool


class Traces:
    """What of a text survives translation."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading

    @cached_property
    def emails(self) -> frozenset[str]:
        """The addresses of the contacts, in lower case."""
        found = {contact.data["email"].casefold() for contact in self.reading.contacts}
        return frozenset(found - {""})

    @cached_property
    def prose(self) -> str:
        """The lead and the body in one text."""
        return "\n".join([self.reading.lead, *(e.text for e in self.reading.body)])

    @cached_property
    def numbers(self) -> frozenset[int]:
        """The numbers of the body; years count as dates and are left out."""
        found = (re.sub(r"\D", "", match) for match in _NUMBER.findall(self.prose))
        return frozenset(int(n) for n in found if len(n) < 16 and not _YEAR.match(n))

    @cached_property
    def names(self) -> frozenset[str]:
        """Capitalised words inside sentences, without accents, in lower case."""
        named = {_plain(w) for w in _NAME.findall(self.prose) if w[0].isupper()}
        speakers = {
            _plain(word)
            for element in self.reading.body
            if element.kind == "quote"
            for word in element.data["speaker"].split()
        }
        return frozenset((named | speakers) - _COMMON_NAMES)

    def count(self, kind: str) -> int:
        """Return how many elements of a kind there are."""
        return len(self.reading.of_kind(kind))


def propose_groups(readings: Mapping[str, Reading]) -> list[Proposal]:
    """Return proposed groups of two or more texts, the surest first.

    A text is in one proposal at most.  A group is confident when all its pairs are,
    and no other text of the same language comes close.
    """
    traces = {name: Traces(reading) for name, reading in readings.items()}
    pairs = {}
    for a, b in combinations(traces, 2):
        score, reasons = compare(traces[a], traces[b])
        if score >= MIN_SCORE:
            pairs[frozenset({a, b})] = (score, reasons)
    groups: list[set[str]] = []
    for pair in sorted(pairs, key=lambda pair: (-pairs[pair][0], sorted(pair))):
        joined = set(pair).union(*(group for group in groups if group & pair))
        languages = [readings[name].language for name in joined]
        if len(set(languages)) == len(languages):
            groups = [group for group in groups if not group & pair] + [joined]
    order = list(readings)
    proposals = [
        _proposal(sorted(group, key=order.index), pairs, readings) for group in groups
    ]
    return sorted(proposals, key=lambda proposal: -proposal.score)


def _proposal(
    names: list[str],
    pairs: Mapping[frozenset[str], tuple[float, list[str]]],
    readings: Mapping[str, Reading],
) -> Proposal:
    inner = [pairs.get(frozenset(pair), (0.0, [])) for pair in combinations(names, 2)]
    known = [pair for pair in inner if pair[0]]
    score = round(sum(score for score, _reasons in known) / len(known), 2)
    reasons = list(dict.fromkeys(reason for _score, found in known for reason in found))
    rivals = [
        next(iter(pair - set(names)))
        for pair, (rival_score, _) in pairs.items()
        if len(pair & set(names)) == 1 and rival_score > score - RIVAL_MARGIN
    ]
    rivals = [
        rival
        for rival in rivals
        if readings[rival].language in {readings[name].language for name in names}
    ]
    if rivals:
        reasons.append(_("but %(name)s is as close") % {"name": min(rivals)})
    confident = not rivals and all(pair[0] >= CONFIDENT_SCORE for pair in known)
    return Proposal(tuple(names), score, reasons, confident)


def compare(one: Traces, two: Traces) -> tuple[float, list[str]]:
    """Return how surely two texts are versions of one article, 0..1, and why.

    Texts in the same language, of different structure or without anything in common
    but a contact score 0.
    """
    if one.reading.language == two.reading.language or not _same_structure(one, two):
        return 0.0, []
    emails = one.emails & two.emails
    numbers = one.numbers & two.numbers
    names = one.names & two.names
    if len(numbers) < 2 and len(names) < 2:
        return 0.0, []
    score, reasons = 0.2, [_structure_reason(one, two)]
    if emails:
        score += 0.2
        reasons.append(_("same e-mail %(email)s") % {"email": min(emails)})
    if numbers:
        score += 0.3 * _share(numbers, one.numbers, two.numbers, enough=4)
        reasons.append(
            ngettext("%(n)s number in common", "%(n)s numbers in common", len(numbers))
            % {"n": len(numbers)}
        )
    if names:
        score += 0.3 * _share(names, one.names, two.names, enough=6)
        reasons.append(
            ngettext(
                "%(n)s name in common: %(names)s",
                "%(n)s names in common: %(names)s",
                len(names),
            )
            % {"n": len(names), "names": ", ".join(sorted(names)[:4])}
        )
    return round(min(score, 1.0), 2), reasons


def same_article(a: Reading, b: Reading) -> bool:
    """Tell whether two readings are one text, perhaps changed in between.

    True for the same title in the same language, or when the shorter text shares nine
    tenths of its three-word runs with the longer one.
    """
    if a.language != b.language:
        return False
    if _plain(a.title) == _plain(b.title):
        return True
    first, second = _shingles(a), _shingles(b)
    shorter = min(len(first), len(second))
    longer = max(len(first), len(second))
    alike = shorter >= SAME_TEXT * longer / 2
    return alike and len(first & second) >= SAME_TEXT * shorter


def project_clues(reading: Reading) -> list[str]:
    """Return the phrases a project may be known by, the strongest first.

    Title and subtitle, lead-ins of contacts, funding paragraphs and keywords.
    """
    clues = [reading.title, reading.subtitle]
    clues += [contact.data["lead_in"] for contact in reading.contacts]
    clues += [element.text for element in reading.of_kind("funding")]
    clues += reading.keywords
    return list(dict.fromkeys(clue for clue in clues if clue))


def _same_structure(one: Traces, two: Traces) -> bool:
    """Tell whether headings, quotes and paragraphs agree within one."""
    paragraphs = one.count("paragraph"), two.count("paragraph")
    return (
        all(
            abs(one.count(kind) - two.count(kind)) <= 1 for kind in ("heading", "quote")
        )
        and abs(paragraphs[0] - paragraphs[1]) <= 1 + max(paragraphs) // 10
    )


def _structure_reason(one: Traces, two: Traces) -> str:
    headings, quotes = one.count("heading"), one.count("quote")
    if (headings, quotes) == (two.count("heading"), two.count("quote")):
        return _("same number of headings (%(headings)s) and quotes (%(quotes)s)") % {
            "headings": headings,
            "quotes": quotes,
        }
    return _("nearly the same number of headings and quotes")


def _share(
    common: frozenset[Any], a: frozenset[Any], b: frozenset[Any], enough: int
) -> float:
    """Return how much is in common, 1 when all or ``enough`` of it is."""
    return min(1.0, len(common) / min(len(a), len(b), enough))


def _plain(text: str) -> str:
    """Return a text in lower case without accents, signs and doubled spaces."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(char for char in letters if not unicodedata.combining(char))
    return " ".join(re.findall(r"\w+", bare))


def _shingles(reading: Reading) -> set[tuple[str, ...]]:
    texts: Iterable[str] = [reading.lead, *(e.text for e in reading.body)]
    run = words_of("\n".join(texts))
    ends = range(SHINGLE_WORDS, len(run) + 1)
    return {tuple(run[end - SHINGLE_WORDS : end]) for end in ends}
