"""What a reader may have meant by a word that is not as it should be."""

from collections import defaultdict
from collections.abc import Iterable
from math import log

from lexicon import analysis
from lexicon.models import Word
from lexicon.words import folded

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
# Shorter words have too many neighbours, and numbers are typed as they are meant.
_SHORTEST = 3
_MOST = 5
# What a word gains by being e times as common as another, in letters.
_WEIGHT = 0.05


def is_known(form: str, language: str) -> bool:
    """Return whether the dictionary of a language knows a form."""
    return analysis.in_dictionary(form, language)


def corrections(form: str, language: str) -> list[str]:
    """Return up to five words of readable entries that a form may mean, best first.

    They differ from it in one letter (too many, missing, wrong, or changed places with
    the next) and in dots.  For a form that the readable entries hold themselves, they
    differ in dots alone.
    """
    return corrections_of([form], language)[form]


def corrections_of(forms: Iterable[str], language: str) -> dict[str, list[str]]:
    """Return the corrections of each form, by one query."""
    wanted = {form: edits(folded(form)) if _may_err(form) else set() for form in forms}
    alike: dict[str, list[tuple[str, int]]] = defaultdict(list)
    every = set().union(*wanted.values())
    if every:
        rows = Word.objects.filter(language=language, folded__in=every, count__gt=0)
        for plain, form, count in rows.values_list("folded", "form", "count"):
            alike[plain].append((form, count))
    return {
        form: ranked(form, [one for plain in near for one in alike[plain]])
        for form, near in wanted.items()
    }


def edits(plain: str) -> set[str]:
    """Return a folded word and all that differ from it by one letter."""
    letters = _LETTERS if plain.isascii() else "".join(sorted({*plain}))
    halves = [(plain[:at], plain[at:]) for at in range(len(plain) + 1)]
    near = {plain}
    for before, after in halves:
        near.update(before + letter + after for letter in letters)
        if after:
            near.add(before + after[1:])
            near.update(before + letter + after[1:] for letter in letters)
        if len(after) > 1:
            near.add(before + after[1] + after[0] + after[2:])
    return near


def ranked(form: str, candidates: Iterable[tuple[str, int]]) -> list[str]:
    """Return the likeliest of (word, count) first; see ``corrections``."""
    near = dict(candidates)
    if form in near:
        plain = folded(form)
        near = {word: near[word] for word in near if folded(word) == plain}
        near.pop(form)
    cost = {word: _distance(form, word) - _WEIGHT * log(near[word]) for word in near}
    return sorted(near, key=lambda word: (cost[word], word))[:_MOST]


def _may_err(form: str) -> bool:
    return len(form) >= _SHORTEST and not any(letter.isdigit() for letter in form)


def _distance(typed: str, meant: str) -> float:
    """Return how far what was typed is from a word, in letters.

    Slips that are made most often count least: dots left out, a doubled letter written
    once or the other way round, two letters in each other's place.
    """
    rows = [[float(at) for at in range(len(meant) + 1)]]
    for i, one in enumerate(typed, 1):
        row = [float(i)]
        for j, other in enumerate(meant, 1):
            missing = 0.6 if j > 1 and meant[j - 2] == other else 0.75
            extra = 0.6 if i > 1 and typed[i - 2] == one else 1.0
            best = min(
                rows[i - 1][j - 1] + _exchange(one, other),
                rows[i - 1][j] + extra,
                row[j - 1] + missing,
            )
            if i > 1 and j > 1 and one == meant[j - 2] and typed[i - 2] == other:
                best = min(best, rows[i - 2][j - 2] + 0.7)
            row.append(best)
        rows.append(row)
    # The first letter is seldom the wrong one.
    return rows[-1][-1] + (0.2 if typed[:1] != meant[:1] else 0.0)


def _exchange(one: str, other: str) -> float:
    if one == other:
        return 0.0
    if folded(one) == folded(other):
        return 0.2
    return 0.8 if {one, other} <= _VOWELS else 1.0


_VOWELS = frozenset("aeiouyåäö")
