"""Word files (.docx): mammoth reads them as HTML, which is taken apart here."""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from typing import Any

import mammoth
from bs4 import BeautifulSoup, Comment, NavigableString, Tag
from django.utils.translation import gettext as _
from mammoth.docx.files import InvalidFileReferenceError

from articles.importing.elements import NotAnArticle
from articles.importing.files.embedded import (
    MOST_PICTURES,
    missing_picture,
    picture_of,
    too_many_pictures,
)
from articles.importing.files.packages import corrupt, read
from articles.importing.files.parts import (
    Document,
    EmbeddedPicture,
    Part,
    Run,
    merged,
    one_line,
)

# Word keeps the English names of its own styles in every language of its interface.
STYLES = """
p[style-name='Title'] => p.title:fresh
p[style-name='Subtitle'] => p.subtitle:fresh
p[style-name='Caption'] => p.caption:fresh
p[style-name='Illustration'] => p.caption:fresh
p[style-name='Figure'] => p.caption:fresh
p[style-name='Quote'] => p.quote:fresh
p[style-name='Intense Quote'] => p.quote:fresh
p[style-name='Block Text'] => p.quote:fresh
p[style-name='Quotations'] => p.quote:fresh
comment-reference => sup.comment
"""
_HEADING = re.compile(r"^h([1-6])$")
_MOST_COLUMNS = 30
_PICTURE = "picture:"


def read_docx(data: bytes, package: zipfile.ZipFile) -> Document:
    """Return the document in a Word file; ``package`` is the same bytes, looked over.

    Tracked changes are taken as accepted.  Macros, comments, headers and footers are
    left out.  Raises NotAnArticle for a damaged file.
    """
    reader = _Reader()
    try:
        html = mammoth.convert_to_html(
            io.BytesIO(data),
            style_map=STYLES,
            include_embedded_style_map=False,
            convert_image=mammoth.images.img_element(reader.keep_picture),
        ).value
        reader.read(BeautifulSoup(html, "html.parser"))
    except NotAnArticle:
        raise
    except Exception:  # whatever a damaged file makes the library stumble over
        raise corrupt() from None
    _say_what_is_left(package, reader.document)
    return reader.document


def _say_what_is_left(package: zipfile.ZipFile, document: Document) -> None:
    names = set(package.namelist())
    main = read(package, "word/document.xml") if "word/document.xml" in names else b""
    if b"<w:ins " in main or b"<w:del " in main:
        document.notes.append(
            _("The file has tracked changes: they were taken as accepted.")
        )
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        document.left_out.append((_("macros"), "macros are never run"))
    for name in sorted(names):
        match = re.fullmatch(r"word/(comments|header\d*|footer\d*)\.xml", name)
        if match:
            xml = read(package, name).decode("utf-8", "replace")
            words = " ".join(re.findall(r"<w:t[ >][^<]*", xml))
            words = " ".join(re.sub(r"<w:t[^>]*>", "", words).split())
            if words:
                reason = (
                    "comment" if match[1] == "comments" else "header or footer of pages"
                )
                document.left_out.append((words[:500], reason))


