"""The inline tags of a segment: which there are, and whether they are the original's.

wagtail-localize keeps words as HTML with a few inline tags; only links have a name
(``<a id="a1">``).  Other programs see each tag as a code that they must keep.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from wagtail_localize.strings import INLINE_TAGS

# Word makes curly quotation marks of straight ones.
_TAG = re.compile(
    rf"<(?P<close>/?)(?P<name>{'|'.join(sorted(INLINE_TAGS, key=len, reverse=True))})"
    r"(?:\s+id\s*=\s*[\"'”“’‘»«]?(?P<id>[\w-]{1,40})[\"'”“’‘»«]?)?\s*/?>",
    re.IGNORECASE,
)
# What a program that reads HTML would take for a tag, a comment or a declaration.
_LIKE_A_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<[!?/][^<>]*>?")
_ANY_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
DEEPEST = 20


class WrongTags(ValueError):
    """Tags that do not close, stand in each other wrongly, or are no inline tags."""


@dataclass(frozen=True)
class Tag:
    """A tag as it stands in the words.  ``id`` is the name of a link, or ""."""

    name: str
    id: str
    closes: bool


def pieces(words: str) -> Iterator[str | Tag]:
    """Yield the text, its characters unescaped, and the tags of kept words, in order.

    Raises WrongTags for anything else that looks like a tag.
    """
    place = 0
    for found in _TAG.finditer(words):
        if found.start() > place:
            yield _text(words[place : found.start()])
        yield Tag(found["name"].lower(), found["id"] or "", bool(found["close"]))
        place = found.end()
    if place < len(words):
        yield _text(words[place:])


def _text(text: str) -> str:
    if _LIKE_A_TAG.search(text):
        raise WrongTags
    return unescape(text)


def tags_of(words: str) -> Counter[tuple[str, str]]:
    """Return how often each tag stands in the words; line breaks are not counted.

    Raises WrongTags where they are not nested as HTML is.
    """
    found: Counter[tuple[str, str]] = Counter()
    open_tags: list[str] = []
    for piece in pieces(words):
        if isinstance(piece, str) or piece.name == "br":
            continue
        if not piece.closes:
            open_tags.append(piece.name)
            found[piece.name, piece.id] += 1
            if len(open_tags) > DEEPEST:
                raise WrongTags
        elif not open_tags or open_tags.pop() != piece.name:
            raise WrongTags
    if open_tags:
        raise WrongTags
    return found


def tidy_tags(words: str) -> str:
    """Return the words with each inline tag as wagtail-localize writes it."""

    def tidy(found: re.Match[str]) -> str:
        name, named = found["name"].lower(), found["id"]
        if found["close"]:
            return f"</{name}>"
        if name == "br":
            return "<br/>"
        return f'<{name} id="{named}">' if named else f"<{name}>"

    return _TAG.sub(tidy, words)


def text_of(words: str) -> str:
    """Return the words as text, without their tags and with single spaces.

    For comparing and counting: it takes any input, however wrong.
    """
    return " ".join(unescape(_ANY_TAG.sub("", words)).split())


def shows_tags(words: str) -> bool:
    """Tell whether readers would see something like a tag: one written as text."""
    return bool(_LIKE_A_TAG.search(text_of(words)))


def has_breaks(words: str) -> bool:
    """Tell whether there are line breaks in the words."""
    return "<br" in words
