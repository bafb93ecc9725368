"""The segments of a translation as plain rows, and rows that came back in a file.

A row is known by the text and place of its original (wagtail-localize's string and
context), which stay the same on every database: not by numbers of the database.
"""

import re
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID, uuid5

from django.db import models
from django.utils.translation import gettext as _
from wagtail_localize.models import String, Translation, TranslationContext

from translation.editing.reading import Segment, read
from translation.editing.saving import mark
from translation.models import Standing
from translation.notices import title_of

# The address of a page follows from its translated title, and is amended on the site.
LEFT_OUT = {"slug"}
NOTHING = "0"
# No-break spaces are none of them: translators set those.
_SPACES = re.compile(r"[ \t\r\n]+")
# "[id-base]", where a format has no better place for both.
REFERENCE = re.compile(r"\[(?P<id>[0-9a-f]{12})-(?P<base>0|[0-9a-f]{8})\]")


class State(StrEnum):
    """Where a row stands, in the words of XLIFF 1.2."""

    NEW = "needs-translation"
    CHANGED = "needs-adaptation"
    REVIEW = "needs-review-translation"
    TRANSLATED = "translated"
    FINAL = "final"


@dataclass
class Row:
    """A segment as it goes out.

    ``words`` are what a file shows as the translation: the kept words, or the earlier
    or proposed ones; ``stored`` are the kept ones.  ``place`` says
    in words where it stands, ``advice`` what a translator should know, ``longest`` how
    many characters there is room for, or None.
    """

    id: str
    path: str
    place: str
    source: str
    words: str
    stored: str
    state: State
    segment: Segment
    earlier_source: str = ""
    earlier_words: str = ""
    advice: list[str] = field(default_factory=list)
    longest: int | None = None

    @property
    def proposed(self) -> str:
        """The words that were proposed, and nobody has accepted; "" for none."""
        segment = self.segment
        return segment.proposal.text if segment.proposal and not segment.row else ""

    @property
    def base(self) -> str:
        """A mark of the words that the file shows."""
        return base_of(self.words)

    @property
    def reference(self) -> str:
        """The id and the base in one sign, for formats without a place for them."""
        return f"[{self.id}-{self.base}]"


@dataclass
class Sheet:
    """A text as it goes out: its rows in reading order, and what it belongs to."""

    made: Translation
    title: str
    rows: list[Row]

    @property
    def owner(self) -> str:
        """What tells the text in its language from all others."""
        return str(self.made.uuid)

    @property
    def from_code(self) -> str:
        """The language of the original."""
        return str(self.made.source.locale.language_code)

    @property
    def to_code(self) -> str:
        """The language of the translation."""
        return str(self.made.target_locale.language_code)


@dataclass
class Incoming:
    """A row that came in a file.

    ``words`` are HTML with inline tags, not yet checked.  ``base`` is the mark of what
    the file showed when it was made, None where the program has lost it; ``source`` is
    the original as the file has it, None where it says nothing.  ``is_certain`` is
    False where the translator, or the program, calls the words unfinished, and
    ``is_confirmed`` True where the file can say so and calls them done.
    """

    id: str
    words: str
    place: str = ""
    base: str | None = None
    source: str | None = None
    is_certain: bool = True
    is_confirmed: bool = False


@dataclass
class Parcel:
    """The rows of one text in a file.  Languages are "" where the file has none."""

    owner: str
    rows: list[Incoming]
    from_code: str = ""
    to_code: str = ""


def row_id(path: str, source: str) -> str:
    """Return the id of the row with this place and original."""
    place: UUID = TranslationContext._get_path_id(path)
    return uuid5(place, str(String._get_data_hash(source))).hex[:12]


def base_of(words: str) -> str:
    """Return a mark of the words; "0" for none.  Programs set spaces their way."""
    return mark(_SPACES.sub(" ", words).strip())[:8] or NOTHING


def sheet_of(made: Translation, version: models.Model) -> Sheet:
    """Return a translation as it goes out, with the version that it makes.

    The queries do not grow with its rows.
    """
    published = None
    if getattr(version, "live", True):
        published = getattr(version, "last_published_at", None)
    return Sheet(made, title_of(version), rows_of(made, published=published))


def rows_of(made: Translation, *, published: datetime | None = None) -> list[Row]:
    """Return the rows of a translation, in reading order.

    Words are final where a publisher has approved them, or readers have them since the
    version was ``published``.  What stands twice at one place is one row: it has one
    translation.
    """
    approved = Standing.objects.filter(
        translation=made, review=Standing.Review.APPROVED
    ).exists()
    rows: dict[str, Row] = {}
    for part in read(made):
        for segment in part.segments:
            if segment.path in LEFT_OUT:
                continue
            key = row_id(segment.path, segment.original)
            if key in rows:
                continue
            label = segment.label if segment.label != part.label else ""
            rows[key] = Row(
                id=key,
                path=segment.path,
                place=" · ".join(filter(None, [part.label, label])),
                source=segment.original,
                words=_words(segment),
                stored=segment.stored,
                state=_state(segment, approved=approved, published=published),
                segment=segment,
                earlier_source=segment.lag.source_text
                if segment.lag and segment.lags
                else "",
                earlier_words=segment.lag.text if segment.lag and segment.lags else "",
                advice=_advice(segment),
                longest=segment.room,
            )
    return list(rows.values())


def _words(segment: Segment) -> str:
    if segment.lag and segment.lags:
        return segment.lag.text
    proposed = segment.proposal.text if segment.proposal else ""
    return segment.stored or proposed


def _state(segment: Segment, *, approved: bool, published: datetime | None) -> State:
    row = segment.row
    if segment.is_unreviewed:
        return State.REVIEW
    if row is None:
        return State.CHANGED if segment.lags else State.NEW
    if row.has_error:
        return State.REVIEW
    if approved or (published and row.updated_at <= published):
        return State.FINAL
    return State.TRANSLATED


def _advice(segment: Segment) -> list[str]:
    advice = []
    if segment.look == "item":
        advice.append(_("An item of a list."))
    elif segment.look in ("title", "heading", "subheading"):
        advice.append(_("Readers see it as a heading."))
    if segment.room:
        advice.append(_("At most %(n)d characters.") % {"n": segment.room})
    advice += [
        _("%(name)s leads to %(address)s") % {"name": name, "address": address}
        for name, address in segment.links
    ]
    return advice
