"""Texts that guide the writer and must never reach a reader.

They stand in double square brackets.  Whatever stands in such brackets keeps a page
from being published, so a writer may leave notes in a draft in the same way.
"""

import re
from collections.abc import Iterator

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from articles.writing.findings import Check, Finding
from articles.writing.reading import Reading

_WORD = re.compile(r"\w")


def _guide(text: str) -> str:
    """Return the words of the first guiding text, or nothing.

    One of the two pairs is as good a sign as both, where any word stands beside it.
    Each character is looked at a few times only, however long the text.
    """
    for line in text.splitlines():
        _before, opened, inside = line.partition("[[")
        if opened and _WORD.search(inside):
            return inside.strip("[] ").partition("]]")[0]
        before, closed, _after = line.partition("]]")
        if closed and _WORD.search(before):
            return before.strip("[] ")
    return ""


def check(reading: Reading) -> Iterator[Finding]:
    """Yield the guiding texts that still stand."""
    for passage in reading.passages:
        if guide := _guide(passage.text):
            words = Truncator(guide).chars(60)
            yield Finding(
                Check.GUIDE,
                _("A guiding text still stands: “%(words)s”") % {"words": words},
                _("What stands in double square brackets is meant for the writer."),
                _("Write your own text in its place, or remove it."),
                passage.place,
                stops=True,
            )
