"""The segments of a translation as a text: in reading order, under its fields.

The number of queries does not depend on the number of segments.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from bs4 import BeautifulSoup
from django.db import models
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail_localize.models import (
    StringSegment,
    StringTranslation,
    TemplateSegment,
    Translation,
)

from translation.checking.findings import Finding
from translation.editing import boxes
from translation.editing.lengths import Length, length_of
from translation.editing.word_diff import word_diff
from translation.lag import lags_of
from translation.models import Lag, Proposal, SegmentComment

# Fields and blocks whose words are shown to readers as a heading.
HEADINGS = {"title", "heading"}


@dataclass
class Segment:
    """A string of the original with its words in the other language.

    ``look`` is what readers see it as: title, heading, subheading, item or text.
    """

    pk: int
    string_id: int
    context_id: int
    path: str
    original: str
    attrs: dict[str, Any]
    row: StringTranslation | None
    lag: Lag | None
    proposal: Proposal | None = None
    # How many characters there is room for; None where it does not matter.
    room: int | None = None
    label: str = ""
    look: str = "text"
    # The heading above it in the original; "" for none.
    under: str = ""
    begins: bool = False
    # What somebody wrote here while another wrote something else.
    mine: str | None = None
    refusal: str = ""
    # What the memory offers, and what of it is to stand in the box, not yet kept.
    matches: list[Any] = field(default_factory=list)
    taken_over: str | None = None
    # Filled by translation.editing.looking_over.
    terms: list[Any] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    # Filled by translation.editing.remarks, the oldest first.
    comments: list[SegmentComment] = field(default_factory=list)

    @property
    def is_done(self) -> bool:
        """Whether there are words that may be published."""
        return self.row is not None and not self.row.has_error

    @property
    def lags(self) -> bool:
        """Whether the original changed since there were words."""
        return bool(self.lag and self.lag.text) and not self.is_done

    @cached_property
    def stored(self) -> str:
        """The words as they are kept, or ""."""
        return self.row.data if self.row else ""

    @cached_property
    def shown(self) -> str:
        """The words that the box shows: kept ones, or else earlier or proposed ones."""
        if self.row:
            return boxes.to_box(self.row.data)
        if self.lag and self.lags:
            return boxes.to_box(self.lag.text)
        return boxes.to_box(self.proposal.text) if self.proposal else ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all stands in the box."""
        return not (self.row or self.lags or self.proposal)

    @property
    def has_open_comments(self) -> bool:
        """Whether somebody wrote something about it that is not settled."""
        return any(one.resolved_at is None for one in self.comments)

    @property
    def is_unreviewed(self) -> bool:
        """Whether proposed words stand in the box that nobody has accepted."""
        return bool(self.proposal) and not (self.row or self.lags)

    @property
    def in_box(self) -> str:
        """What stands in the box now."""
        if self.mine is None and self.taken_over is not None:
            return boxes.to_box(self.taken_over)
        return self.shown if self.mine is None else self.mine

    @property
    def source(self) -> SafeString:
        """The original, to read."""
        return boxes.show(self.original)

    @property
    def original_in_box(self) -> str:
        """The original as a box shows it, to be written over."""
        return boxes.to_box(self.original)

    @property
    def change(self) -> SafeString | str:
        """How the original changed, word by word; "" where it did not."""
        if not self.lags or not self.lag:
            return ""
        return word_diff(
            boxes.to_box(self.lag.source_text), boxes.to_box(self.original)
        )

    @property
    def length(self) -> Length | None:
        """What to say of the length of what stands in the box."""
        return length_of(
            self.path,
            boxes.without_tags(self.in_box),
            boxes.without_tags(boxes.to_box(self.original)),
            self.room,
        )

    @property
    def error(self) -> str:
        """What is wrong with the words, for people; "" where nothing is."""
        if self.refusal:
            return self.refusal
        return str(self.row.get_error() or "") if self.row else ""

    @property
    def has_tags(self) -> bool:
        """Whether the original has tags that belong into the translation."""
        return boxes.has_tags(self.original)

    @property
    def breaks(self) -> bool:
        """Whether the original has line breaks."""
        return "<br" in self.original

    @property
    def links(self) -> list[tuple[str, str]]:
        """The name of each link in the original, and where it leads elsewhere."""
        return [
            (name, attrs["href"])
            for name, attrs in self.attrs.items()
            if "href" in attrs
        ]


@dataclass
class Part:
    """A field of the page with its segments."""

    name: str
    label: str
    segments: list[Segment] = field(default_factory=list)


def read(made: Translation) -> list[Part]:
    """Return the text of a translation, its fields in the order of the editor."""
    source = made.source
    model = source.specific_content_type.model_class()
    content = json.loads(source.content_json)
    rows = {
        (row.context_id, row.translation_of_id): row
        for row in StringTranslation.objects.filter(
            locale_id=made.target_locale_id,
            context__object_id=source.object_id,
            translation_of__in=StringSegment.objects.filter(source=source).values(
                "string"
            ),
        ).select_related("last_translated_by")
    }
    lags = {(lag.context_id, lag.string_id): lag for lag in lags_of([made])}
    proposals = {
        (one.context_id, one.string_id): one
        for one in Proposal.objects.filter(translation=made)
    }
    items = _items(source)
    order = {name: number for number, name in enumerate(field_order(model))}
    parts: dict[str, Part] = {}
    counts: dict[int, int] = defaultdict(int)
    # The sentences of a paragraph share theirs.
    places: dict[str, Place] = {}
    for one in (
        StringSegment.objects.filter(source=source)
        .select_related("context", "string")
        .order_by("order", "pk")
    ):
        row = rows.get((one.context_id, one.string_id))
        if row:  # its error is told without asking the database again
            row.translation_of, row.context = one.string, one.context
        path = one.context.path
        place = places.get(path) or places.setdefault(path, Place(model, content, path))
        segment = Segment(
            pk=one.pk,
            string_id=one.string_id,
            context_id=one.context_id,
            path=path,
            original=one.string.data,
            attrs=json.loads(one.attrs or "null") or {},
            row=row,
            lag=lags.get((one.context_id, one.string_id)),
            proposal=proposals.get((one.context_id, one.string_id)),
            room=place.room,
            label=place.label,
            look=place.look,
        )
        if counts[one.context_id] in items.get(one.context_id, ()):
            segment.look = "item"
        counts[one.context_id] += 1
        part = parts.setdefault(
            place.field_name, Part(place.field_name, place.field_label)
        )
        _note_heading(part, segment)
        part.segments.append(segment)
    for part in parts.values():
        note_beginnings(part.segments)
    return sorted(parts.values(), key=lambda part: order.get(part.name, len(order)))


