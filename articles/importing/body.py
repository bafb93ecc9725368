"""The body and the tail of a text, block by block."""

from collections.abc import Callable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from articles.importing.contacts import Contact, read_contacts
from articles.importing.figures import add_figure, read_figure
from articles.importing.findings import Findings
from articles.importing.headings import has_heading_form, heading_confidence
from articles.importing.language import foreign_language
from articles.importing.links import read_links
from articles.importing.normalise import Block, Line, item_number
from articles.importing.phones import find_phones
from articles.importing.quotes import read_quote
from articles.importing.tail import (
    are_topics,
    is_area,
    is_funding,
    read_keywords,
    read_series,
    tail_start,
)
from articles.importing.vocabulary import PREPOSITIONS


class BodyReader:
    """Reads blocks into findings; every block is filed as exactly one thing."""

    def __init__(self, blocks: Sequence[Block], found: Findings, language: str) -> None:
        self.blocks = blocks
        self.found = found
        self.language = language
        self.tail_start = tail_start(blocks)

    def read(self) -> None:
        """File all blocks, in order."""
        readers: tuple[Callable[[int], int], ...] = (
            self._read_contacts,
            self._read_keywords,
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
        text = "\n".join(block.text for block in blocks)
        if index >= self.tail_start and are_topics(self.blocks, index, end):
            self.found.add("topics", self._lines(index, end), text, 0.85, items=items)
        else:
            ordered = blocks[0].marker == "number"
            self._add("list", index, end, text, 0.9, items=items, ordered=ordered)
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
        least = 1 if marker == "bullet" else 2
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
        words = block.text[-80:].rstrip(". ").split()
        if words and words[-1].casefold() in PREPOSITIONS[self.language]:
            note = _("A link may be lost at “%(words)s”.") % {
                "words": " ".join(words[-4:])
            }
            self.found.doubt("link-lost", note, element)
        return index + 1
