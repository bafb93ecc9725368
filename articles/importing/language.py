"""Which language a text, or one block of it, is written in.

Labels, share and skip links count three points each, the form of the date two; stop
words share out eight points; letters that only Swedish has add one.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from articles.importing.dates import date_language
from articles.importing.normalise import Line, strip_marker
from articles.importing.vocabulary import (
    CONTACT_LEADS,
    KEYWORD_LABELS,
    LANGUAGES,
    READ_MORE,
    SHARE_LINKS,
    SKIP_LINKS,
    STOP_WORDS,
    TYPE_LABELS,
)

LABEL_POINTS = 3
DATE_POINTS = 2
STOP_WORD_POINTS = 8
STOP_WORD_WEIGHTS = {"fi": 2, "sv": 1, "en": 1}  # Finnish has few of them
SAMPLE_WORDS = 5000

_WORD = re.compile(r"[^\W\d_]+")
_LABELS = [
    (
        language,
        re.compile(rf"^(?:{patterns[language]}){end}", re.IGNORECASE),
    )
    for patterns, end in (
        (SKIP_LINKS, "$"),
        (SHARE_LINKS, "$"),
        (TYPE_LABELS, "$"),
        (KEYWORD_LABELS, ":?$"),
        (READ_MORE, r"\b"),
        (CONTACT_LEADS, r"\b"),
    )
    for language in LANGUAGES
]


def words_of(text: str) -> list[str]:
    """Return the words of a text in lower case, without numbers and signs."""
    return [word.casefold() for word in _WORD.findall(text)]


def score_languages(lines: Sequence[Line]) -> dict[str, float]:
    """Return the points of each language for a whole text."""
    scores: Counter[str] = Counter(dict.fromkeys(LANGUAGES, 0))
    seen: set[tuple[str, re.Pattern[str]]] = set()
    for line in lines:
        text = strip_marker(line.text)
        if len(text) > 300:
            continue
        for label in _LABELS:
            if label not in seen and label[1].match(text):
                seen.add(label)
                scores[label[0]] += LABEL_POINTS
    for language in {date_language(line.text) for line in lines} - {None}:
        scores[str(language)] += DATE_POINTS
    points: dict[str, float] = dict(scores)
    sample = _sample(lines)
    counts = _stop_words(sample)
    for language in LANGUAGES:
        if counts.total():
            points[language] += STOP_WORD_POINTS * counts[language] / counts.total()
    letters = "".join(sample)
    if "å" in letters and "yy" not in letters and "ää" not in letters:
        points["sv"] += 1
    return {language: round(points[language], 2) for language in LANGUAGES}


def best_language(scores: dict[str, float]) -> tuple[str, bool]:
    """Return the language with most points, and whether it is well ahead."""
    ranked = sorted(LANGUAGES, key=lambda language: -scores[language])
    first, second = scores[ranked[0]], scores[ranked[1]]
    return ranked[0], first > 0 and second <= 0.6 * first


def foreign_language(text: str, language: str) -> str | None:
    """Return the language of a block if it is surely not ``language``, else None."""
    counts = _stop_words(words_of(text[:5000]))
    found, hits = max(counts.items(), key=lambda pair: pair[1], default=("", 0))
    if found != language and hits >= 4 and hits >= 4 * counts[language]:
        return found
    return None


def _sample(lines: Iterable[Line]) -> list[str]:
    """Return the first words of a text, enough to tell its language."""
    sample: list[str] = []
    for line in lines:
        sample += words_of(line.text[:20_000])
        if len(sample) > SAMPLE_WORDS:
            break
    return sample


def _stop_words(words: Iterable[str]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for word in words:
        for language in LANGUAGES:
            if word in STOP_WORDS[language]:
                counts[language] += STOP_WORD_WEIGHTS[language]
    return counts
