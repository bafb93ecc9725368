"""The steps that a person has taken so far, kept in the session until adopted."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib.sessions.backends.base import SessionBase

from translation.pairing.columns import Column, step

_KEY = "pairing"
# The texts of so many pairings, and so many steps of one, are kept; the newest.
_PAIRINGS, _STEPS = 5, 2000

# The language's place among the columns, what was done, and with which rows.
Step = tuple[int, str, tuple[int, ...]]


@dataclass
class Steps:
    """What was done to the columns of some texts, as long as those stay as they are.

    ``is_outdated`` where a text has changed since: then all begins anew.
    """

    session: SessionBase
    name: str
    mark: str
    taken: list[Step] = field(default_factory=list)
    is_outdated: bool = False

    @classmethod
    def of(cls, session: SessionBase, name: str, mark: str) -> "Steps":
        """Return the steps taken with these texts, whose words have this mark."""
        kept = session.get(_KEY, {}).get(name)
        if not kept or kept["mark"] != mark:
            return cls(session, name, mark, is_outdated=bool(kept and kept["steps"]))
        taken: list[Step] = [
            (place, what, tuple(numbers)) for place, what, numbers in kept["steps"]
        ]
        return cls(session, name, mark, taken)

    def add(self, one: Step) -> None:
        """Note one more step."""
        self.taken = [*self.taken, one][:_STEPS]
        self._keep()

    def undo(self) -> None:
        """Forget the last step; nothing where there is none."""
        self.taken = self.taken[:-1]
        self._keep()

    def forget(self) -> None:
        """Forget all steps."""
        pairings = dict(self.session.get(_KEY, {}))
        pairings.pop(self.name, None)
        self.session[_KEY] = pairings

    def after(self, columns: Sequence[Column]) -> list[Column]:
        """Return the columns after all steps."""
        found = list(columns)
        for place, what, numbers in self.taken:
            if place < len(found):
                found[place] = step(found[place], what, numbers)
        return found

    def _keep(self) -> None:
        pairings: dict[str, Any] = dict(self.session.get(_KEY, {}))
        pairings.pop(self.name, None)
        pairings[self.name] = {"mark": self.mark, "steps": self.taken}
        self.session[_KEY] = dict(list(pairings.items())[-_PAIRINGS:])
