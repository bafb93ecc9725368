"""The words of a segment as people edit them, and as wagtail-localize keeps them.

Kept are fragments of HTML with inline tags only.  In a text box the tags stay as they
are, line breaks are line breaks, and an ampersand is an ampersand.
"""

import re
from html import escape

from bs4 import BeautifulSoup
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from wagtail_localize.strings import StringValue

_BREAK = re.compile(r"<br\s*/?>")
_TAG = re.compile(r"(</?[a-z][^<>]*>)")
# A sign that begins no tag; and more tags than any paragraph has.  With many of them a
# parser takes minutes, or gives up.
_STRAY = re.compile(r"<(?!/?[a-zA-Z!][^<>]*>)")
_MOST_TAGS = 300
# In a box, only these three stand for a sign.
_PLAIN_AMPERSAND = re.compile(r"&(?!(?:lt|gt|amp);)")
_KEPT_AMPERSAND = re.compile(r"&amp;(?!(?:lt|gt|amp);)")


def to_box(data: str) -> str:
    """Return the words of a segment as a text box shows them."""
    if ("&" in data or "<" in data) and not _STRAY.search(data):
        data = str(BeautifulSoup(data, "html.parser"))
    text = _BREAK.sub("\n", data).replace("&gt;", ">")
    return _KEPT_AMPERSAND.sub("&", text)


def tidy(text: str) -> str:
    """Return what a browser sent, with one kind of line break and no edges.

    Nor with the one character that PostgreSQL does not keep.
    """
    text = text.replace("\x00", "")
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def from_box(text: str, *, breaks: bool) -> str:
    """Return the words of a box as they are kept.

    Where the original has no line break, a break is a space.  What is not valid is
    kept as it was written, so that nobody loses it; localize marks it as an error.
    """
    text = tidy(text)
    if text.count("<") + text.count("\n") * breaks > _MOST_TAGS:
        # No markup but letters, so that nothing of it is lost.
        return escape(text.replace("\n", " "), quote=False)
    text = text.replace("\n", "<br/>" if breaks else " ")
    escaped = _STRAY.sub("&lt;", _PLAIN_AMPERSAND.sub("&amp;", text))
    try:
        return StringValue.from_translated_html(escaped).data
    except ValueError:
        return text


def has_tags(data: str) -> bool:
    """Tell whether there is anything in the words that a translator has to keep."""
    return bool(_TAG.search(_BREAK.sub("", data)))


def without_tags(text: str) -> str:
    """Return the words of a box without its tags."""
    return _TAG.sub("", text)


def show(data: str) -> SafeString:
    """Return the words for reading: the text, with its tags as small signs."""
    pieces = _TAG.split(to_box(data))
    return format_html_join(
        "",
        "{}",
        (
            (
                format_html('<code class="translation-tag">{}</code>', piece)
                if number % 2
                else piece,
            )
            for number, piece in enumerate(pieces)
        ),
    )
