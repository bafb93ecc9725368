"""Months and weekdays in the three languages, as texts have them."""

import re
from functools import cache

from babel import Locale
from django.conf import settings

# Endings that a month or a weekday may have: marraskuussa, måndagar, Fridays.
_ENDINGS = {
    "fi": {
        "months": r"(?:n|ta|ssa|sta|hun|lla|lta|lle|ksi|na|t|iden|isin)?",
        "weekdays": r"(?:n|ta|na|sta|hin|in|ksi|lle|lta|t|sin|isin|ina)?",
    },
    "sv": {"months": r"s?", "weekdays": r"(?:en|ens|ar|arna|s)?"},
    "en": {"months": r"(?:'s|’s)?", "weekdays": r"(?:s|'s|’s)?"},
}
# The short names, where they stand in a row: ma–to, Mon–Thu, tammi–toukokuussa.
_SHORT = {
    "fi": "ma|ti|ke|to|pe|la|su",
    "sv": "mån|tis|ons|tors?|fre|lör|sön",
    "en": "mon|tues?|wed|thu(?:rs?)?|fri|sat|sun",
}
# Words that are months only with a capital and where a month may stand.
_DOUBTFUL = {"may", "march"}
_BEFORE_MONTH = r"(?:in|of|since|until|till|from|to|by|and|early|late|mid-?)\s+$"


@cache
def names(language: str, what: str) -> dict[str, int]:
    """Return the names of ``months`` (1 to 12) or ``weekdays`` (0 is Monday).

    Empty for a language that has no such names here.
    """
    if language not in _ENDINGS or language not in dict(settings.LANGUAGES):
        return {}
    locale = Locale.parse(language)
    table = locale.months if what == "months" else locale.days
    found = {
        name.lower(): number for number, name in table["stand-alone"]["wide"].items()
    }
    if what == "months" and language != "fi":
        short = table["format"]["abbreviated"].items()
        found |= {name.lower().rstrip("."): number for number, name in short}
    return found


@cache
def pattern(language: str, what: str) -> str:
    """Return an expression that finds such a name, as the group ``name``."""
    known = sorted(names(language, what), key=len, reverse=True)
    ending = _ENDINGS[language][what]
    if language == "fi" and what == "months":
        # tammi–toukokuussa names January as well.
        stems = "|".join(name.removesuffix("kuu") for name in known)
        return (
            rf"(?<!\w)(?:(?P<name>{'|'.join(known)}){ending}(?!\w)"
            rf"|(?P<stem>{stems})(?=\s?[–-]\s?(?:{stems})kuu))"
        )
    return rf"(?<!\w)(?P<name>{'|'.join(known)}){ending}(?!\w)"


def number(found: re.Match[str], language: str, what: str) -> int:
    """Return which month or weekday a match of the pattern means."""
    parts = found.groupdict()
    name = parts["name"] or f"{parts['stem']}kuu"
    return names(language, what)[name.lower()]


def rows(text: str, language: str) -> list[tuple[re.Match[str], int]]:
    """Return weekdays that stand by their short names in a row: ma–to, Mon–Thu."""
    short = _SHORT.get(language)
    if not short:
        return []
    known = names(language, "weekdays")
    found = re.finditer(
        rf"(?<![\w-])(?:(?:{short})(?=\s?[–-]\s?(?:{short})(?!\w))"
        rf"|(?<=[–-])(?:{short})(?!\w))",
        text,
        re.IGNORECASE,
    )
    return [
        (one, next(n for name, n in known.items() if name.startswith(begin)))
        for one in found
        if (begin := one.group().lower())
    ]


def is_month(text: str, found: re.Match[str]) -> bool:
    """Tell whether a word that looks like an English month is one."""
    word = found["name"] or ""
    if word.lower() not in _DOUBTFUL:
        return True
    parts = found.groupdict()
    has_day = bool(parts.get("before") or parts.get("after"))
    has_year = text[found.end() : found.end() + 3].strip()[:1].isdigit()
    before = text[: found.start()]
    return word[0].isupper() and (
        has_day or has_year or bool(re.search(_BEFORE_MONTH, before, re.IGNORECASE))
    )
