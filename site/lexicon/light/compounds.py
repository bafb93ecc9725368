"""Takes compounds apart, by what a language allows as their members."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Split:
    """A compound in two: what it begins with, and the form it ends with.

    ``start`` is the first member as it stands, ``heads`` are the dictionary forms it
    may be of; ``tail`` is the last member as it stands, with its ``lemmas``.
    """

    heads: list[str]
    start: str
    tail: str
    lemmas: list[str]

    @property
    def whole(self) -> list[str]:
        """Return the dictionary forms of the compound."""
        return [self.start + lemma for lemma in self.lemmas]


def split(
    word: str,
    heads_of: Callable[[str], list[str]],
    tail_of: Callable[[str], list[str]],
    shortest: int = 3,
) -> Split | None:
    """Return the most even way to take a word in two, or None if there is none."""
    best: Split | None = None
    best_length = 0
    for middle in range(shortest, len(word) - shortest + 1):
        length = min(middle, len(word) - middle)
        if length <= best_length:
            continue
        lemmas = tail_of(word[middle:])
        heads = heads_of(word[:middle]) if lemmas else []
        if heads:
            best = Split(heads, word[:middle], word[middle:], lemmas)
            best_length = length
    return best
