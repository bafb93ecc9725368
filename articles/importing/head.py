"""The head of a text: from a skip link to the line before the lead.

Order: skip link, type label, title, subtitle, publisher or share links, date line,
byline, alt text, caption and credit; each may lack but the title.
"""

import re
from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from articles.importing.dates import DateLine, read_byline, read_date_line
from articles.importing.elements import Element, NotAnArticle
from articles.importing.figures import (
    Figure,
    add_caption,
    add_figure,
    add_picture,
    read_figure,
)
from articles.importing.findings import Findings
from articles.importing.normalise import Line, marker_of, strip_marker
from articles.importing.vocabulary import (
    PREPOSITIONS,
    PUBLISHERS,
    SHARE_LINKS,
    SKIP_LINKS,
    TYPE_LABELS,
    whole_line,
)

MAX_TITLE_LENGTH = 255
MAX_SUBTITLE_WORDS = 16
SHARE_LINES = 10
SKIP_LINES = 3
# A file's own title stands among its first lines, or it is none.
TITLE_LINES = 8
# What a file says is no line of the head but the title.
_NOT_HEAD = ("heading", "quote", "table")

_SKIP = whole_line(SKIP_LINKS)
_SHARE = whole_line(SHARE_LINKS)
_TYPE = whole_line(TYPE_LABELS)
_PUBLISHER = re.compile(
    rf"^(?:(?:{'|'.join(PUBLISHERS.values())}) ?[-–,]? ?){{1,9}}$", re.IGNORECASE
)


