"""The body and the tail of a text, block by block."""

from collections.abc import Callable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from articles.importing.contacts import Contact, read_contacts
from articles.importing.elements import Element
from articles.importing.figures import (
    add_caption,
    add_figure,
    add_picture,
    read_figure,
)
from articles.importing.findings import Findings
from articles.importing.headings import has_heading_form, heading_confidence
from articles.importing.language import foreign_language
from articles.importing.links import read_links
from articles.importing.marks import Mark
from articles.importing.normalise import Block, Line, clean_line, item_number
from articles.importing.phones import find_phones
from articles.importing.quotes import known_quote, read_quote
from articles.importing.tail import (
    are_topics,
    is_area,
    is_funding,
    read_keywords,
    read_series,
    tail_start,
)
from articles.importing.vocabulary import PREPOSITIONS

MAX_HEADING_LENGTH = 200  # what a block for a heading holds
BY_LINE_WORDS = 20


class BodyReader:
    """Reads blocks into findings; every block is filed as exactly one thing.

    What a file says a block is stands above what its words look like; a contact,
    keywords and links are known by their words whatever they look like.
    """

    def __init__(self, blocks: Sequence[Block], found: Findings, language: str) -> None:
        self.blocks = blocks
        self.found = found
        self.language = language
        self.tail_start = tail_start(blocks)
        self._levels = sorted(
            {b.part.level for b in blocks if b.part and b.kind == "heading"}
        )
        self._caption: Block | None = None  # of the table that follows

    def read(self) -> None:
        """File all blocks, in order."""
        readers: tuple[Callable[[int], int], ...] = (
            self._read_table_or_picture,
            self._read_contacts,
            self._read_keywords,
            self._read_links_of_heading,
            self._read_known,
            self._read_single,
            self._read_links,
            self._read_list,
            self._read_quote,
            self._read_heading,
            self._read_paragraph,
        )
        index = 0
        while index < len(self.blocks):
            index = next(end for reader in readers if (end := reader(index)) > index)

    def _lines(self, start: int, end: int) -> list[Line]:
        return [line for block in self.blocks[start:end] for line in block.lines]

    def _add(
        self,
        kind: str,
        start: int,
        end: int,
        text: str,
        confidence: float,
        /,
        **data: Any,
    ) -> None:
        """File blocks as a body element, marked if in another language."""
        foreign = foreign_language(text, self.language)
        if foreign:
            data["lang"] = foreign
        element = self.found.add(
            kind, self._lines(start, end), text, confidence, **data
        )
        if foreign:
            note = _("This part seems to be in another language (%(language)s).") % {
                "language": foreign
            }
            self.found.doubt("language-check", note, element)

    def _read_table_or_picture(self, index: int) -> int:
        block = self.blocks[index]
        if block.part and block.kind == "picture":
            add_picture(self.found, block.lines, block.part.picture, lead_image=False)
        elif block.part and block.kind == "table":
            self._add_table(block)
        else:
            return index
        return index + 1

    def _add_table(self, block: Block) -> None:
        assert block.part is not None  # noqa: S101 (asked for by the caller)
        rows = [list(map(_clean, row)) for row in block.part.rows]
        caption, lines = "", list(block.lines)
        if self._caption:
            caption, lines = self._caption.text, [*self._caption.lines, *lines]
            self._caption = None
        text = "\n".join(line.text for line in lines)
        element = self.found.add("table", lines, text, 0.9, rows=rows, caption=caption)
        if not block.part.has_header:
            note = _("Is the first row of the table its headings?")
            self.found.doubt("table-check", note, element)

    def _read_known(self, index: int) -> int:
        """File a block that the file says is a heading, a quote or a caption."""
        block = self.blocks[index]
        following = next(iter(self.blocks[index + 1 :]), None)
        if block.kind == "heading" and len(block.text) <= MAX_HEADING_LENGTH:
            level = 2 if block.part and block.part.level == self._levels[0] else 3
            element = self.found.add(
                "heading", block.lines, block.text, 0.98, level=level
            )
        elif block.kind == "quote":
            return self._read_known_quote(index)
        elif block.kind == "caption" and following and following.kind == "table":
            self._caption = block
            return index + 1
        elif block.kind == "caption" and self._is_below_table():
            table = self.found.elements[-1]
            numbers = (*table.lines, *block.numbers)
            data = table.data | {"caption": block.text}
            text = f"{table.text}\n{block.text}"
            self.found.replace(table, Element("table", numbers, text, 0.9, data))
            return index + 1
        elif block.kind == "caption":
            add_caption(self.found, block.lines, block.text)
            return index + 1
        else:
            return index
        self._doubt_links(element, block.marks)
        return index + 1

    def _is_below_table(self) -> bool:
        last = self.found.elements[-1]
        return last.kind == "table" and not last.data["caption"]

    def _read_known_quote(self, index: int) -> int:
        """File a quote, with the line below that names its speaker where one does."""
        lines = list(self.blocks[index].lines)
        end = index + 1
        if end < len(self.blocks) and self.blocks[end].kind == "quote":
            below = self.blocks[end]
            if below.marker == "dash" and len(below.text.split()) <= BY_LINE_WORDS:
                lines += below.lines
                end += 1
        by_line = ""
        if len(lines) > 1 and len(lines[-1].text.split()) <= BY_LINE_WORDS:
            by_line = lines[-1].text
        text = " ".join(line.text for line in (lines[:-1] if by_line else lines))
        quote = known_quote(text, by_line)
        self._add(
            "quote",
            index,
            end,
            " ".join(line.text for line in lines),
            max(quote.by.confidence, 0.5),
            text=quote.text,
            speaker=quote.by.speaker,
            role=quote.by.role,
            attribution=quote.by.sentence,
        )
        element = self.found.elements[-1]
        if not quote.by.speaker:
            note = _("The quotation does not say who speaks.")
            self.found.doubt("quote-check", note, element)
        self._doubt_links(element, self.blocks[index].marks)
        return end

    def _doubt_links(self, element: Element, marks: Sequence[Mark]) -> None:
        """Say which links have no place in a lead, a heading or a quote."""
        for mark in marks:
            if mark.href:
                note = _("The link “%(words)s” to %(address)s has no place here.") % {
                    "words": mark.words,
                    "address": mark.href,
                }
                self.found.doubt("link-lost", note, element)

    def _read_links_of_heading(self, index: int) -> int:
        """File links under a heading that says "read more"."""
        return self._read_links(index) if self.blocks[index].kind else index

    def _read_contacts(self, index: int) -> int:
        contacts, end = read_contacts(self.blocks, index, self.language)
        for contact in contacts:
            self._add_contact(contact)
        return end

    def _add_contact(self, contact: Contact) -> None:
        sure = bool(contact.name and contact.email and contact.roles)
        element = self.found.add(
            "contact",
            contact.lines,
            contact.text,
            0.95 if sure else 0.7,
            **contact.fields(),
        )
        note = _("Check that the contact is still current and agrees to be named.")
        if not contact.name:
            note = _("The contact has no name that could be read.")
        elif not contact.email:
            note = _("The contact has no e-mail address that could be read.")
        elif contact.notes:
            note = _("Not read in the contact: %(words)s") % {
                "words": "; ".join(contact.notes)
            }
        self.found.doubt("contact-check", note, element)

    def _read_keywords(self, index: int) -> int:
        read = read_keywords(self.blocks, index) if self.found.has("lead") else None
        if not read:
            return index
        label, items, end = read
        lines = self._lines(index, end)
        text = "\n".join(line.text for line in lines)
        self.found.add("keywords", lines, text, 0.95, label=label, items=items)
        return end

    def _read_single(self, index: int) -> int:
        """File a block that is the footer, an area, funding or a figure."""
        block = self.blocks[index]
        series = read_series(block.text)
        figure = read_figure(block.text)
        if series:
            name, intro = series
            self.found.add(
                "series_footer", block.lines, block.text, 0.95, series=name, intro=intro
            )
        elif is_area(block.text) and index >= self.tail_start:
            self.found.add("area", block.lines, block.text, 0.9)
        elif index >= self.tail_start and not block.marker and is_funding(block.text):
            self.found.add("funding", block.lines, block.text, 0.85)
        elif figure:
            add_figure(self.found, block.lines, block.text, figure)
        else:
            return index
        return index + 1

    def _read_links(self, index: int) -> int:
        read = read_links(self.blocks, index)
        if not read:
            return index
        title, links, end = read
        lines = self._lines(index, end)
        text = "\n".join(line.text for line in lines)
        element = self.found.add("links", lines, text, 0.9, title=title, links=links)
        for link in links:
            if not link["url"]:
                note = _("The link “%(text)s” has no address.") % link
                if link.get("proposed_url"):
                    note += " " + _("Perhaps %(proposed_url)s") % link
                self.found.doubt("link-lost", note, element)
        return end

    def _read_list(self, index: int) -> int:
        end = self._list_end(index)
        if end == index:
            return index
        blocks = self.blocks[index:end]
        items = [block.unmarked for block in blocks]
        marks = [[mark.as_data() for mark in block.marks] for block in blocks]
        known = {"item_marks": marks} if any(marks) else {}
        text = "\n".join(block.text for block in blocks)
        if index >= self.tail_start and are_topics(self.blocks, index, end):
            self.found.add("topics", self._lines(index, end), text, 0.85, items=items)
        else:
            ordered = blocks[0].marker == "number"
            self._add(
                "list", index, end, text, 0.9, items=items, ordered=ordered, **known
            )
        return end

    def _list_end(self, index: int) -> int:
        """Return the index after the list that begins at a block, or ``index``."""
        marker = self.blocks[index].marker
        if not marker:
            return index
        end = index
        while end < len(self.blocks) and self.blocks[end].marker == marker:
            text = self.blocks[end].text
            if marker == "number" and item_number(text) != end - index + 1:
                break
            if marker == "dash" and read_quote(text, self._text_before(end)):
                break
            end += 1
        is_sure = marker == "bullet" or self.blocks[index].kind == "item"
        least = 1 if is_sure else 2
        return end if end - index >= least else index

    def _text_before(self, index: int) -> str:
        return self.blocks[index - 1].text if index else ""

    def _read_quote(self, index: int) -> int:
        block = self.blocks[index]
        quote = read_quote(block.text, self._text_before(index))
        if not quote:
            return index
        self._add(
            "quote",
            index,
            index + 1,
            block.text,
            quote.by.confidence,
            text=quote.text,
            speaker=quote.by.speaker,
            role=quote.by.role,
            attribution=quote.by.sentence,
        )
        return index + 1

    def _read_heading(self, index: int) -> int:
        """File a heading; the first block is the lead however short it is."""
        block = self.blocks[index]
        if not self.found.has("lead") or not has_heading_form(block, self.language):
            return index
        following = next(iter(self.blocks[index + 1 :]), None)
        confidence = heading_confidence(block, following, self.language)
        if not confidence:
            return index
        element = self.found.add(
            "heading", block.lines, block.text, confidence, level=2
        )
        if confidence < 0.9:
            note = _("A quotation follows: is this a heading or its introduction?")
            self.found.doubt("heading-check", note, element)
        return index + 1

    def _read_paragraph(self, index: int) -> int:
        block = self.blocks[index]
        kind = "paragraph" if self.found.has("lead") else "lead"
        data: dict[str, Any] = {}
        if block.marks and kind == "paragraph":
            data["marks"] = [mark.as_data() for mark in block.marks]
        phones = find_phones(block.text[:20_000])
        if phones:
            data["phones"] = [{"text": p.text, "number": p.number} for p in phones]
        unsure = kind == "paragraph" and has_heading_form(block, self.language)
        confidence = 0.5 if unsure else 0.9
        self._add(kind, index, index + 1, block.text, confidence, **data)
        element = self.found.elements[-1]
        if unsure:
            note = _("This may be a heading, but no text follows it.")
            self.found.doubt("heading-check", note, element)
        if kind == "lead":
            self._doubt_links(element, block.marks)
        words = block.text[-80:].rstrip(". ").split()
        if words and words[-1].casefold() in PREPOSITIONS[self.language]:
            note = _("A link may be lost at “%(words)s”.") % {
                "words": " ".join(words[-4:])
            }
            self.found.doubt("link-lost", note, element)
        return index + 1


def _clean(cell: str) -> str:
    return clean_line(cell, 0, blank_before=False).text
