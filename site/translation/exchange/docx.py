"""A text as a Word table of two columns, for translators without a translation tool.

On the left the original, under the name of its place and a reference that finds the
row again; on the right the translation.  Tags stand as signs, as on the translators'
screen.  Writing is python-docx's; reading looks at the one part of the file that holds
the text, so that pictures, macros and links to elsewhere are never opened.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from xml.etree import ElementTree

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring
from django.utils.translation import gettext as _
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from translation.editing import boxes
from translation.exchange.rows import REFERENCE, Incoming, Parcel, Row, Sheet, State
from translation.refusals import Refusal
from translation.words import language_name

MOST_BYTES = 20 * 1024 * 1024
MOST_ROWS = 5000
TEXT = "word/document.xml"
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# Words that were struck out while changes were tracked, and what stands in their place
# for programs that cannot show something.
_SKIPPED = {"del", "moveFrom", "Fallback", "tbl"}
_OWNER = re.compile(
    r"\{(?P<owner>[0-9a-f-]{36}) (?P<from>[\w-]{2,10}) (?P<to>[\w-]{2,10})\}"
)
_NO_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
GREY = RGBColor(0x59, 0x59, 0x59)
Element = ElementTree.Element


def write(sheet: Sheet) -> bytes:
    """Return a text as a Word document.

    The cell of a row whose original has changed is empty; what stood there before is
    shown beside it.
    """
    document = Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    document.core_properties.title = _clean(sheet.title)
    document.core_properties.author = "International Espoo"
    document.core_properties.comments = ""
    document.add_heading(_clean(sheet.title), level=1)
    document.add_paragraph(
        _(
            "Write the translation in the right-hand column. Signs such as <b>…</b> "
            'and <a id="a1">…</a> mark what is bold and what is a link: put them '
            "around the same words. Leave the references in square brackets and the "
            "next line as they are. Cells that you leave empty are not taken."
        )
    )
    _small(
        document.add_paragraph(),
        f"{{{sheet.owner} {sheet.from_code} {sheet.to_code}}}",
    )
    table = document.add_table(rows=1, cols=2, style="Table Grid")
    for cell, code in zip(
        table.rows[0].cells, (sheet.from_code, sheet.to_code), strict=True
    ):
        name = language_name(code)
        cell.paragraphs[0].add_run(name[:1].upper() + name[1:]).bold = True
    # Read out and repeated as a heading on each page.
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for row in sheet.rows:
        left, right = table.add_row().cells
        _original(left, row, sheet)
        shown = row.stored if row.state != State.CHANGED else ""
        _words(right.paragraphs[0], shown, sheet.to_code)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _original(cell: _Cell, row: Row, sheet: Sheet) -> None:
    add = cell.add_paragraph
    _small(cell.paragraphs[0], f"{row.place} {row.reference}")
    _words(add(), row.source, sheet.from_code)
    for text in row.advice:
        _small(add(), text)
    if row.earlier_source:
        _small(add(), _("Earlier original:"))
        _words(add(), row.earlier_source, sheet.from_code)
        _small(add(), _("Earlier translation:"))
        _words(add(), row.earlier_words, sheet.to_code)


def _words(paragraph: Paragraph, words: str, code: str) -> None:
    """Write words, marked with their language for the spelling checker."""
    run = paragraph.add_run(_clean(boxes.to_box(words)))
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), code)
    run._r.get_or_add_rPr().append(language)


def _small(paragraph: Paragraph, text: str) -> None:
    run = paragraph.add_run(_clean(text))
    run.font.size, run.font.color.rgb = Pt(8), GREY


def _clean(text: str) -> str:
    return _NO_XML.sub("", text)


def read(data: bytes) -> list[Parcel]:
    """Return the rows of a document.  Raises Refusal for any other data."""
    root = _text_of(data)
    lines = (_lines(one) for one in _walk(root, _SKIPPED) if one.tag == WORD + "p")
    owner = next((found for text in lines if (found := _OWNER.search(text))), None)
    if owner is None:
        raise Refusal(
            _("The file does not say which text it belongs to. Download it anew.")
        )
    rows = []
    for one in _walk(root, _SKIPPED - {"tbl"}):
        if one.tag != WORD + "tr":
            continue
        inside = _walk(one, _SKIPPED | {"tr"})
        cells = [cell for cell in inside if cell.tag == WORD + "tc"]
        if len(cells) < 2:
            continue
        first, last = _cell(cells[0]), _cell(cells[-1])
        reference = REFERENCE.search(first)
        if reference is None:
            continue
        rows.append(
            Incoming(
                id=reference["id"],
                words=last,
                place=first[: reference.start()].strip()[:200],
                base=reference["base"],
            )
        )
        if len(rows) > MOST_ROWS:
            raise Refusal(
                _("The file has more than %(n)d segments.") % {"n": MOST_ROWS}
            )
    if not rows:
        raise Refusal(_("The table of the file is missing. Download it anew."))
    return [Parcel(owner["owner"], rows, owner["from"], owner["to"])]


def _text_of(data: bytes) -> Element:
    """Return the text of a document, the rest of it unopened."""
    broken = Refusal(_("The Word file is broken."))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            part = file.getinfo(TEXT)
            if part.flag_bits & 1:
                raise Refusal(_("The file has a password. Save it without one."))
            if part.file_size > MOST_BYTES:
                raise Refusal(_("The file is too large."))
            with file.open(part) as opened:
                text = opened.read(MOST_BYTES + 1)
    except (
        zipfile.BadZipFile,
        zlib.error,
        KeyError,
        NotImplementedError,
        OSError,
        EOFError,
        ValueError,
    ):
        raise broken from None
    if len(text) > MOST_BYTES:
        raise Refusal(_("The file is too large."))
    try:
        root: Element = fromstring(text, forbid_dtd=True)
    except (DefusedXmlException, ElementTree.ParseError, ValueError, LookupError):
        raise broken from None
    return root


def _walk(element: Element, skipped: set[str]) -> Iterator[Element]:
    """Yield what stands in an element, in order, without what is skipped."""
    waiting = list(reversed(element))
    while waiting:
        one = waiting.pop()
        name = one.tag.rpartition("}")[2] if isinstance(one.tag, str) else ""
        if not name or name in skipped:
            continue
        yield one
        waiting.extend(reversed(one))


def _cell(cell: Element) -> str:
    """Return the words of a cell, its paragraphs as lines."""
    lines = [_lines(one) for one in _walk(cell, _SKIPPED) if one.tag == WORD + "p"]
    return "\n".join(lines).strip()


_SIGNS = {
    WORD + "tab": " ",
    WORD + "br": "\n",
    WORD + "cr": "\n",
    WORD + "noBreakHyphen": "\u2011",
}


def _lines(paragraph: Element) -> str:
    """Return the text of a paragraph as it reads once all changes are accepted."""
    return "".join(
        (one.text or "") if one.tag == WORD + "t" else _SIGNS.get(one.tag, "")
        for one in _walk(paragraph, _SKIPPED | {"p"})
    )
