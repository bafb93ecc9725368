"""Lines that are headings: one short line, no final stop, followed by prose."""

import re

from articles.importing.normalise import Block
from articles.importing.phones import find_phones
from articles.importing.quotes import opens_with_mark
from articles.importing.vocabulary import PREPOSITIONS

MAX_WORDS = 14
MAX_LENGTH = 110
_ADDRESS = re.compile(r"@|https?://|\bwww\.", re.IGNORECASE)
_EVENT = re.compile(r"^(?:Aika|Paikka|Tid|Plats|Time|Place|Date):", re.IGNORECASE)
_FINAL = tuple('.!:;,…”“"»’–—-')


def has_heading_form(block: Block, language: str) -> bool:
    """Tell whether a block could be a heading by its own form.

    A host name does not disqualify it ("Example.org opens its doors"), an address
    with ``http://``, ``www.`` or ``@`` and a telephone number do.
    """
    text = block.text
    words = [word for word in text.split() if any(map(str.isalnum, word))]
    return (
        len(block.lines) == 1
        and not block.marker
        and 2 <= len(words) <= MAX_WORDS
        and len(text) <= MAX_LENGTH
        and (text[0].isupper() or text[0].isdigit())
        and not text.endswith(_FINAL)
        and words[-1].casefold() not in PREPOSITIONS.get(language, ())
        and not _ADDRESS.search(text)
        and not _EVENT.match(text)
        and not find_phones(text)
    )


def is_prose(block: Block) -> bool:
    """Tell whether a block reads on below a heading: sentences, a list or a quote."""
    return (
        bool(block.marker)
        or opens_with_mark(block.text)
        or len(block.text.split()) > MAX_WORDS
        or block.text.endswith((".", "!", "?", ":", "…", ")"))
    )


def heading_confidence(block: Block, following: Block | None, language: str) -> float:
    """Return how surely a block is a heading above ``following``; 0 if it is none."""
    if following is None or not has_heading_form(block, language):
        return 0.0
    if not is_prose(following):
        return 0.0
    return 0.6 if opens_with_mark(following.text) else 0.9
