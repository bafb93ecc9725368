"""Telephone numbers in any grouping, as E.164."""

import re
from dataclasses import dataclass

import phonenumbers

_PREFIX = r"(?:(?:\b(?:puhelin|puh|tfn|telefon|tel|phone|p)\b\.?:?)\s*)?"
_NUMBER = re.compile(
    rf"{_PREFIX}(?P<number>(?<![\w/.:-])(?:\+\d{{1,3}}|\(?0\d{{0,3}}\)?)"
    r"[\d\s()-]{4,18}\d)(?![\w/])",
    re.IGNORECASE,
)
_DATE_LIKE = re.compile(r"^\d{1,2}-\d{1,2}-\d{4}")


@dataclass(frozen=True)
class Phone:
    """A number found in a text: where it stands with its prefix, and as E.164."""

    start: int
    end: int
    text: str
    number: str


def find_phones(text: str) -> list[Phone]:
    """Return the valid Finnish and international numbers of a text, in order.

    Years, statutes (423/2003), dates, times and figures with spaces in the thousands
    are not numbers to call.
    """
    found = []
    for match in _NUMBER.finditer(text):
        number = to_e164(match["number"])
        if number:
            found.append(Phone(match.start(), match.end(), match["number"], number))
    return found


def to_e164(written: str) -> str:
    """Return a written number as E.164 ("+358450001234"), "" if it is none."""
    bare = written.replace("(0)", "").strip()
    if _DATE_LIKE.match(bare):
        return ""
    try:
        parsed = phonenumbers.parse(bare, "FI")
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_valid_number(parsed):
        return ""
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
