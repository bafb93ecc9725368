"""Related links under "read more", and host names that lack their address."""

import re
from collections.abc import Sequence

from articles.importing.normalise import Block, Line, strip_marker
from articles.importing.vocabulary import READ_MORE, any_of

_LABEL = re.compile(rf"^{any_of(READ_MORE)}(?: [^\s:]+){{0,4}}$", re.IGNORECASE)
_URL = re.compile(r"https?://[^\s<>]+[^\s<>.,;)]", re.IGNORECASE)
_HOST = re.compile(r"^(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_]{2,24}$")
_LINK_WORDS = 14


def read_links(
    blocks: Sequence[Block], start: int
) -> tuple[str, list[dict[str, str]], int] | None:
    """Return title, links and the index of the next block; None if no links begin.

    Each link has ``text`` and ``url`` ("" where the copy lost it); a line that is a
    host name also has ``proposed_url``.
    """
    first = blocks[start]
    head, colon, rest = first.lines[0].text.partition(":")
    title = head.strip()
    if not _LABEL.match(title) or (
        not colon and not re.fullmatch(any_of(READ_MORE), title, re.IGNORECASE)
    ):
        return None
    lines = [first.lines[0]] if rest.strip() else []
    lines += first.lines[1:]
    position = start + 1
    if not lines:
        while position < len(blocks) and _is_link_block(blocks, position):
            lines += blocks[position].lines
            position += 1
            if len(blocks[position - 1].lines) > 1:
                break
    texts = {line: line.text for line in lines}
    if rest.strip():
        texts[first.lines[0]] = rest.strip()
    if not texts or not all(map(_is_link_line, texts.values())):
        return None
    return (
        title,
        [_link(strip_marker(text), line) for line, text in texts.items()],
        position,
    )


def _is_link_line(text: str) -> bool:
    return len(text.split()) <= _LINK_WORDS and (
        not text.endswith((".", ":", "!", "?")) or bool(_URL.search(text))
    )


def _is_link_block(blocks: Sequence[Block], position: int) -> bool:
    """Tell whether a block is links below the label, not the next part of the text."""
    block = blocks[position]
    if block.kind not in ("", "item"):
        return False
    return all(_is_link_line(line.text) for line in block.lines)


def _link(text: str, line: Line) -> dict[str, str]:
    known = next((mark for mark in line.marks if mark.href.startswith("http")), None)
    if known:
        # The words are the link's, the address is what the file says.
        return {"text": text, "url": known.href}
    match = _URL.search(text)
    if match:
        words = (text[: match.start()] + text[match.end() :]).strip(" :()-–,.")
        return {"text": words or match[0], "url": match[0]}
    link = {"text": text, "url": ""}
    if _HOST.match(text):
        link["proposed_url"] = "https://" + text.lower()
    return link
