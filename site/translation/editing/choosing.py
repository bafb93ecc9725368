"""Which segments of a text are shown: all, or those that want one kind of work."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from translation.editing.reading import Part, Segment, note_beginnings

TO_DO = "todo"
_KINDS: dict[str, tuple[object, Callable[[Segment], bool]]] = {
    TO_DO: (_("To do"), lambda one: not one.is_done),
    "empty": (_("Empty"), lambda one: one.is_empty),
    "lagging": (_("Changed original"), lambda one: one.lags),
    "unreviewed": (_("Proposed, not accepted"), lambda one: one.is_unreviewed),
    "comments": (_("With comments"), lambda one: one.has_open_comments),
    "findings": (_("To look at"), lambda one: bool(one.findings)),
}


@dataclass(frozen=True)
class Choice:
    """A link above the text: its name with how many segments it shows."""

    key: str
    name: str
    is_current: bool


def known(key: str | None) -> str:
    """Return the key of a choice; "" where it is none."""
    return key if key in _KINDS else ""


def choices(segments: Iterable[Segment], current: str) -> list[Choice]:
    """Return what may be chosen: what is to do, and the kinds that there are."""
    segments = list(segments)
    found = []
    for key, (name, is_one) in _KINDS.items():
        count = sum(map(is_one, segments))
        if count or key in (TO_DO, current):
            found.append(Choice(key, f"{name} ({count})", key == current))
    return found


def chosen(parts: Sequence[Part], key: str) -> list[Part]:
    """Return the fields with those segments only that the choice shows.

    What its writer has still to decide is always among them.
    """
    _name, is_one = _KINDS[key]
    found = []
    for part in parts:
        left = [one for one in part.segments if is_one(one) or one.mine is not None]
        note_beginnings(left)
        if left:
            found.append(Part(part.name, part.label, left))
    return found
