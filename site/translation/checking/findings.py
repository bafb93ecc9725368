"""What a check finds: of which kind, in which words, and where they stand."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from translation.checking.sides import Side


class Kind(models.TextChoices):
    """The families of checks, in the order in which their findings are shown."""

    LINK = "link", _("Link")
    TAG = "tag", _("Bold or italics")
    EMAIL = "email", _("E-mail")
    ADDRESS = "address", _("Web address")
    PHONE = "phone", _("Phone number")
    DATE = "date", _("Date")
    TIME = "time", _("Time")
    NUMBER = "number", _("Number")
    NAME = "name", _("Name")
    TERM = "term", _("Term")
    SAME = "same", _("Unchanged")
    BRACKET = "bracket", _("Bracket")
    QUOTE = "quote", _("Quotation mark")
    SPACE = "space", _("Space")
    DASH = "dash", _("Dash")
    REPEATED = "repeated", _("Word written twice")
    LENGTH = "length", _("Length")


@dataclass(frozen=True)
class Finding:
    """Something that a person should look at.

    ``start`` and ``end`` count characters of the plain words of the translation, or,
    with ``in_source``, of the original; both are 0 where it is about all of them.
    """

    kind: Kind
    text: Any
    values: Mapping[str, Any] = field(default_factory=dict)
    start: int = 0
    end: int = 0
    in_source: bool = False

    @property
    def message(self) -> str:
        """What is to be looked at, in the language of whoever reads it."""
        return str(self.text) % self.values if self.values else str(self.text)


# Compares an original with its translation.
Check = Callable[[Side, Side], Iterator[Finding]]


@dataclass(frozen=True)
class Fact:
    """Something that has to be the same in all languages, as it stands in a text.

    ``value`` is comparable between languages; ``text`` is how it is written here.
    """

    value: Any
    start: int
    end: int
    text: str


def differences(
    kind: Kind,
    source: list[Fact],
    target: list[Fact],
    *,
    missing: Any,
    extra: Any,
) -> Iterator[Finding]:
    """Yield what only one side has.  How often it stands there does not matter.

    The sentences ``missing`` and ``extra`` have a place ``%(what)s``.
    """
    here, there = {one.value for one in target}, {one.value for one in source}
    seen = set()
    for facts, other, text in ((source, here, missing), (target, there, extra)):
        for fact in facts:
            if fact.value in other or fact.value in seen:
                continue
            seen.add(fact.value)
            yield Finding(
                kind,
                text,
                {"what": fact.text},
                fact.start,
                fact.end,
                in_source=facts is source,
            )
