"""What stands after the last paragraph, known by its words and not by its order."""

import re
from collections.abc import Sequence

from articles.importing.contacts import split_lead_in
from articles.importing.normalise import Block
from articles.importing.vocabulary import (
    AREA_LINES,
    FUNDING,
    KEYWORD_LABELS,
    READ_MORE,
    any_of,
    whole_line,
)

TOPIC_WORDS = 4
_KEYWORDS = re.compile(
    rf"^(?P<label>{any_of(KEYWORD_LABELS)}) ?:? ?(?P<rest>.*)$", re.IGNORECASE
)
_FUNDING = re.compile(any_of(FUNDING), re.IGNORECASE)
_SERIES = re.compile(
    r"^(?:Tämä artikkeli on osa (?P<fi>.{2,80}?) ?-(?:artikkeli)?sarjaa"
    r"|Denna artikel ingår i (?:artikel)?serien (?P<sv>.{2,80}?)(?= ?[,.]|$)"
    r"|This article is part of the (?P<en>.{2,80}?)(?: article)? series)",
    re.IGNORECASE,
)
_AREA = whole_line(AREA_LINES)
_READ_MORE = whole_line(READ_MORE, ":?")
_RUN_TOGETHER = re.compile(r"(?<=[a-zåäö])(?=[A-ZÅÄÖ])")
_KNOWN_NAMES = ("HelloEspoo", "InfoFinland")


def read_series(text: str) -> tuple[str, str] | None:
    """Return the name of the series and its intro, None for any other paragraph.

    The intro is what follows the first sentence, the whole text if that is all.
    """
    match = _SERIES.match(text)
    if not match:
        return None
    name = next(group for group in match.groups() if group)
    _, _, after = text[match.end() :].partition(". ")
    return name.strip(" ”“\"'"), after.strip() or text


def is_funding(text: str) -> bool:
    """Tell whether a paragraph of the tail says who finances."""
    return bool(_FUNDING.search(text[:2000]))


def is_area(text: str) -> bool:
    """Tell whether a line is the district a text is filed under."""
    return bool(_AREA.match(text))


def read_keywords(
    blocks: Sequence[Block], start: int
) -> tuple[str, list[str], int] | None:
    """Return label, keywords and the index of the next block; None if none begin."""
    first = blocks[start]
    match = _KEYWORDS.match(first.lines[0].text)
    if not match or (match["rest"] and ":" not in first.lines[0].text[:20]):
        return None
    lists = [match["rest"], *(line.text for line in first.lines[1:])]
    position = start + 1
    if not any(lists) and position < len(blocks):
        marked = blocks[position].marker
        while position < len(blocks):
            lists.append(blocks[position].unmarked)
            position += 1
            if not marked or position == len(blocks) or not blocks[position].marker:
                break
    keywords = [keyword for text in lists for keyword in split_keywords(text)]
    if not keywords or any(len(keyword) > 80 for keyword in keywords):
        return None
    return match["label"], keywords, position


def split_keywords(text: str) -> list[str]:
    """Return the keywords of a comma list or of words run together."""
    if "," in text or ";" in text:
        parts = re.split("[,;]", text)
    else:
        parts = []
        for piece in re.split(f"({'|'.join(_KNOWN_NAMES)})", text):
            parts += [piece] if piece in _KNOWN_NAMES else _RUN_TOGETHER.split(piece)
    return [part.strip(" .") for part in parts if part.strip(" .")]


def are_topics(blocks: Sequence[Block], start: int, end: int) -> bool:
    """Tell whether the bullets from a block to another are topics, not a list.

    Topics stand after the last paragraph, in at most four words without a full stop;
    bullets under a line that ends with a colon are a list.
    """
    if start and blocks[start - 1].text.endswith(":"):
        return False
    return all(_is_topic(block) for block in blocks[start:end])


def tail_start(blocks: Sequence[Block]) -> int:
    """Return the index of the first block after the last that is surely body."""
    start = len(blocks)
    while start > 1 and _in_tail(blocks, start - 1):
        start -= 1
    return start


def _is_topic(block: Block) -> bool:
    text = block.unmarked
    return (
        block.marker == "bullet"
        and len(text.split()) <= TOPIC_WORDS
        and not text.endswith(".")
    )


def _in_tail(blocks: Sequence[Block], index: int) -> bool:
    block = blocks[index]
    before = blocks[index - 1].lines[0].text
    first = block.lines[0].text
    return (
        _is_topic(block)
        or is_area(block.text)
        or bool(read_series(block.text))
        or is_funding(block.text)
        or bool(split_lead_in(first)[0])
        or "@" in block.text[-200:]
        or bool(_KEYWORDS.match(first) and len(first) < 120)
        or bool(_KEYWORDS.match(before) and len(before) < 20)
        or bool(_READ_MORE.match(first) or _READ_MORE.match(before))
        or len(block.text.split()) <= 8
    )
