"""What a reader may have meant by a word that is not as it should be.

The vocabulary has the words that may be meant (``lexicon.vocabulary``).
"""

from collections.abc import Iterable
from math import log

from lexicon import analysis
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


def near(form: str) -> set[str]:
    """Return all, without dots, that somebody may have meant by a form.

    It differs in one letter (too many, missing, wrong, or changed places with the
    next) and in dots.  Numbers and the shortest words are meant as they are typed.
    """
    if len(form) < _SHORTEST or any(letter.isdigit() for letter in form):
        return set()
    plain = folded(form)
    letters = _LETTERS if plain.isascii() else "".join(sorted({*plain}))
    halves = [(plain[:at], plain[at:]) for at in range(len(plain) + 1)]
    found = {plain}
    for before, after in halves:
        found.update(before + letter + after for letter in letters)
        if after:
            found.add(before + after[1:])
            found.update(before + letter + after[1:] for letter in letters)
        if len(after) > 1:
            found.add(before + after[1] + after[0] + after[2:])
    return found


def ranked(form: str, candidates: Iterable[tuple[str, int]]) -> list[str]:
    """Return up to five of (word, count) that a form may mean, the likeliest first."""
    counts = dict(candidates)
    cost = {
        word: _distance(form, word) - _WEIGHT * log(counts[word]) for word in counts
    }
    return sorted(counts, key=lambda word: (cost[word], word))[:_MOST]


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
