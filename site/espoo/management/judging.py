"""Measures how well a search finds what people judged that it should find."""

import gzip
import json
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from lexicon.models import Word

FIRST = 10
TYPOS = 400
# Shorter words have neighbours that are words too.
SHORTEST = 6
LETTERS = "abcdefghijklmnopqrstuvwxyz"

# The name of each measure, with the least that is wanted of it by language.
TARGETS: dict[str, dict[str, float]] = {
    "inflected, recall": {"fi": 0.95, "sv": 0.93, "en": 0.93},
    "dictionary form, recall": {"fi": 0.96, "sv": 0.96, "en": 0.97},
    "dictionary form, precision": {"fi": 0.75, "sv": 0.75, "en": 0.88},
    "compound member, recall": {"fi": 0.92, "sv": 0.80},
    "two inflected words, found": {"fi": 0.95, "sv": 0.90, "en": 0.95},
    "typo, right word first": {"fi": 0.93, "sv": 0.93, "en": 0.93},
}

# Gives the ids of all documents that a text finds in a language, best first.
Find = Callable[[str, str], list[str]]


@dataclass(frozen=True)
class Judged:
    """A query with the ids of what it should find; ``ignore`` counts neither way."""

    language: str
    kind: str
    text: str
    relevant: frozenset[str]
    ignore: frozenset[str] = frozenset()


@dataclass
class Judgements:
    """The documents of each language by their ids, and the queries."""

    documents: dict[str, dict[str, str]] = field(
        default_factory=lambda: defaultdict(dict)
    )
    queries: list[Judged] = field(default_factory=list)

    def of(self, language: str, *kinds: str) -> list[Judged]:
        """Return the queries of a language and of any of the kinds, in their order."""
        return [
            one
            for one in self.queries
            if one.language == language and one.kind in kinds
        ]


def read_judgements(files: Iterable[Path]) -> Judgements:
    """Return what stands in files of JSON lines, packed by gzip or not.

    A line with ``text`` is a document (id, lang, text), one with ``q`` a query (lang,
    kind, q, relevant, ignore).  Raises ValueError for a line that is neither.
    """
    found = Judgements()
    for file in files:
        data = file.read_bytes()
        text = gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data
        for number, line in enumerate(text.decode().splitlines(), 1):
            try:
                row = json.loads(line)
                if "text" in row:
                    found.documents[row["lang"]][row["id"]] = row["text"]
                    continue
                judged = Judged(
                    row["lang"],
                    row["kind"],
                    row["q"],
                    frozenset(row["relevant"]),
                    frozenset(row.get("ignore", ())),
                )
            except (KeyError, TypeError, ValueError) as error:
                raise ValueError(f"{file}, line {number}: {error!r}") from error
            found.queries.append(judged)
    return found


def pairs(judgements: Judgements, language: str) -> list[Judged]:
    """Return queries of two inflected words, each with the document that has both.

    Those of the files (kind ``pair`` or ``two``); else one for each document that two
    queries of one inflected word should find, made of the two that find fewest.
    """
    if given := judgements.of(language, "pair", "two"):
        return given
    asking: dict[str, list[Judged]] = defaultdict(list)
    for query in judgements.of(language, "inflected"):
        for document in query.relevant:
            asking[document].append(query)
    made = {}
    for document in judgements.documents[language]:
        rarest = sorted(asking[document], key=lambda one: (len(one.relevant), one.text))
        texts = list(dict.fromkeys(one.text for one in rarest))[:2]
        if len(texts) == 2:
            made[tuple(texts)] = Judged(
                language, "pair", " ".join(texts), frozenset([document])
            )
    return list(made.values())


def typos(language: str, number: int = TYPOS) -> list[tuple[str, str]]:
    """Return words of the vocabulary, each with one slip and as it should be.

    Always the same for the same vocabulary.  A slip that makes another word of the
    vocabulary is none.
    """
    counted = Word.objects.filter(language=language, count__gt=0).order_by("form")
    forms = list(counted.values_list("form", flat=True))
    long = [form for form in forms if len(form) >= SHORTEST and form.isalpha()]
    random = Random(f"typos/{language}")  # noqa: S311 (the same slips each time)
    random.shuffle(long)
    known, made = set(forms), []
    letters = LETTERS + ("" if language == "en" else "åäö")
    for form in long[:number]:
        while (slip := slipped(form, letters, random)) in known:
            pass
        made.append((slip, form))
    return made


def slipped(word: str, letters: str, random: Random) -> str:
    """Return a word with a letter too many, missing, wrong, or in the next's place."""
    at = random.randrange(len(word) - 1)
    before, letter, after = word[:at], word[at], word[at + 1 :]
    wrong = random.choice([one for one in letters if one != letter])
    return random.choice(
        [
            before + after,
            before + wrong + letter + after,
            before + wrong + after,
            before + after[0] + letter + after[1:],
        ]
    )


def measured(
    judgements: Judgements, language: str, find: Find, correct: Callable[[str], str]
) -> dict[str, float]:
    """Return each measure of TARGETS that there are queries for, from 0 to 1.

    Recall is that of the whole list, the mean over the queries; precision is the share
    of what is right in the first ten, a query that finds nothing counting as 0.
    ``correct`` gives what a misspelt word is put right to.
    """
    figures = {}
    for name, kind in (
        ("inflected, recall", "inflected"),
        ("dictionary form, recall", "lemma"),
        ("compound member, recall", "part"),
    ):
        if queries := judgements.of(language, kind):
            lists = [(query, find(query.text, language)) for query in queries]
            figures[name] = mean(recall(query, found) for query, found in lists)
            if kind == "lemma":
                figures["dictionary form, precision"] = mean(
                    precision(query, found) for query, found in lists
                )
    if queries := pairs(judgements, language):
        figures["two inflected words, found"] = mean(
            recall(query, find(query.text, language)) for query in queries
        )
    if slips := typos(language):
        figures["typo, right word first"] = mean(
            float(correct(slip) == word) for slip, word in slips
        )
    return {name: figures[name] for name in TARGETS if name in figures}


def recall(query: Judged, found: list[str]) -> float:
    """Return the share of what should be found that is."""
    return len(query.relevant.intersection(found)) / len(query.relevant)


def precision(query: Judged, found: list[str]) -> float:
    """Return the share of the first ten that should be found; 0 for an empty list."""
    first = [one for one in found if one not in query.ignore][:FIRST]
    return len(query.relevant.intersection(first)) / len(first) if first else 0.0


def mean(values: Iterable[float]) -> float:
    """Return the mean of values, of which there is at least one."""
    some = list(values)
    return sum(some) / len(some)
