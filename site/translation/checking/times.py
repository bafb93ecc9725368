"""Times of day: the same in each language's own form.

Finnish has klo 17.30, Swedish kl. 17.30, English 5.30 pm or 17:30.
"""

import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from translation.checking.findings import Fact, Finding, Kind, differences
from translation.checking.sides import Side, blank

_TO = r"(?:\s?[–-]\s?|\s(?:to|and|till|until)\s)"
_CLOCK = r"\d{1,2}(?:[.:]\d\d)?"
_SIGNED = re.compile(
    rf"(?<!\w)(?P<sign>klo|kello|kl\.?|klockan)[ \u00a0]"
    rf"(?P<from>{_CLOCK})(?:{_TO}(?P<to>{_CLOCK}))?(?![\w%])",
    re.IGNORECASE,
)
_HALF = r"[ \u00a0]?(?P<{}>[ap]\.?m\b\.?)"
_HALVES = re.compile(
    rf"(?<![\w.,:])(?:(?P<from>{_CLOCK})(?:{_HALF.format('first')})?{_TO})?"
    rf"(?P<to>{_CLOCK}){_HALF.format('half')}",
    re.IGNORECASE,
)
_COLON = re.compile(
    r"(?<![\w.,:])(?P<from>[012]?\d:[0-5]\d)(?:\s?[–-]\s?(?P<to>[012]?\d:[0-5]\d))?"
    r"(?![\w:])"
)
_AT = re.compile(
    rf"(?<!\w)(?:at|from|between)\s(?P<from>[012]?\d\.[0-5]\d)"
    rf"(?:{_TO}(?P<to>[012]?\d\.[0-5]\d))?(?![\w%])",
    re.IGNORECASE,
)
_EXAMPLE = {"fi": "klo 17.30", "sv": "kl. 17.30", "en": "5.30 pm, 17:30"}


def times(text: str, language: str) -> list[Fact]:
    """Return the times of day in a text; their value is the minutes since midnight."""
    return [
        Fact(value, found.start(), found.end(), found.group())
        for found, values in _found(text, language)
        for value in values
    ]


def _found(text: str, language: str) -> list[tuple[re.Match[str], list[int]]]:
    every = []
    rest = text
    for rule in (_SIGNED, _HALVES, _COLON, *([_AT] if language == "en" else [])):
        matches = list(rule.finditer(rest))
        every += [(found, _minutes(found)) for found in matches]
        rest = blank(rest, [found.span() for found in matches])
    return sorted(every, key=lambda one: one[0].start())


def _minutes(found: re.Match[str]) -> list[int]:
    parts = found.groupdict()
    half = _letters(parts.get("half"))
    first = _letters(parts.get("first")) or half
    last = _clock(parts["to"], half) if parts["to"] else None
    begin = _clock(parts["from"], first) if parts["from"] else None
    # "9–12 pm" begins in the morning.
    if None not in (begin, last) and begin > last and not parts.get("first"):  # type: ignore[operator]
        begin = _clock(parts["from"], "am" if half else "")
    return [one for one in (begin, last) if one is not None]


def _letters(half: str | None) -> str:
    return (half or "").lower().replace(".", "")


def _clock(written: str, half: str) -> int:
    hour, _sign, minute = written.replace(".", ":").partition(":")
    hours = int(hour)
    if half:
        hours = hours % 12 + (12 if half == "pm" else 0)
    return hours * 60 + int(minute or 0)


def without_times(text: str, language: str) -> str:
    """Return the text with signs of no meaning in place of its times."""
    return blank(text, [(one.start, one.end) for one in times(text, language)])


def check(source: Side, target: Side) -> Iterator[Finding]:
    """Yield times that only one side has, and times in another language's form."""
    yield from differences(
        Kind.TIME,
        times(source.text, source.language),
        times(target.text, target.language),
        missing=_("The time “%(what)s” of the original is missing."),
        extra=_("The original does not have the time “%(what)s”."),
    )
    example = _EXAMPLE.get(target.language)
    if not example:
        return
    for found, _values in _found(target.text, target.language):
        if not _is_own(found, target.language):
            yield Finding(
                Kind.TIME,
                _("Write the time “%(what)s” as this language has it: %(example)s."),
                {"what": found.group(), "example": example},
                *found.span(),
            )


def _is_own(found: re.Match[str], language: str) -> bool:
    sign = (found.groupdict().get("sign") or "").lower()
    if language == "en":
        return not sign
    own = ("klo", "kello") if language == "fi" else ("kl.", "klockan")
    return sign in own and ":" not in found.group()