class HeadReader:
    """Reads the head of some lines into findings."""

    def __init__(
        self, lines: Sequence[Line], found: Findings, language: str, now: datetime
    ) -> None:
        self.lines = lines
        self.found = found
        self.language = language
        self.now = now

    def read(self) -> int:
        """Return the index of the first line after the head."""
        title = self._known_title()
        index = 0
        while index < len(self.lines) and index != title:
            if not self._read_any(index):
                if title is None:
                    break
                line = self.lines[index]
                self.found.add("type_label", [line], line.text, 0.5)
            index += 1
        if index == len(self.lines):
            raise NotAnArticle(_("The text has no title."))
        index = self._read_title(index)
        if index < len(self.lines) and self._is_subtitle(index):
            line = self.lines[index]
            self.found.add("subtitle", [line], line.text, 0.8)
            index += 1
        while index < len(self.lines) and (
            self._read_any(index) or self._read_below_title(index)
        ):
            index += 1
        return index

    def _known_title(self) -> int | None:
        """Return where the file says the title is; None where it does not say.

        A paragraph of the style for titles, else the only heading of the first level.
        """
        for index, line in enumerate(self.lines[:TITLE_LINES]):
            if line.kind == "title":
                return index
        first = [
            index
            for index, line in enumerate(self.lines)
            if line.kind == "heading" and line.part and line.part.level == 1
        ]
        parts = {id(self.lines[index].part) for index in first}
        return first[0] if len(parts) == 1 and first[0] < TITLE_LINES else None

    def _read_title(self, index: int) -> int:
        """File the title; return the index of the line after it."""
        lines = [self.lines[index]]
        while (
            lines[0].kind
            and index + len(lines) < len(self.lines)
            and self.lines[index + len(lines)].part is lines[0].part
        ):
            lines.append(self.lines[index + len(lines)])
        text = " ".join(line.text for line in lines)
        if len(text) > MAX_TITLE_LENGTH:
            raise NotAnArticle(
                _(
                    "The text does not begin with a title: its first line is "
                    "%(n)s characters long."
                )
                % {"n": len(text)}
            )
        title = self.found.add("title", lines, text, 0.95)
        last_word = text.split()[-1].casefold()
        if (
            text[0].islower()
            or text.endswith(("…", "..."))
            or last_word in PREPOSITIONS[self.language]
        ):
            self.found.doubt("title-cut", _("The title may be cut."), title)
        return index + len(lines)

    def _is_subtitle(self, index: int) -> bool:
        """Tell whether the line under the title is one more line of the head."""
        line = self.lines[index]
        if line.kind:
            return line.kind == "subtitle"
        return (
            not self._is_head_line(line, index)
            and not marker_of(line.text)
            and 2 <= len(line.text.split()) <= MAX_SUBTITLE_WORDS
            and not line.text.endswith((".", ":", "!", "?"))
            and index + 1 < len(self.lines)
        )

    def _is_head_line(self, line: Line, index: int) -> bool:
        bare = strip_marker(line.text)
        return bool(
            (index < SHARE_LINES and _SHARE.match(bare))
            or _TYPE.match(bare)
            or _PUBLISHER.match(bare)
            or read_date_line(line.text)
            or read_byline(line.text)
            or read_figure(line.text)
        )

    def _read_any(self, index: int) -> bool:
        """File a line that may stand above or below the title; False if it is none."""
        line = self.lines[index]
        bare = strip_marker(line.text)
        if line.part and line.kind == "picture":
            add_picture(
                self.found,
                [line],
                line.part.picture,
                lead_image=not self.found.has("figure"),
            )
        elif line.kind in _NOT_HEAD:
            return False
        elif line.kind == "caption" and self.found.has("figure"):
            add_caption(self.found, [line], line.text)
        elif index < SKIP_LINES and _SKIP.match(bare):
            self.found.drop([line], "skip link")
        elif index < SHARE_LINES and _SHARE.match(bare):
            self.found.drop([line], "share link")
        elif _TYPE.match(bare):
            self.found.add("type_label", [line], bare, 0.9)
        elif _PUBLISHER.match(bare):
            self._add_publisher(line, bare)
        else:
            return self._read_date(line)
        return True

    def _add_publisher(self, line: Line, bare: str) -> None:
        """File the publisher by its name in the language of the text if it is there."""
        own = PUBLISHERS[self.language]
        known = next(
            name for name in PUBLISHERS.values() if name.casefold() in bare.casefold()
        )
        name = own if own.casefold() in bare.casefold() else known
        self.found.add("publisher", [line], name, 0.95, as_found=bare)

    def _read_date(self, line: Line) -> bool:
        read = read_date_line(line.text)
        if not read:
            return False
        return file_date(self.found, line, read, self.now)

    def _read_below_title(self, index: int) -> bool:
        """File a line that only stands below the title; False if it is none."""
        line = self.lines[index]
        if line.kind in _NOT_HEAD:
            return False
        byline = read_byline(line.text)
        figure = read_figure(line.text)
        if byline:
            self.found.add(
                "byline",
                [line],
                line.text,
                0.9,
                name=byline.name,
                role=byline.role,
                date=byline.day.isoformat(),
            )
        elif figure:
            add_figure(self.found, [line], line.text, figure, lead_image=True)
        elif self._is_sole_bullet(index):
            self.found.add("publisher", [line], strip_marker(line.text), 0.7)
        elif self._is_alt_text(index):
            add_figure(
                self.found,
                [line],
                line.text,
                Figure("", "", ()),
                lead_image=True,
                alt_text=line.text,
            )
        else:
            return False
        return True

    def _is_sole_bullet(self, index: int) -> bool:
        """Tell whether a line is the only bullet between the title and the date."""
        if marker_of(self.lines[index].text) != "bullet" or index + 1 >= len(
            self.lines
        ):
            return False
        return (
            not self.found.has("publisher")
            and not self.found.has("published")
            and read_date_line(self.lines[index + 1].text) is not None
        )

    def _is_alt_text(self, index: int) -> bool:
        """Tell whether a line stands alone right under the date, or repeats an alt."""
        line = self.lines[index]
        last = self.found.elements[-1]
        if last.kind == "figure" and last.data["alt_text"] == line.text:
            return True
        following = next(iter(self.lines[index + 1 :]), None)
        return (
            last.kind in {"published", "byline"}
            and last.lines[-1] == line.number - 1
            and following is not None
            and (
                following.blank_before
                or following.text == line.text
                or read_figure(following.text) is not None
            )
            and 3 <= len(line.text.split()) <= 15
        )


def file_date(found: Findings, line: Line, read: DateLine, now: datetime) -> bool:
    """File a date line; False when the text has such a date already."""
    known: Element | None = next(
        (element for element in found.elements if element.kind == "published"), None
    )
    if not read.possible:
        found.drop([line], "impossible date")
        found.doubt(
            "date-missing",
            _("The date “%(date)s” does not exist.") % {"date": line.text},
            None,
            [line.number],
        )
        return True
    published = read.published.isoformat() if read.published else None
    updated = read.updated.isoformat() if read.updated else None
    if known and not (
        (published and not known.data["published"])
        or (updated and not published and not known.data["updated"])
    ):
        return False
    if known:
        data = known.data | {"published": known.data["published"] or published}
        data["updated"] = known.data["updated"] or updated
        text = f"{known.text}\n{line.text}"
        lines = (*known.lines, line.number)
        element = Element("published", lines, text, known.confidence, data)
        found.replace(known, element)
    else:
        element = found.add(
            "published",
            [line],
            line.text,
            0.95,
            published=published,
            updated=updated,
            precision="time" if read.has_time else "date",
            publisher=read.publisher,
            type_label=read.type_label,
        )
    if any(moment and moment > now for moment in (read.published, read.updated)):
        note = _("“%(date)s” is in the future.") % {"date": line.text}
        found.doubt("future-date", note, element)
    return True
