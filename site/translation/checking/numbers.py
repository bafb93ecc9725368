"""Numbers: the same value, however each language writes it."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from translation.checking import addresses
from translation.checking.dates import without_dates
from translation.checking.findings import Fact, Finding, Kind, differences
from translation.checking.number_words import says
from translation.checking.phones import without_phones
from translation.checking.sides import Side, blank
from translation.checking.times import without_times

_SPACE = "[ \u00a0\u2009\u202f]"
_GROUPS = {
    "en": rf"\d{{1,3}}(?:(?:,|{_SPACE})\d{{3}})+(?!\d)",
    "": rf"\d{{1,3}}(?:{_SPACE}\d{{3}})+(?!\d)",
}
_DECIMAL = {"en": r"[.,]", "": r"[,.]"}
# What is a sign for the decimals in each language.
_SIGN = {"fi": ",", "sv": ",", "en": "."}


def numbers(text: str, language: str) -> list[Fact]:
    """Return the numbers of a text in figures; phones, days and times are none.

    3 000, 3000 and 3,000 (English) are the same; so are 8,3 and 8.3 (English).
    """
    held = [*addresses.emails(text), *addresses.web(text)]
    rest = without_phones(blank(text, [(one.start, one.end) for one in held]))
    rest = without_dates(without_times(rest, language), language)
    rule = (
        rf"(?<!\d)(?:{_GROUPS.get(language, _GROUPS[''])}|\d+)"
        rf"(?:{_DECIMAL.get(language, _DECIMAL[''])}\d+)?"
    )
    return [
        Fact(_value(one.group(), language), *one.span(), one.group())
        for one in re.finditer(rule, rest)
    ]


def _value(written: str, language: str) -> Decimal:
    digits = re.sub(_SPACE, "", written)
    if language == "en":
        digits = re.sub(r",(?=\d{3}(?!\d))", "", digits)
    return Decimal(digits.replace(",", ".")).normalize()


def check(source: Side, target: Side) -> Iterator[Finding]:
    """Yield numbers that only one side has, in figures or in words."""
    there = numbers(source.text, source.language)
    here = numbers(target.text, target.language)
    yield from differences(
        Kind.NUMBER,
        _not_said(there, here, target),
        _not_said(here, there, source),
        missing=_("The number %(what)s of the original is missing."),
        extra=_("The original does not have the number %(what)s."),
    )
    own = _SIGN.get(target.language)
    for fact in here:
        sign = re.search(r"[.,](?!\d{3}(?!\d))", fact.text)
        if own and sign and sign.group() != own:
            yield Finding(
                Kind.NUMBER,
                _("Decimals come after the sign “%(sign)s” here."),
                {"sign": own},
                fact.start,
                fact.end,
            )


def _not_said(ours: list[Fact], theirs: list[Fact], other: Side) -> list[Fact]:
    """Return what the other side does not say in words.

    Each number is looked for once, and none that stands there in figures.
    """
    figures = {one.value for one in theirs}
    kept: dict[Any, bool] = dict.fromkeys(figures, True)
    for one in ours:
        if one.value not in kept:
            kept[one.value] = not _in_words(one, other)
    return [one for one in ours if kept[one.value]]


def _in_words(fact: Fact, side: Side) -> bool:
    value = fact.value
    return value == value.to_integral_value() and says(
        side.text, int(value), side.language
    )
