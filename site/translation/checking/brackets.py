"""Brackets open and close."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from translation.checking.findings import Finding, Kind
from translation.checking.sides import Side

_PAIRS = {")": "(", "]": "[", "}": "{"}
_BRACKET = re.compile(r"[()\[\]{}]")
# What numbers a row, as in "a) …", and faces such as :).
_ALONE = re.compile(r"(?:^|\s)(?:\d{1,2}|[A-Za-z]|[:;]-?)\)")


def stray(text: str) -> list[int]:
    """Return the places of brackets that have no partner."""
    alone = {found.end() - 1 for found in _ALONE.finditer(text)}
    opened: list[int] = []
    lost: list[int] = []
    for found in _BRACKET.finditer(text):
        place, sign = found.start(), found.group()
        if sign in _PAIRS.values():
            opened.append(place)
        elif opened and text[opened[-1]] == _PAIRS[sign]:
            opened.pop()
        elif place not in alone:
            lost.append(place)
    return sorted([*opened, *lost])


def check(source: Side, target: Side) -> Iterator[Finding]:
    """Yield brackets without a partner, unless the original has as many of them."""
    places = stray(target.text)
    if len(places) == len(stray(source.text)):
        return
    for place in places:
        yield Finding(
            Kind.BRACKET,
            _("The bracket %(sign)s has no partner."),
            {"sign": target.text[place]},
            place,
            place + 1,
        )
