"""Phone numbers: the same number, however it is written."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from translation.checking.findings import Fact, Finding, Kind, differences
from translation.checking.sides import Side, blank

# As people write them: with the country's code, or with a zero before.
_PHONE = re.compile(
    r"(?<![\w.,:/+-])(?:\+\d{1,3}|00\d{1,3}|\(?0[1-9])"
    r"(?:[ \u00a0\u202f()/-]{0,2}\d){5,13}(?![\w/-])"
)


def phones(text: str) -> list[Fact]:
    """Return the phone numbers of a text; their value is what is dialled in Finland."""
    return [
        Fact(_dialled(one.group()), *one.span(), one.group())
        for one in _PHONE.finditer(text)
    ]


def _dialled(written: str) -> str:
    digits = re.sub(r"\D", "", written.replace("(0)", ""))
    if written.startswith("+358"):
        return "0" + digits.removeprefix("358")
    if written.startswith("00358"):
        return "0" + digits.removeprefix("00358")
    return ("+" if written.startswith("+") else "") + digits


def without_phones(text: str) -> str:
    """Return the text with signs of no meaning in place of its phone numbers."""
    return blank(text, [(one.start, one.end) for one in phones(text)])


def check(source: Side, target: Side) -> Iterator[Finding]:
    """Yield numbers that only one side has."""
    yield from differences(
        Kind.PHONE,
        phones(source.text),
        phones(target.text),
        missing=_("The phone number %(what)s of the original is missing."),
        extra=_("The original does not have the phone number %(what)s."),
    )