def _note_heading(part: Part, segment: Segment) -> None:
    if not part.segments or segment.look in ("heading", "subheading"):
        return
    last = part.segments[-1]
    is_heading = last.look in ("heading", "subheading")
    segment.under = (
        boxes.without_tags(boxes.to_box(last.original)) if is_heading else last.under
    )


def note_beginnings(segments: Sequence[Segment]) -> None:
    """Note of each segment whether a block begins with it, in what is shown."""
    before = None
    for segment in segments:
        block = _block_of(segment)
        segment.begins = bool(segment.label) and block != before
        before = block


def _block_of(segment: Segment) -> tuple[str, str]:
    return (segment.label, ".".join(segment.path.split(".")[:2]))


def _items(source: models.Model) -> dict[int, set[int]]:
    """Return, by context, which of its strings stand in a list."""
    found = {}
    for segment in TemplateSegment.objects.filter(source=source).select_related(
        "template"
    ):
        if "<li" not in segment.template.template:
            continue
        soup = BeautifulSoup(segment.template.template, "html.parser")
        found[segment.context_id] = {
            int(str(text["position"]))
            for text in soup.find_all("text")
            if text.find_parent("li")
        }
    return found


def field_order(model: type[models.Model]) -> Iterator[str]:
    """Yield the names of fields and children in the order of the model's editor."""
    if hasattr(model, "get_edit_handler"):
        handler = model.get_edit_handler()
    else:
        handler = model.snippet_viewset.get_edit_handler()  # type: ignore[attr-defined]
    yield from _names(handler)


def _names(panel: Any) -> Iterator[str]:
    name = getattr(panel, "field_name", None) or getattr(panel, "relation_name", None)
    if name:
        yield name
        return
    for child in getattr(panel, "children", ()):
        yield from _names(child)


class Place:
    """Where a path of wagtail-localize leads, in the words of the editor."""

    def __init__(
        self, model: type[models.Model], content: dict[str, Any], path: str
    ) -> None:
        self.field_name, _dot, rest = path.partition(".")
        self.look = "title" if self.field_name == "title" else "text"
        self.field = model._meta.get_field(self.field_name)
        # What stands at the end of the path: a model field or a block.
        self.end: Any = self.field
        self._labels: list[str] = []
        if isinstance(self.field, StreamField):
            self.field_label = capfirst(str(self.field.verbose_name))
            raw = content.get(self.field_name) or "[]"
            if isinstance(raw, str):
                # Once for all the paths of the text.
                raw = content[self.field_name] = json.loads(raw)
            self._walk(self.field.stream_block, raw, split(rest))
        elif rest and self.field.is_relation:
            child: Any = self.field.related_model
            self.field_label = capfirst(str(child._meta.verbose_name_plural))
            name = rest.partition(".")[2].partition(".")[0]
            self.end = child._meta.get_field(name)
            self._labels = [capfirst(str(self.end.verbose_name))]
        else:
            self.field_label = capfirst(str(getattr(self.field, "verbose_name", "")))

    @property
    def label(self) -> str:
        """The names of blocks on the way, such as "Quote · Speaker"; "" for a field."""
        distinct = [
            label
            for number, label in enumerate(self._labels)
            if label and label not in self._labels[:number]
        ]
        return " · ".join(distinct)

    @property
    def room(self) -> int | None:
        """How many characters a field or block holds; None where it does not say."""
        room = getattr(self.end, "max_length", None)
        if room is None and hasattr(self.end, "field"):  # a block, with its form field
            room = getattr(self.end.field, "max_length", None)
        return room if isinstance(room, int) else None

    def _walk(self, block: Any, raw: Any, parts: list[str]) -> None:
        self.end = block
        if not parts:
            return
        head, *rest = parts
        if isinstance(block, blocks.StreamBlock | blocks.ListBlock):
            one = next((one for one in raw or [] if one.get("id") == head), None)
            if one is None:
                return
            if isinstance(block, blocks.ListBlock):
                self._walk(block.child_block, one["value"], rest)
                return
            child, value, name = (
                block.child_blocks[one["type"]],
                one["value"],
                one["type"],
            )
        elif isinstance(block, blocks.StructBlock) and head in block.child_blocks:
            child, name = block.child_blocks[head], head
            value = raw.get(head) if isinstance(raw, dict) else None
        else:
            return
        self._labels.append(capfirst(str(child.label)))
        if name in HEADINGS:
            inside = value if isinstance(value, dict) else raw
            level = inside.get("level") if isinstance(inside, dict) else ""
            self.look = "subheading" if level == "h3" else "heading"
        self._walk(child, value, rest)


def split(path: str) -> list[str]:
    """Return the parts of a path; an address in quotation marks is one part."""
    head, mark, address = path.partition(".'")
    parts = head.split(".") if head else []
    return [*parts, "'" + address] if mark else parts
