"""Dates: the same day in each language's own form.

Finnish has 12.3.2025 or 12. maaliskuuta 2025, Swedish 12.3.2025 or den 12 mars 2025,
English 12 March 2025.
"""

import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from translation.checking.calendar_words import is_month, names, number, pattern, rows
from translation.checking.findings import Fact, Finding, Kind, differences
from translation.checking.sides import Side, blank

_DASH = r"\s?[–-]\s?"
_FIGURES = re.compile(
    rf"""(?<![\w.,:/–-])(?:
      (?P<iso>\d{{4}}-\d\d?-\d\d?)
      |(?P<back>\d\d?-\d\d?-(?:19|20)\d\d)
      |(?:(?P<first>\d{{1,2}}\.(?:\d{{1,2}}\.)?){_DASH})?
       (?P<points>\d{{1,2}}\.\s?\d{{1,2}}\.(?:\s?(?:19|20)\d\d)?)
      |(?P<slashes>\d{{1,2}}/\d{{1,2}}/(?:19|20)\d\d)
    )(?![\w/])""",
    re.VERBOSE,
)
_DAY = r"\d{1,2}"
# Before or after the name of a month; several days may share it.
_BEFORE = {
    "fi": rf"(?:{_DAY}\.{_DASH})?{_DAY}\.\s",
    "sv": rf"(?:{_DAY}(?:{_DASH}|\soch\s))?{_DAY}\s",
    "en": rf"(?:{_DAY}(?:st|nd|rd|th)?(?:{_DASH}|\sand\s))?{_DAY}(?:st|nd|rd|th)?"
    r"\s(?:of\s)?",
}
_OWN_FORM = {
    "fi": ("points",),
    "sv": ("points", "iso"),
    "en": (),
}
_EXAMPLE = {"fi": "12.3.2025", "sv": "den 12 mars 2025", "en": "12 March 2025"}


def dates(text: str, language: str) -> list[Fact]:
    """Return days, months and weekdays that a text names.

    The value of a day is (day, month), of a month (0, month), of a weekday its number.
    Years are numbers like any other.
    """
    return [fact for fact, _form in _found(text, language)]


def _found(text: str, language: str) -> Iterator[tuple[Fact, str]]:
    for found in _FIGURES.finditer(text):
        days, form = _in_figures(found)
        for date in days:
            yield Fact(date, *found.span(), found.group()), form
    if not names(language, "months"):
        return
    for found in _months(language).finditer(text):
        if not is_month(text, found):
            continue
        month = number(found, language, "months")
        days_of = re.findall(r"\d+", (found["before"] or "") + (found["after"] or ""))
        for day in [int(one) for one in days_of if 0 < int(one) <= 31] or [0]:
            yield Fact((day, month), *found.span(), found.group().strip()), "words"
    weekdays = re.finditer(pattern(language, "weekdays"), text, re.IGNORECASE)
    for found, weekday in (
        *((one, number(one, language, "weekdays")) for one in weekdays),
        *rows(text, language),
    ):
        yield Fact(weekday, *found.span(), found.group()), "weekday"


def _months(language: str) -> re.Pattern[str]:
    after = rf"(?P<after>\s{_DAY}(?:st|nd|rd|th)?(?=,|\s|$)(?!\s?[–-]))?"
    return re.compile(
        rf"(?<![\w.,])(?P<before>{_BEFORE[language]})?{pattern(language, 'months')}"
        + (after if language == "en" else "(?P<after>)"),
        re.IGNORECASE,
    )


def _in_figures(found: re.Match[str]) -> tuple[list[tuple[int, int]], str]:
    """Return the days, each with its month, and the form in which they are written."""
    if found["iso"]:
        _year, month, day = map(int, found["iso"].split("-"))
        return _possible([(day, month)]), "iso"
    for form in ("back", "slashes"):
        if found[form]:
            day, month, _year = map(int, re.split("[-/]", found[form]))
            return _possible([(day, month)]), form
    day, month = map(int, re.findall(r"\d+", found["points"])[:2])
    days = [(day, month)]
    if found["first"]:
        first = [int(one) for one in re.findall(r"\d+", found["first"])]
        days.insert(0, (first[0], first[1] if len(first) > 1 else month))
    return _possible(days), "points"


def _possible(days: list[tuple[int, int]]) -> list[tuple[int, int]]:
    return [one for one in days if 0 < one[0] <= 31 and 0 < one[1] <= 12]


def without_dates(text: str, language: str) -> str:
    """Return the text with days and months taken out; years stay."""
    places = []
    for fact in dates(text, language):
        year = re.search(r"(?:19|20)\d\d", fact.text)
        if year:
            start = fact.start + year.start()
            places += [(fact.start, start), (start + 4, fact.end)]
        else:
            places.append((fact.start, fact.end))
    return blank(text, places)


def check(source: Side, target: Side) -> Iterator[Finding]:
    """Yield days that only one side has, and dates in another language's form."""
    yield from differences(
        Kind.DATE,
        dates(source.text, source.language),
        dates(target.text, target.language),
        missing=_("“%(what)s” of the original is missing here."),
        extra=_("The original does not have “%(what)s”."),
    )
    example = _EXAMPLE.get(target.language)
    told = set()
    for fact, form in _found(target.text, target.language):
        if not example or form in ("words", "weekday") or fact.start in told:
            continue
        if form not in _OWN_FORM[target.language]:
            told.add(fact.start)
            yield Finding(
                Kind.DATE,
                _("Write the date “%(what)s” as this language has it: %(example)s."),
                {"what": fact.text, "example": example},
                fact.start,
                fact.end,
            )
