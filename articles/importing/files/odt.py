"""OpenDocument texts (.odt), read from their XML.

The words of the elements are those of OpenDocument 1.3, part 3 (OASIS, 2021).
"""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring
from django.utils.translation import gettext as _

from articles.importing.files.embedded import (
    MOST_PICTURES,
    missing_picture,
    picture_of,
    too_many_pictures,
)
from articles.importing.files.packages import corrupt, read
from articles.importing.files.parts import Document, Part, Run, merged, one_line

_SPACES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
}
# LibreOffice keeps the English names of its own styles in every language.
_KINDS = {
    "title": "title",
    "subtitle": "subtitle",
    "quotations": "quote",
    "quote": "quote",
    "caption": "caption",
    "illustration": "caption",
    "figure": "caption",
    "table": "caption",
    "drawing": "caption",
}
_MOST_COLUMNS = 30
# What is no part of the text as a reader has it.
_LEFT_OUT = ("tracked-changes", "table-of-content", "sequence-decls", "forms")


def _name(prefix: str, local: str) -> str:
    return f"{{{_SPACES[prefix]}}}{local}"


def _attribute(node: Element, prefix: str, local: str) -> str:
    return node.get(_name(prefix, local), "")


def _local(node: Element) -> str:
    return str(node.tag).rpartition("}")[2]


@dataclass
class _Style:
    parent: str = ""
    bold: bool = False
    italic: bool = False


def read_odt(package: zipfile.ZipFile) -> Document:
    """Return the document in an OpenDocument text.

    Tracked changes are taken as accepted; comments are left out.  Raises NotAnArticle
    for a damaged file.
    """
    try:
        content = fromstring(read(package, "content.xml"), forbid_dtd=True)
        names = package.namelist()
        styles = (
            fromstring(read(package, "styles.xml"), forbid_dtd=True)
            if "styles.xml" in names
            else None
        )
        reader = _Reader(
            package, [part for part in (styles, content) if part is not None]
        )
        body = content.find("office:body/office:text", _SPACES)
        if body is None:
            raise corrupt()
        reader.read(body)
    except (ParseError, DefusedXmlException, RecursionError, ValueError):
        raise corrupt() from None
    if any(name.startswith(("Basic/", "Scripts/")) for name in names):
        reader.document.left_out.append((_("macros"), "macros are never run"))
    return reader.document


