"""What a person decided about a reading before it becomes a page."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from articles.importing.elements import Doubt, Dropped, Element, Reading
from articles.importing.quotes import known_quote

LEAVE_OUT = "leave-out"
# What may become of these elements of the body, and what they may become.
RETYPED = ("paragraph", "heading", "quote", "list")
KINDS = ("paragraph", "heading", "subheading", "quote", LEAVE_OUT)
LEFT_OUT = "left out by whoever imported it"
# Doubts that are answered when somebody says what an element is.
_ANSWERED = ("heading-check", "quote-check")


@dataclass(frozen=True)
class Decisions:
    """What elements are, by the first of their lines, and what pictures show.

    ``alt_texts`` are by the place of the picture in the file.
    """

    kinds: Mapping[int, str] = field(default_factory=dict)
    alt_texts: Mapping[int, str] = field(default_factory=dict)


def kind_of(element: Element) -> str:
    """Return the kind of an element as it is decided on."""
    is_sub = element.kind == "heading" and element.data.get("level") == 3
    return "subheading" if is_sub else element.kind


def may_become(element: Element) -> tuple[str, ...]:
    """Return the kinds that an element may be given, its own among them; () if none."""
    if element.kind not in RETYPED:
        return ()
    if element.kind == "list":
        return ("list", LEAVE_OUT)
    return KINDS


def decide(reading: Reading, decisions: Decisions) -> Reading:
    """Return the reading with the decisions in it.

    A decision about a line on which nothing of the body begins is left alone, as is one
    that says what the element is anyway.
    """
    elements: list[Element] = []
    places: dict[int, int | None] = {}
    dropped = list(reading.dropped)
    answered: set[int] = set()
    for number, element in enumerate(reading.elements):
        kind = decisions.kinds.get(element.lines[0], "")
        if kind in may_become(element) and kind != kind_of(element):
            answered.add(number)
            if kind == LEAVE_OUT:
                dropped.append(Dropped(element.lines, element.text, LEFT_OUT))
                places[number] = None
                continue
            element = _retyped(element, kind)
        place = element.data.get("picture")
        if place is not None and place in decisions.alt_texts:
            alt_text = " ".join(decisions.alt_texts[place].split())
            element = replace(element, data=element.data | {"alt_text": alt_text})
        places[number] = len(elements)
        elements.append(element)
    doubts = []
    for doubt in reading.doubts:
        if _is_answered(doubt, reading, decisions, answered):
            continue
        if doubt.element is not None:
            if places[doubt.element] is None:
                continue
            doubt = replace(doubt, element=places[doubt.element])
        doubts.append(doubt)
    return replace(
        reading,
        elements=elements,
        dropped=sorted(dropped, key=lambda one: one.lines),
        doubts=doubts,
    )


def _is_answered(
    doubt: Doubt, reading: Reading, decisions: Decisions, retyped: set[int]
) -> bool:
    if doubt.element is None:
        return False
    if doubt.kind == "picture-alt":
        place = reading.elements[doubt.element].data.get("picture")
        return bool(decisions.alt_texts.get(place or 0, "").strip())
    return doubt.kind in _ANSWERED and doubt.element in retyped


def _retyped(element: Element, kind: str) -> Element:
    """Return an element as another kind, its words as they are."""
    data: dict[str, Any] = {}
    if "lang" in element.data:
        data["lang"] = element.data["lang"]
    text = " ".join(element.text.split("\n"))
    if kind in ("heading", "subheading"):
        data["level"] = 2 if kind == "heading" else 3
        kind = "heading"
    elif kind == "quote":
        quote = known_quote(text)
        data |= {
            "text": quote.text,
            "speaker": quote.by.speaker,
            "role": quote.by.role,
            "attribution": quote.by.sentence,
        }
    return replace(element, kind=kind, text=text, confidence=1.0, data=data)
