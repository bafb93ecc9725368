"""From bytes to clean, numbered lines, and from lines to blocks.

Space inside numbers is kept as it came (U+00A0, U+2009, U+202F); every other space
becomes one ordinary space.  What copying a web page left behind, such as "(external
link)", is taken out of a line and kept beside it.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.importing.elements import NotAnArticle
from articles.importing.files.parts import Part
from articles.importing.marks import Mark
from articles.importing.vocabulary import (
    CONTACT_LEADS,
    KEYWORD_LABELS,
    READ_MORE,
    any_of,
)

BINARY = gettext_lazy("The file holds binary data, not a text in UTF-8.")
_BYTE_ORDER_MARKS = (b"\xff\xfe", b"\xfe\xff")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_LOOSE_SPACE = re.compile(r"(?<![0-9])\s|\s(?![0-9])|\t")
_WINDOW = r"(?:avautuu uuteen ikkunaan|öppnas i ett nytt fönster|opens in a new window)"
_RESIDUE = re.compile(
    rf" {{0,2}}\(?\b(?:(?:ulkoinen linkki|extern länk|external link)(?:, {_WINDOW})?"
    rf"|{_WINDOW})\b\)?",
    re.IGNORECASE,
)
_SPACE_BEFORE_STOP = re.compile(r"(?<=\w) +(?=[,.](?:\s|$))")
_SPACES_IN_SENTENCE = re.compile(r"(?<=[\w,;]) {2,}(?=\w)")
_BULLET = re.compile(r"^[•·▪◦‣*]\s*")
_DASH = re.compile(r"^(?:[–—]\s*|-\s+|-(?=[A-ZÅÄÖ]))")
_NUMBER = re.compile(r"^(\d{1,2})[.)]\s+")
_STARTS_BLOCK = re.compile(
    rf"^(?:{any_of(CONTACT_LEADS)}\b.{{0,160}}:.*|{any_of(KEYWORD_LABELS)}:?"
    rf"|{any_of(READ_MORE)}(?::.*)?)$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Line:
    """One source line: its 1-based number, clean text and what was taken out.

    ``part`` is what a Word file says of the paragraph, ``marks`` how its words look;
    a plain text knows neither.
    """

    number: int
    text: str
    blank_before: bool
    removed: tuple[str, ...] = ()
    lost_links: tuple[str, ...] = ()
    part: Part | None = None
    marks: tuple[Mark, ...] = ()

    @property
    def kind(self) -> str:
        """What the file says it is, "" where it says nothing."""
        return self.part.kind if self.part else ""


@dataclass(frozen=True)
class Block:
    """Lines that belong together; ``marker`` is "", "bullet", "dash" or "number"."""

    lines: tuple[Line, ...]
    marker: str = ""

    @property
    def numbers(self) -> tuple[int, ...]:
        """The source line numbers."""
        return tuple(line.number for line in self.lines)

    @property
    def text(self) -> str:
        """The clean text in one line, with its marker."""
        return " ".join(line.text for line in self.lines)

    @property
    def unmarked(self) -> str:
        """The clean text without its bullet, dash or number."""
        return strip_marker(self.text)

    @property
    def part(self) -> Part | None:
        """What a Word file says of it, None in a plain text."""
        return self.lines[0].part

    @property
    def kind(self) -> str:
        """What the file says it is, "" where it says nothing."""
        return self.lines[0].kind

    @property
    def marks(self) -> tuple[Mark, ...]:
        """How words of the whole text look."""
        found: list[Mark] = []
        before = ""
        for line in self.lines:
            found += [mark.after(before) for mark in line.marks]
            before += strip_marker(line.text) + " "
        return tuple(found)


def decode(data: bytes) -> str:
    """Return the text with LF line ends, or raise NotAnArticle saying what is wrong."""
    if not data.strip():
        raise NotAnArticle(_("The file is empty."))
    if data.startswith(_BYTE_ORDER_MARKS):
        raise NotAnArticle(
            _("The file is UTF-16 text; save it as UTF-8 and try again.")
        )
    if b"\x00" in data:
        raise NotAnArticle(BINARY)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise NotAnArticle(
            _("The file is not valid UTF-8 text: line %(n)s holds a broken character.")
            % {"n": line}
        ) from error
    return text.replace("\r\n", "\n").replace("\r", "\n")


def clean_lines(text: str) -> list[Line]:
    """Return the lines of a text that are not blank, cleaned and numbered."""
    if "\x00" in text:
        raise NotAnArticle(BINARY)
    if len(_CONTROL.findall(text)) > len(text) // 100:
        raise NotAnArticle(_("The text is mostly control characters, not an article."))
    lines: list[Line] = []
    blank = False
    for number, raw in enumerate(text.split("\n"), start=1):
        if is_blank(raw):
            blank = True
            continue
        lines.append(clean_line(raw, number, blank_before=blank and bool(lines)))
        blank = False
    return lines


def is_blank(raw: str) -> bool:
    """Tell whether a raw line shows nothing: spaces and invisible characters only."""
    return all(
        char.isspace() or unicodedata.category(char) in {"Cc", "Cf", "Zs"}
        for char in raw
    )


def clean_line(raw: str, number: int, *, blank_before: bool) -> Line:
    """Return one cleaned line with what was taken out and the signs of lost links."""
    text = unicodedata.normalize("NFC", raw)
    text = "".join(
        char for char in text if char == "\t" or unicodedata.category(char)[0] != "C"
    )
    text = _LOOSE_SPACE.sub(" ", text).strip()
    text = re.sub(" {3,}", "  ", text)
    lost = [_around(text, match.start()) for match in _RESIDUE.finditer(text)]
    removed = tuple(match[0].strip() for match in _RESIDUE.finditer(text))
    if removed and _RESIDUE.fullmatch(text):
        removed, lost = (), []
    else:
        text = _RESIDUE.sub("", text).strip()
    for sign in (_SPACE_BEFORE_STOP, _SPACES_IN_SENTENCE):
        lost += [_around(text, match.start()) for match in sign.finditer(text)]
    text = re.sub(" {2,}", " ", _SPACE_BEFORE_STOP.sub("", text))
    return Line(number, text, blank_before, removed, tuple(lost))


def _around(text: str, position: int) -> str:
    """Return up to four words before and three after a position."""
    before = text[:position][-120:].split()[-4:]
    after = text[position:][:120].split()[:4]
    return " ".join([*before, *after])


def marker_of(text: str) -> str:
    """Return how a line is marked: "bullet", "dash", "number" or "" ."""
    if _BULLET.match(text):
        return "bullet"
    if _DASH.match(text):
        return "dash"
    return "number" if _NUMBER.match(text) else ""


def strip_marker(text: str) -> str:
    """Return a text without its bullet, dash or number."""
    for pattern in (_BULLET, _DASH, _NUMBER):
        if pattern.match(text):
            return pattern.sub("", text, count=1)
    return text


def item_number(text: str) -> int:
    """Return the number a numbered item starts with, 0 for any other text."""
    match = _NUMBER.match(text)
    return int(match[1]) if match else 0


def one_line_paragraphs(lines: Iterable[Line]) -> bool:
    """Tell whether the text has at most one blank line: each line is a paragraph."""
    return sum(line.blank_before for line in lines) <= 1


def blocks_of(lines: Sequence[Line], *, split_all: bool) -> list[Block]:
    """Return the blocks of some lines, split on blank lines or on every line.

    A marked line and a line that starts a contact, keywords or links always starts
    a block of its own.
    """
    groups: list[tuple[str, list[Line]]] = []
    for line in lines:
        marker = marker_of(line.text)
        last = groups[-1][1][-1] if groups else None
        if last and line.part and line.part is last.part and line.kind:
            # A heading or an item may run over several lines.
            groups[-1][1].append(line)
            continue
        new = (
            not groups
            or split_all
            or line.blank_before
            or bool(marker)
            or bool(_STARTS_BLOCK.match(line.text))
            or (groups[-1][0] and not line.text[0].islower())
        )
        if new:
            groups.append((marker, [line]))
        else:
            groups[-1][1].append(line)
    return [Block(tuple(members), marker) for marker, members in groups]