class _Reader:
    """Reads the blocks of a text, in order."""

    def __init__(self, package: zipfile.ZipFile, roots: list[Element]) -> None:
        self.package = package
        self.document = Document()
        self.styles: dict[str, _Style] = {}
        self.numbered: set[str] = set()
        for root in roots:
            for node in root.iter(_name("style", "style")):
                self._add_style(node)
            for node in root.iter(_name("text", "list-style")):
                first = next(iter(node), None)
                if first is not None and _local(first) == "list-level-style-number":
                    self.numbered.add(_attribute(node, "style", "name"))

    def _add_style(self, node: Element) -> None:
        properties = node.find("style:text-properties", _SPACES)
        style = _Style(_attribute(node, "style", "parent-style-name"))
        if properties is not None:
            weight = _attribute(properties, "fo", "font-weight")
            style.bold = weight in ("bold", "600", "700", "800", "900")
            style.italic = _attribute(properties, "fo", "font-style") == "italic"
        self.styles[_attribute(node, "style", "name")] = style

    def _kind(self, name: str) -> str:
        """Return what a paragraph's style, or the one it comes from, makes of it."""
        for _step in range(10):
            kind = _KINDS.get(name.replace("_20_", " ").casefold())
            if kind or name not in self.styles:
                return kind or ""
            name = self.styles[name].parent
        return ""

    def read(self, node: Element) -> None:
        """Read the blocks inside an element."""
        for child in node:
            kind = _local(child)
            if kind == "h":
                level = _attribute(child, "text", "outline-level")
                self._add_text(
                    "heading", child, level=int(level) if level.isdigit() else 1
                )
            elif kind == "p":
                self._add_text(
                    self._kind(_attribute(child, "text", "style-name")), child
                )
            elif kind == "list":
                self._add_list(child, _attribute(child, "text", "style-name"))
            elif kind == "table":
                self._add_table(child)
            elif kind == "frame":
                self._add_frame(child)
            elif kind == "tracked-changes":
                self.document.notes.append(
                    _("The file has tracked changes: they were taken as accepted.")
                )
            elif kind not in _LEFT_OUT:
                self.read(child)

    def _add_list(self, node: Element, style: str) -> None:
        """Add the items; lists inside it become items of the same list."""
        place = 0
        for item in node:
            if _local(item) not in ("list-item", "list-header"):
                continue
            for child in item:
                kind = _local(child)
                if kind == "list":
                    own = _attribute(child, "text", "style-name")
                    self._add_list(child, own or style)
                elif kind == "h":
                    # Numbered headings stand in lists of their own.
                    level = _attribute(child, "text", "outline-level")
                    self._add_text(
                        "heading", child, level=int(level) if level.isdigit() else 1
                    )
                elif kind == "p":
                    place += 1
                    number = place if style in self.numbered else 0
                    self._add_text("item", child, number=number)

    def _add_table(self, table: Element) -> None:
        rows: list[tuple[str, ...]] = []
        frames: list[Element] = []
        for row in table.iter(_name("table", "table-row")):
            cells: list[str] = []
            for cell in row:
                repeated = _attribute(cell, "table", "number-columns-repeated")
                times = min(int(repeated), _MOST_COLUMNS) if repeated.isdigit() else 1
                text = self._cell_text(cell)
                cells += [text] * times
                frames += cell.iter(_name("draw", "frame"))
            rows.append(tuple(cells[:_MOST_COLUMNS]))
        rows = [row for row in rows if any(row)]
        width = max((len(row) for row in rows), default=0)
        if width == 1:
            # A frame around some text, not a table.
            for cell in table.iter(_name("table", "table-cell")):
                self.read(cell)
            return
        if rows:
            header = table.find("table:table-header-rows", _SPACES)
            self.document.parts.append(
                Part(
                    "table",
                    rows=tuple(row + ("",) * (width - len(row)) for row in rows),
                    has_header=header is not None,
                )
            )
        for frame in frames:
            self._add_frame(frame)

    def _cell_text(self, cell: Element) -> str:
        words = [
            run.text
            for paragraph in cell.iter(_name("text", "p"))
            for run in [*self._runs(paragraph), Run(" ")]
            if isinstance(run, Run)
        ]
        return " ".join("".join(words).split())

    def _add_text(self, kind: str, node: Element, **facts: Any) -> None:
        """Add a part; frames and notes among its words come after or between."""
        runs: list[Run] = []
        for run in self._runs(node):
            if isinstance(run, Run):
                runs.append(run)
                continue
            self._add_part(kind, runs, facts)
            runs = []
            if _local(run) == "frame":
                self._add_frame(run)
        self._add_part(kind, runs, facts)

    def _add_part(self, kind: str, runs: list[Run], facts: dict[str, Any]) -> None:
        if any(run.text.strip() for run in runs):
            self.document.parts.append(Part(kind, merged(runs), **facts))

    def _add_frame(self, frame: Element) -> None:
        """Add the picture of a frame, or the text of its box, where one may stand."""
        box = frame.find("draw:text-box", _SPACES)
        if box is not None:
            self.read(box)
            return
        image = frame.find("draw:image", _SPACES)
        if image is None:
            return
        alt = " ".join(
            filter(
                None,
                [
                    (frame.findtext("svg:desc", "", _SPACES) or "").strip()
                    or (frame.findtext("svg:title", "", _SPACES) or "").strip()
                ],
            )
        )
        name = _attribute(image, "xlink", "href")
        if len(self.document.pictures) >= MOST_PICTURES:
            self.document.add_picture(too_many_pictures(name))
        elif name in self.package.namelist():
            data = read(self.package, name)
            self.document.add_picture(picture_of(name, data, alt))
        else:
            self.document.add_picture(missing_picture(name, alt))

    def _runs(
        self, node: Element, bold: bool = False, italic: bool = False, href: str = ""
    ) -> Iterator[Run | Element]:
        """Yield the words inside an element as runs, and the frames among them."""
        yield Run(_plain(node.text), bold, italic, href)
        for child in node:
            kind = _local(child)
            if kind == "span":
                style = self.styles.get(
                    _attribute(child, "text", "style-name"), _Style()
                )
                strong = _attribute(child, "text", "style-name") == "Strong_20_Emphasis"
                stressed = _attribute(child, "text", "style-name") == "Emphasis"
                yield from self._runs(
                    child,
                    bold or style.bold or strong,
                    italic or style.italic or stressed,
                    href,
                )
            elif kind == "a":
                address = _attribute(child, "xlink", "href")
                yield from self._runs(
                    child, bold, italic, "" if address.startswith("#") else address
                )
            elif kind in ("s", "tab"):
                yield Run(" ", bold, italic, href)
            elif kind == "line-break":
                yield Run("\n")
            elif kind == "frame":
                yield child
            elif kind == "note":
                words = " ".join(
                    _plain("".join(paragraph.itertext()))
                    for paragraph in child.iter(_name("text", "p"))
                )
                yield Run(f" ({words})")
                note = _("The file has footnotes: they stand in brackets in the text.")
                if note not in self.document.notes:
                    self.document.notes.append(note)
            elif kind in ("annotation", "annotation-end"):
                words = " ".join("".join(child.itertext()).split())
                if words:
                    self.document.left_out.append((words[:500], "comment"))
            elif kind not in ("bookmark", "soft-page-break"):
                yield from self._runs(child, bold, italic, href)
            yield Run(_plain(child.tail), bold, italic, href)


def _plain(text: str | None) -> str:
    """Return the text between elements as it is shown: any white space is one space."""
    return re.sub(r"[ \t]+", " ", one_line(text or ""))
