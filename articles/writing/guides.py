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

# One bracket pair left over is as good a sign as both.
_MARK = re.compile(r"\[\[.*?(?:\]\]|$)|^.*?\]\]", re.DOTALL | re.MULTILINE)


def check(reading: Reading) -> Iterator[Finding]:
    """Yield the guiding texts that still stand."""
    for passage in reading.passages:
        found = _MARK.search(passage.text)
        if found:
            words = Truncator(found[0].strip("[] \n")).chars(60)
            yield Finding(
                Check.GUIDE,
                _("A guiding text still stands: “%(words)s”") % {"words": words},
                _("What stands in double square brackets is meant for the writer."),
                _("Write your own text in its place, or remove it."),
                passage.place,
                stops=True,
            )
