"""Collects what is found in a text and makes the reading of it."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from articles.importing.elements import Doubt, Dropped, Element
from articles.importing.files.parts import EmbeddedPicture
from articles.importing.normalise import Line


class Findings:
    """Elements, dropped lines and doubts while a text is read, in any order."""

    def __init__(self, pictures: Sequence[EmbeddedPicture] = ()) -> None:
        self.pictures = pictures
        self.elements: list[Element] = []
        self.dropped: list[Dropped] = []
        self._doubts: list[tuple[str, tuple[int, ...], str, Element | None]] = []

    def add(
        self,
        kind: str,
        lines: Iterable[Line],
        text: str,
        confidence: float,
        /,
        **data: Any,
    ) -> Element:
        """File an element, with a doubt for each link its lines have lost."""
        lines = tuple(lines)
        removed = [words for line in lines for words in line.removed]
        if removed:
            data["removed"] = removed
        numbers = tuple(line.number for line in lines)
        element = Element(kind, numbers, text, confidence, data)
        self.elements.append(element)
        if kind != "published":
            for line in lines:
                for words in line.lost_links:
                    note = _("A link may be lost at “%(words)s”.") % {"words": words}
                    self.doubt("link-lost", note, element, (line.number,))
        return element

    def drop(self, lines: Iterable[Line], reason: str) -> None:
        """File lines that do not go on."""
        lines = tuple(lines)
        text = "\n".join(line.text for line in lines)
        self.dropped.append(Dropped(tuple(line.number for line in lines), text, reason))

    def leave_out(self, text: str, reason: str) -> None:
        """File words of the file that stand on none of its lines."""
        self.dropped.append(Dropped((), text, reason))

    def doubt(
        self,
        kind: str,
        note: str,
        element: Element | None = None,
        lines: Sequence[int] = (),
    ) -> None:
        """File a doubt about an element, or about the whole text."""
        numbers = tuple(lines) or (element.lines if element else ())
        self._doubts.append((kind, numbers, note, element))

    def replace(self, old: Element, new: Element) -> None:
        """Put an element in the place of another one, its doubts included."""
        self.elements[self.elements.index(old)] = new
        self._doubts = [
            (kind, lines, note, new if element is old else element)
            for kind, lines, note, element in self._doubts
        ]

    def has(self, kind: str) -> bool:
        """Tell whether an element of a kind was found."""
        return any(element.kind == kind for element in self.elements)

    def doubts(self, kind: str) -> list[str]:
        """Return the notes of the doubts of a kind."""
        return [note for found, _, note, _ in self._doubts if found == kind]

    def finish(self) -> tuple[list[Element], list[Dropped], list[Doubt]]:
        """Return everything in source order, doubts with the index of their element."""
        elements = sorted(self.elements, key=lambda element: element.lines)
        places = {id(element): index for index, element in enumerate(elements)}
        doubts = [
            Doubt(kind, lines, note, places[id(element)] if element else None)
            for kind, lines, note, element in self._doubts
        ]
        dropped = sorted(self.dropped, key=lambda entry: entry.lines)
        return elements, dropped, doubts
