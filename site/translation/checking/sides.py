"""One side of a segment: its plain words, its tags, and its facts taken one by one."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from html import unescape

_BREAK = re.compile(r"<br\s*/?>")
_TAG = re.compile(r"</?([a-z]+)([^<>]*)>")
_ID = re.compile(r"""\bid=["']([^"']+)["']""")
_NOT_SEEN = dict.fromkeys(map(ord, "\u00ad\u200b\ufeff"))


@dataclass(frozen=True)
class Side:
    """The words of a segment as wagtail-localize keeps them, and their language."""

    data: str
    language: str

    @cached_property
    def text(self) -> str:
        """The words without tags, a line break for each ``<br/>``."""
        words = _TAG.sub("", _BREAK.sub("\n", self.data))
        return unescape(words).translate(_NOT_SEEN)

    @cached_property
    def links(self) -> tuple[str, ...]:
        """The names of the links, in order."""
        return tuple(
            found[1]
            for tag in _TAG.finditer(self.data)
            if tag[1] == "a" and (found := _ID.search(tag[2]))
        )

    @cached_property
    def tags(self) -> frozenset[str]:
        """The names of all other tags, such as b."""
        return frozenset(tag[1] for tag in _TAG.finditer(_BREAK.sub("", self.data))) - {
            "a"
        }


def blank(text: str, places: Iterable[tuple[int, int]]) -> str:
    """Return the text with a sign of no meaning at each place, as long as before."""
    pieces, last = [], 0
    for start, end in sorted(places):
        start = max(start, last)
        if start < end:
            pieces += [text[last:start], "\x00" * (end - start)]
            last = end
    return "".join([*pieces, text[last:]])
