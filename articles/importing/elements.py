"""What a reading of one text consists of: elements, dropped lines and doubts.

Nothing here knows Django or the database.  A reading accounts for every source
line that is not blank: it is in one element or in one dropped entry.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from articles.importing.files.parts import EmbeddedPicture

HELSINKI = ZoneInfo("Europe/Helsinki")

HEAD_KINDS = ("title", "subtitle", "publisher", "published", "byline", "lead")
BODY_KINDS = ("paragraph", "heading", "quote", "list", "figure", "links", "table")
TAIL_KINDS = (
    "contact",
    "funding",
    "series_footer",
    "keywords",
    "topics",
    "area",
    "type_label",
)
KINDS = HEAD_KINDS + BODY_KINDS + TAIL_KINDS


class NotAnArticle(ValueError):
    """The input is no article; the message says why in a whole sentence."""


@dataclass(frozen=True)
class Element:
    """One recognised part of a text.

    ``lines`` are the 1-based source lines it came from, ``text`` their clean text,
    ``confidence`` runs from 0 to 1, ``data`` is JSON-serialisable.
    """

    kind: str
    lines: tuple[int, ...]
    text: str
    confidence: float
    data: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Dropped:
    """Source lines that do not go on, and the reason in stable English words."""

    lines: tuple[int, ...]
    text: str
    reason: str


@dataclass(frozen=True)
class Doubt:
    """Something an editor must settle; ``element`` is an index or None."""

    kind: str
    lines: tuple[int, ...]
    note: str
    element: int | None = None


@dataclass(frozen=True)
class Reading:
    """One text, fully accounted: elements in the order of their source lines.

    ``pictures`` are those that came in the file; a figure's data name one by its place.
    """

    language: str
    language_scores: dict[str, float]
    text: str
    elements: list[Element]
    dropped: list[Dropped]
    doubts: list[Doubt]
    pictures: tuple[EmbeddedPicture, ...] = ()

    def of_kind(self, kind: str) -> list[Element]:
        """Return the elements of one kind, in source order."""
        return [element for element in self.elements if element.kind == kind]

    def first(self, kind: str) -> Element | None:
        """Return the first element of a kind, None if there is none."""
        return next(iter(self.of_kind(kind)), None)

    def _text(self, kind: str) -> str:
        element = self.first(kind)
        return element.text if element else ""

    def _data(self, kind: str) -> dict[str, Any]:
        element = self.first(kind)
        return element.data if element else {}

    @property
    def title(self) -> str:
        """The title; never empty in a reading that was accepted."""
        return self._text("title")

    @property
    def subtitle(self) -> str:
        """The line under the title, or an empty string."""
        return self._text("subtitle")

    @property
    def lead(self) -> str:
        """The first paragraph after the head."""
        return self._text("lead")

    @property
    def published_at(self) -> datetime | None:
        """The publication time in Helsinki; the byline's date when no line gives it."""
        for element in self.of_kind("published"):
            if element.data.get("published"):
                return datetime.fromisoformat(element.data["published"])
        byline_date = self._data("byline").get("date")
        if byline_date:
            midnight = datetime.combine(date.fromisoformat(byline_date), time())
            return midnight.replace(tzinfo=HELSINKI)
        return None

    @property
    def updated_at(self) -> datetime | None:
        """The time the content was last updated, None where the text has none."""
        for element in self.of_kind("published"):
            if element.data.get("updated"):
                return datetime.fromisoformat(element.data["updated"])
        return None

    @property
    def publisher(self) -> str:
        """The publisher's name as the text gives it, or an empty string."""
        return self._text("publisher") or self._data("published").get("publisher", "")

    @property
    def byline(self) -> dict[str, Any] | None:
        """The byline as name, role and date (an ISO date), None without one."""
        return self._data("byline") or None

    @property
    def body(self) -> list[Element]:
        """The elements that become body blocks; the lead is not among them."""
        return [element for element in self.elements if element.kind in BODY_KINDS]

    @property
    def contacts(self) -> list[Element]:
        """The contact elements, in source order."""
        return self.of_kind("contact")

    @property
    def funding(self) -> str:
        """The funding paragraphs, one per line, or an empty string."""
        return "\n".join(element.text for element in self.of_kind("funding"))

    @property
    def series_footer(self) -> Element | None:
        """The paragraph that names the series (data: series, intro)."""
        return self.first("series_footer")

    @property
    def keywords(self) -> list[str]:
        """Keywords, then topic bullets, without repetition."""
        found: dict[str, str] = {}
        for kind in ("keywords", "topics"):
            for element in self.of_kind(kind):
                for item in element.data["items"]:
                    found.setdefault(item.casefold(), item)
        return list(found.values())

    @property
    def read_more(self) -> list[Element]:
        """The "read more" elements; they are in the body too, at their place."""
        return self.of_kind("links")

    @property
    def area(self) -> str:
        """The district the text is filed under, or an empty string."""
        return self._text("area")

    @property
    def type_label(self) -> str:
        """What kind of text it says it is ("Uutinen"), or an empty string."""
        return self._text("type_label") or self._data("published").get("type_label", "")
