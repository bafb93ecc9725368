"""The texts of a page, each with its place in the editor.  Knows no page type."""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bs4 import BeautifulSoup, Tag
from django.db import models
from django.utils.functional import cached_property
from django.utils.text import capfirst
from modelcluster.models import get_all_child_relations
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.images.blocks import ImageBlock
from wagtail.models import Page

from espoo.blocks import ConsentBlock, QuoteBlock

# Of Wagtail's own fields, those whose words somebody reads.
_OF_WAGTAIL = {"title", "seo_title", "search_description"}
_PROMOTED = {"seo_title", "search_description", "slug"}
_PARTS = ["p", "li", "h2", "h3", "h4"]


@dataclass(frozen=True)
class Place:
    """Where something stands: a field of the form, or a block in it."""

    field: str
    label: str
    block_id: str = ""

    @property
    def anchor(self) -> str:
        """The fragment at which the editor shows it."""
        if self.block_id:
            return f"#block-{self.block_id}-section"
        if self.field in _PROMOTED:
            return "#tab-promote"
        return f"#id_{self.field}"


@dataclass(frozen=True)
class Passage:
    """A text and its place.  ``html`` only where it is rich text.

    ``is_prose`` tells texts of sentences from headings, captions and names.
    """

    text: str
    place: Place
    html: str = ""
    is_prose: bool = False


@dataclass(frozen=True)
class Quote:
    """A quotation, who is quoted, and the permission kept with it."""

    block_id: str
    speaker: str
    state: str
    until: datetime.date | None
    place: Place


@dataclass(frozen=True)
class Anchor:
    """A link in a text: its words and where it leads.

    ``target`` is an address, or the kind and number of a page or document.
    """

    text: str
    target: str


def label_of(page: models.Model, name: str) -> str:
    """Return what the form calls a field."""
    field: Any = page._meta.get_field(name)
    return str(capfirst(field.verbose_name))


def blocks_of(page: models.Model) -> Iterator[tuple[str, Any]]:
    """Yield the blocks of the page's streams with the name of their field, in order."""
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            for block in field.value_from_object(page) or []:
                yield field.name, block


def place_of(page: models.Model, name: str, block: Any) -> Place:
    """Return the place of a block of a stream."""
    return Place(name, f"{label_of(page, name)}: {block.block.label}", str(block.id))


class Reading:
    """A page as it is in memory, read once for all checks."""

    def __init__(self, page: Any) -> None:
        self.page = page

    @cached_property
    def passages(self) -> list[Passage]:
        """The texts of the page: its fields, its blocks, and its rows."""
        return _passages(self.page)

    @cached_property
    def links(self) -> list[tuple[Anchor, Place]]:
        """The links of all rich texts and of lists of links, with their places."""
        return list(_links(self))


def _passages(page: models.Model) -> list[Passage]:
    found = list(_of_fields(page))
    for name, block in blocks_of(page):
        place = place_of(page, name, block)
        found += _of_block(block.block, block.value, place)
    for relation in get_all_child_relations(type(page)):
        name = relation.get_accessor_name()
        if not any(_texts_of(relation.related_model)):
            continue
        for row in getattr(page, name).all():
            for passage in _of_fields(row):
                label = f"{capfirst(row._meta.verbose_name)}: {passage.place.label}"
                found.append(
                    Passage(
                        passage.text,
                        Place(name, label),
                        passage.html,
                        passage.is_prose,
                    )
                )
    return [passage for passage in found if passage.text.strip()]


def _texts_of(model: type[models.Model]) -> Iterator[Any]:
    """Yield the fields of a model that hold words of its own."""
    wagtails = {field.name for field in Page._meta.get_fields()} - _OF_WAGTAIL
    fields: list[Any] = model._meta.get_fields()
    for field in fields:
        is_text = isinstance(field, (models.CharField, models.TextField))
        is_address = isinstance(field, (models.URLField, models.EmailField))
        if not is_text or is_address or field.choices or not field.editable:
            continue
        if not issubclass(model, Page) or field.name not in wagtails:
            yield field


def _of_fields(instance: models.Model) -> Iterator[Passage]:
    for field in _texts_of(type(instance)):
        value = field.value_from_object(instance) or ""
        place = Place(field.name, label_of(instance, field.name))
        if isinstance(field, RichTextField):
            yield _rich(value, place)
        elif isinstance(value, str):
            yield Passage(value, place, is_prose=isinstance(field, models.TextField))


def _of_block(block: blocks.Block, value: Any, place: Place) -> Iterator[Passage]:
    if value is None or isinstance(block, ConsentBlock):
        return
    if isinstance(block, blocks.RichTextBlock):
        yield _rich(value.source, place)
    elif isinstance(block, ImageBlock):
        yield Passage(value.contextual_alt_text or "", place)
    elif isinstance(block, TypedTableBlock):
        cells = [cell for row in value.row_data for cell in row["values"]]
        headings = [column["heading"] for column in value.columns]
        for text in [value.caption, *headings, *cells]:
            yield Passage(str(text or ""), place)
    elif isinstance(block, blocks.StructBlock):
        for name, child in block.child_blocks.items():
            yield from _of_block(child, value.get(name), place)
    elif isinstance(block, blocks.ListBlock):
        for one in value:
            yield from _of_block(block.child_block, one, place)
    elif isinstance(block, (blocks.CharBlock, blocks.TextBlock)):
        yield Passage(value, place, is_prose=isinstance(block, blocks.TextBlock))


def _rich(html: str, place: Place) -> Passage:
    soup = BeautifulSoup(html, "html.parser")
    parts = [part for part in soup.find_all(_PARTS) if not part.find(_PARTS)]
    lines = [part.get_text() for part in parts] or [soup.get_text()]
    return Passage("\n".join(lines), place, html, is_prose=True)


def anchors_in(html: str) -> list[Anchor]:
    """Return the links of a rich text, in order."""
    found = []
    for link in BeautifulSoup(html, "html.parser").find_all("a"):
        found.append(Anchor(" ".join(link.get_text().split()), _target(link)))
    return found


def _target(link: Tag) -> str:
    if href := link.get("href"):
        return str(href)
    return f"{link.get('linktype')}:{link.get('id')}"


def without_anchors(html: str) -> str:
    """Return the words of a rich text that are no link."""
    soup = BeautifulSoup(html, "html.parser")
    for link in soup.find_all("a"):
        link.replace_with(" ")
    return soup.get_text(" ")


def _links(reading: Reading) -> Iterator[tuple[Anchor, Place]]:
    for passage in reading.passages:
        for anchor in anchors_in(passage.html) if passage.html else []:
            yield anchor, passage.place
    for name, block in blocks_of(reading.page):
        if block.block_type != "links":
            continue
        place = place_of(reading.page, name, block)
        for row in block.value["links"]:
            chosen = row["page"]
            target = f"page:{chosen.pk}" if chosen else row["url"]
            yield Anchor(row["text"], target or ""), place


def quotes_in(page: models.Model) -> list[Quote]:
    """Return the quotations of the page, in order."""
    found = []
    for name, block in blocks_of(page):
        if not isinstance(block.block, QuoteBlock):
            continue
        consent = block.value["consent"]
        found.append(
            Quote(
                str(block.id),
                block.value["speaker"] or "",
                consent["state"] or "",
                consent["until"],
                place_of(page, name, block),
            )
        )
    return found


def words_of(text: str) -> list[str]:
    """Return the words of a text, as people count them."""
    return re.findall(r"\w[\w’'-]*", text)
