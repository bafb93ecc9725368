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

# One of the two pairs is as good a sign as both, where any word stands beside it.
_MARKS = [
    re.compile(r"\[\[[^\w\n]*\w.*?(?:\]\]|$)", re.M),
    re.compile(r"^.*?\w.*?\]\]", re.M),
]


def check(reading: Reading) -> Iterator[Finding]:
    """Yield the guiding texts that still stand."""
    for passage in reading.passages:
        found = [mark.search(passage.text) for mark in _MARKS]
        if mark := next(filter(None, found), None):
            words = Truncator(mark[0].strip("[] ")).chars(60)
            yield Finding(
                Check.GUIDE,
                _("A guiding text still stands: “%(words)s”") % {"words": words},
                _("What stands in double square brackets is meant for the writer."),
                _("Write your own text in its place, or remove it."),
                passage.place,
                stops=True,
            )
