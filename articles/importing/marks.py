"""How words look and where they lead: marks on a text that was cleaned since.

A mark names its words and which of their occurrences it means, so that it holds when
spaces are taken out and when a text becomes part of a longer one.
"""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from articles.importing.files.parts import Run

_ADDRESSES = ("https://", "http://", "mailto:", "tel:")


@dataclass(frozen=True)
class Mark:
    """Words of a text, from 0 the how-manieth of the same, and what they are."""

    words: str
    nth: int
    bold: bool = False
    italic: bool = False
    href: str = ""

    def after(self, text: str) -> "Mark":
        """Return the mark when its text stands behind another."""
        return replace(self, nth=self.nth + text.count(self.words))

    def as_data(self) -> dict[str, Any]:
        """Return the mark as plain values."""
        return asdict(self)


def mark_of(data: Mapping[str, Any]) -> Mark:
    """Return the mark of plain values."""
    return Mark(**data)


def clean(text: str) -> str:
    """Return a text as lines are cleaned: one space between words, NFC."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def is_address(href: str) -> bool:
    """Tell whether a link may be kept: to the web, an e-mail address or a phone."""
    return href.lower().startswith(_ADDRESSES)


def marks_of(runs: Sequence[Run], text: str) -> tuple[Mark, ...]:
    """Return the marks of the words of some runs in the clean text of their line.

    Bold or italic that covers the whole line is a look and no stress.
    """
    shown = [run for run in runs if run.text.strip()]
    all_bold = all(run.bold for run in shown)
    all_italic = all(run.italic for run in shown)
    found, before = [], ""
    for run in runs:
        words = clean(run.text)
        mark = Mark(
            words,
            clean(before).count(words) if words else 0,
            run.bold and not all_bold,
            run.italic and not all_italic,
            run.href if is_address(run.href) else "",
        )
        if words and words in text and (mark.bold or mark.italic or mark.href):
            found.append(mark)
        before += run.text
    return tuple(found)


def spans(text: str, marks: Iterable[Mark]) -> list[tuple[int, int, Mark]]:
    """Return where the words of each mark begin and end in a text.

    An occurrence that is not there any more is the last there is; words that are not
    there at all have no span.
    """
    found = []
    for mark in marks:
        start = -1
        for _occurrence in range(mark.nth + 1):
            following = text.find(mark.words, start + 1)
            if following < 0:
                break
            start = following
        if start >= 0:
            found.append((start, start + len(mark.words), mark))
    return found
