"""Numbers in what the memory offers, put in the place of those that stood there."""

import re

_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
_SAME = "0"


def without_numbers(text: str) -> str:
    """Return a text in which all numbers are the same."""
    return _NUMBER.sub(_SAME, text)


def renumbered(old: str, new: str, words: str) -> str | None:
    """Return the translation of ``old`` with the numbers of ``new``.

    None where nobody can know which number goes where: where the texts differ in more
    than numbers, or the translation writes the old ones otherwise.
    """
    if without_numbers(old) != without_numbers(new):
        return None
    instead = dict(zip(_NUMBER.findall(old), _NUMBER.findall(new), strict=True))
    pairs = list(zip(_NUMBER.findall(old), _NUMBER.findall(new), strict=True))
    if any(instead[before] != after for before, after in pairs):
        return None
    if sorted(_NUMBER.findall(words)) != sorted(_NUMBER.findall(old)):
        return None
    return _NUMBER.sub(lambda found: instead[found.group()], words)