class _Reader:
    """Takes the HTML of a document apart, in order."""

    def __init__(self) -> None:
        self.document = Document()
        self._found: list[EmbeddedPicture] = []

    def keep_picture(self, image: Any) -> dict[str, str]:
        """Keep a picture of the file; return what stands for it in the HTML."""
        name = f"picture-{len(self._found) + 1}"
        if len(self._found) >= MOST_PICTURES:
            picture = too_many_pictures(name)
        else:
            try:
                with image.open() as file:
                    picture = picture_of(name, file.read(), image.alt_text or "")
            except (InvalidFileReferenceError, KeyError):
                picture = missing_picture(name, image.alt_text or "")
        self._found.append(picture)
        return {"src": f"{_PICTURE}{len(self._found) - 1}"}

    def read(self, soup: Tag) -> None:
        """Read the blocks of an element."""
        for node in soup.children:
            if not isinstance(node, Tag):
                if str(node).strip() and not isinstance(node, Comment):
                    self._add_text("", [node])
                continue
            heading = _HEADING.match(node.name)
            if heading:
                self._add_text("heading", node.children, level=int(heading[1]))
            elif node.name == "p":
                kind = " ".join(map(str, node.get_attribute_list("class")))
                self._add_text(kind, node.children)
            elif node.name in ("ul", "ol"):
                self._add_list(node)
            elif node.name == "table":
                self._add_table(node)
            elif node.name != "dl":  # comments stand in one, at the end
                self.read(node)

    def _add_list(self, node: Tag) -> None:
        """Add the items; lists inside it become items of the same list."""
        items = node.find_all("li", recursive=False)
        if any(
            str(item.get("id", "")).startswith(("footnote", "endnote"))
            for item in items
        ):
            self.document.notes.append(
                _("The file has footnotes: they stand as a list at the end.")
            )
        for place, item in enumerate(items, start=1):
            number = place if node.name == "ol" else 0
            inner = [
                child
                for child in item.children
                if isinstance(child, Tag) and child.name in ("ul", "ol", "table")
            ]
            own = [child for child in item.children if child not in inner]
            self._add_text("item", own, number=number)
            for child in inner:
                self.read_one(child)

    def read_one(self, node: Tag) -> None:
        """Read a list or table inside an item."""
        if node.name == "table":
            self._add_table(node)
        else:
            self._add_list(node)

    def _add_table(self, table: Tag) -> None:
        rows = [
            row for row in table.find_all("tr") if row.find_parent("table") is table
        ]
        cells = [row.find_all(["td", "th"], recursive=False) for row in rows]
        if max(map(len, cells), default=0) <= 1:
            # A frame around some text, not a table.
            for row in cells:
                for cell in row:
                    self.read(cell)
            return
        texts = [_spread(row) for row in cells]
        width = max(map(len, texts))
        self.document.parts.append(
            Part(
                "table",
                rows=tuple(tuple(row + [""] * (width - len(row))) for row in texts),
                has_header=table.find("thead", recursive=False) is not None,
            )
        )
        for image in table.find_all("img"):
            self._add_picture(image)

    def _add_text(self, kind: str, nodes: Iterable[Any], **facts: Any) -> None:
        """Add a part; pictures between its words stand between parts of their own."""
        runs: list[Run] = []
        for run in _runs(nodes):
            if isinstance(run, Run):
                runs.append(run)
                continue
            self._add_part(kind, runs, facts)
            runs = []
            self._add_picture(run)
        self._add_part(kind, runs, facts)

    def _add_part(self, kind: str, runs: list[Run], facts: dict[str, Any]) -> None:
        if any(run.text.strip() for run in runs):
            self.document.parts.append(Part(kind, merged(runs), **facts))

    def _add_picture(self, image: Tag) -> None:
        index = str(image.get("src", "")).removeprefix(_PICTURE)
        if index.isdigit():
            self.document.add_picture(self._found[int(index)])


def _spread(cells: list[Tag]) -> list[str]:
    """Return the texts of a row, with an empty cell for each that one spans."""
    texts: list[str] = []
    for cell in cells:
        span = str(cell.get("colspan", "1"))
        texts.append(" ".join(cell.get_text(" ").split()))
        texts += [""] * (min(int(span), _MOST_COLUMNS) - 1 if span.isdigit() else 0)
    return texts[:_MOST_COLUMNS]


def _runs(
    nodes: Iterable[Any], bold: bool = False, italic: bool = False, href: str = ""
) -> Iterator[Run | Tag]:
    """Yield the words of some nodes as runs, and the pictures among them."""
    paragraphs = 0
    for node in nodes:
        if isinstance(node, NavigableString):
            if not isinstance(node, Comment):
                yield Run(one_line(str(node)), bold, italic, href)
        elif node.name == "br":
            yield Run("\n")
        elif node.name == "img":
            yield node
        elif node.name == "sup" and "comment" in node.get_attribute_list("class"):
            continue
        elif node.name == "a":
            address = str(node.get("href", ""))
            if address.startswith("#"):
                # A footnote and the way back from it; the way back says nothing.
                if node.get_text() != "↑":
                    yield from _runs(node.children, bold, italic, href)
            else:
                yield from _runs(node.children, bold, italic, address)
        else:
            if node.name == "p":
                paragraphs += 1
                if paragraphs > 1:
                    yield Run("\n")
            yield from _runs(
                node.children,
                bold or node.name in ("strong", "b"),
                italic or node.name in ("em", "i"),
                href,
            )
