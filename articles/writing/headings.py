"""Headings: their order, and that something stands below each (WCAG 2.2, 1.3.1)."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from bs4 import BeautifulSoup
from django.utils.translation import gettext as _

from articles.writing.findings import Check, Finding
from articles.writing.reading import Reading, blocks_of, place_of, words_of

# A bold paragraph of so few words, with no full stop, stands there as a heading.
_WORDS_OF_A_HEADING = 10


def check(reading: Reading) -> Iterator[Finding]:
    """Yield headings in the wrong order or above nothing, and bold text for one."""
    page = reading.page
    for name, group in groupby(blocks_of(page), key=lambda one: one[0]):
        blocks = [block for _name, block in group]
        met_main = False
        for block, following in zip(blocks, [*blocks[1:], None], strict=True):
            place = place_of(page, name, block)
            if block.block_type == "paragraph":
                for words in _faked(block.value.source):
                    yield Finding(
                        Check.HEADING,
                        _("“%(words)s” looks like a heading and is none.")
                        % {"words": words},
                        _("Who listens to the page moves from heading to heading."),
                        _("Make it a heading block."),
                        place,
                    )
            if block.block_type != "heading":
                continue
            level, text = block.value["level"], block.value["text"]
            if level == "h3" and not met_main:
                yield Finding(
                    Check.HEADING,
                    _("The subheading “%(text)s” has no heading above it.")
                    % {"text": text},
                    _("A level that is left out sounds as if something were missing."),
                    _("Make it a heading, or put a heading above it."),
                    place,
                )
            met_main = met_main or level == "h2"
            if _is_empty(level, following):
                yield Finding(
                    Check.HEADING,
                    _("Nothing stands below the heading “%(text)s”.") % {"text": text},
                    _("A heading promises a text."),
                    _("Write the text, or remove the heading."),
                    place,
                )


def _is_empty(level: str, following: Any) -> bool:
    if following is None:
        return True
    if following.block_type != "heading":
        return False
    # A subheading right below a heading is part of it.
    return not (level == "h2" and following.value["level"] == "h3")


def _faked(html: str) -> Iterator[str]:
    for part in BeautifulSoup(html, "html.parser").find_all("p"):
        text = part.get_text().strip()
        bold = "".join(one.get_text() for one in part.find_all(["b", "strong"])).strip()
        is_short = 0 < len(words_of(text)) <= _WORDS_OF_A_HEADING
        if is_short and bold == text and not text.endswith((".", "!", ":", ",")):
            yield text
