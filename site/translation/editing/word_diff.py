"""What changed between two wordings, word by word."""

import re
from difflib import SequenceMatcher

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

# A tag, a word or a sign, each with the space after it.
_WORD = re.compile(r"(?:</?[a-z][^<>]*>|\w+|[^\w\s])\s*")
# Texts of more words than these are not compared word by word: it takes the product of
# both, and far more where words come again and again.
_MOST_WORDS = 1_500


def word_diff(old: str, new: str) -> SafeString:
    """Return the new wording with what was taken away and put in marked as such.

    Both are texts as a box shows them.  Hidden words say the same to screen readers.
    """
    before, after = _WORD.findall(old), _WORD.findall(new)
    if max(len(before), len(after)) > _MOST_WORDS:
        operation = "equal" if before == after else "replace"
        pieces = _pieces(operation, old, new)
        return format_html_join("", "{}", ((piece,) for piece in pieces))
    matcher = SequenceMatcher(
        # The space after a word is not what changed.
        a=[word.rstrip() for word in before],
        b=[word.rstrip() for word in after],
        autojunk=False,
    )
    return format_html_join(
        "",
        "{}",
        (
            (piece,)
            for operation, i1, i2, j1, j2 in matcher.get_opcodes()
            for piece in _pieces(
                operation, "".join(before[i1:i2]), "".join(after[j1:j2])
            )
        ),
    )


def _pieces(operation: str, old: str, new: str) -> list[str]:
    if operation == "equal":
        return [new]
    pieces: list[str] = []
    if old:
        pieces.append(_mark("del", _("taken away:"), old))
    if old and new and not old[-1].isspace():
        pieces.append(" ")
    if new:
        pieces.append(_mark("ins", _("put in:"), new))
    return pieces


def _mark(tag: str, said: str, text: str) -> SafeString:
    stripped = text.rstrip()
    return format_html(
        '<{0}><span class="w-sr-only" lang="{1}">{2} </span>{3}</{0}>{4}',
        tag,
        get_language(),
        said,
        stripped,
        text[len(stripped) :],
    )
