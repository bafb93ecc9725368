"""Lines that give the publication and update times, as the sources write them.

Day first in every dotted and dashed form; times are Helsinki time.  Only a whole line
is a date line: dates in sentences and event dates ("Tid: ...") are not.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime

from articles.importing.elements import HELSINKI

_DAY = (
    r"(?:(?P<{0}d>\d{{1,2}})[.](?P<{0}m>\d{{1,2}})[.](?P<{0}y>\d{{4}})"
    r"|(?P<{0}dd>\d{{1,2}})-(?P<{0}dm>\d{{1,2}})-(?P<{0}dy>\d{{4}})"
    r"|(?P<{0}iy>\d{{4}})-(?P<{0}im>\d{{2}})-(?P<{0}id>\d{{2}}))"
)
_TIME = (
    r"(?:[ T]+(?P<{0}mark>klo|kl\.?)?\s*"
    r"(?P<{0}h>\d{{1,2}})[.:](?P<{0}min>\d{{2}})(?::(?P<{0}s>\d{{2}}))?)?"
)
_MOMENT = _DAY + _TIME
_PUBLISHED = r"(?:(?:Julkaistu|Julkaisupäivä|Publicerad|Published)\s*:?\s*)?"
_UPDATED = r"(?:Päivitetty|Muokattu|Uppdaterad|Updated)\s*:?\s*"
_KIND = r"(?P<kind>Blogit|Uutiset)?"

_DATE_LINE = re.compile(
    rf"^{_PUBLISHED}{_MOMENT.format('p')}\s*,?\s*"
    rf"(?:{_UPDATED}{_MOMENT.format('u')})?\s*{_KIND}$",
    re.IGNORECASE,
)
_UPDATE_LINE = re.compile(rf"^{_UPDATED}{_MOMENT.format('u')}$", re.IGNORECASE)
_AGENCY_LINE = re.compile(
    rf"^{_MOMENT.format('p')} +EES?T *\| *(?P<publisher>[^|]+?) *\| *(?P<kind>[^|]+)$"
)
_BYLINE = re.compile(
    rf"^{_DAY.format('p')} +(?P<name>[^\W\d_][\w'-]*(?: [^\W\d_][\w'-]*){{1,3}}), "
    r"(?P<role>[^.!?]{2,120})$"
)
_IN_ADDRESS = re.compile(r"/(20\d\d|19\d\d)/(\d{1,2})(?:/(\d{1,2}))?(?=/|$)")


@dataclass(frozen=True)
class DateLine:
    """The times of one date line; None where it has none or an impossible one."""

    published: datetime | None
    updated: datetime | None
    has_time: bool
    possible: bool
    publisher: str = ""
    type_label: str = ""


@dataclass(frozen=True)
class Byline:
    """Who wrote the text, as what, and the day the line gives."""

    day: date
    name: str
    role: str


def read_date_line(text: str) -> DateLine | None:
    """Return the times of a line that is a date line, None for any other line."""
    if len(text) > 200:
        return None
    for pattern in (_DATE_LINE, _AGENCY_LINE, _UPDATE_LINE):
        match = pattern.match(text)
        if match:
            return _date_line(match.groupdict())
    return None


def read_byline(text: str) -> Byline | None:
    """Return the byline of a line such as "7.5.2021 Name Surname, role"."""
    match = _BYLINE.match(text) if len(text) < 200 else None
    if not match or not all(word[0].isupper() for word in match["name"].split()):
        return None
    moment = _moment(match.groupdict(), "p")
    return Byline(moment.date(), match["name"], match["role"]) if moment else None


def date_language(text: str) -> str | None:
    """Return the language that writes a date line this way, None if any may."""
    match = _DATE_LINE.match(text) if len(text) < 200 else None
    if not match:
        return None
    if match["piy"]:
        return "en"
    if match["pmark"]:
        return "fi" if match["pmark"].casefold() == "klo" else "sv"
    return None


def date_in_address(url: str) -> tuple[int, int, int | None] | None:
    """Return the year, month and day (None if lacking) that a web address holds."""
    match = _IN_ADDRESS.search(url)
    if not match:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        date(year or 0, month or 0, day or 1)
    except ValueError:
        return None
    return year or 0, month or 0, day


def _date_line(groups: dict[str, str | None]) -> DateLine:
    published, updated = _moment(groups, "p"), _moment(groups, "u")
    given = [side for side in "pu" if _has_day(groups, side)]
    read = [moment for moment in (published, updated) if moment]
    return DateLine(
        published=published,
        updated=updated,
        has_time=groups.get("ph") is not None,
        possible=len(read) == len(given),
        publisher=groups.get("publisher") or "",
        type_label=groups.get("kind") or "",
    )


def _has_day(groups: dict[str, str | None], side: str) -> bool:
    return any(groups.get(side + key) for key in ("y", "dy", "iy"))


def _moment(groups: dict[str, str | None], side: str) -> datetime | None:
    """Return the moment of one side of a match, None when lacking or impossible."""

    def number(*keys: str) -> int:
        return next((int(v) for key in keys if (v := groups.get(side + key))), 0)

    try:
        return datetime(
            number("y", "dy", "iy"),
            number("m", "dm", "im"),
            number("d", "dd", "id"),
            number("h"),
            number("min"),
            number("s"),
            tzinfo=HELSINKI,
        )
    except ValueError:
        return None
