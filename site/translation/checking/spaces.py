"""Spaces and dashes, as the three languages use them."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from translation.checking import addresses
from translation.checking.findings import Finding, Kind
from translation.checking.phones import without_phones
from translation.checking.sides import Side, blank

_RULES = (
    (
        re.compile(r"[ \u00a0\u202f\t]{2,}"),
        Kind.SPACE,
        _("There are two spaces in a row."),
    ),
    (
        re.compile(r"(?<=\w)[ \u00a0\u202f]+(?=[,;!?](?:\s|$)|[.:](?:\s|$))"),
        Kind.SPACE,
        _("There is a space before a punctuation mark."),
    ),
    (
        re.compile(r"(?<=[^\W\d_])[,;!?](?=[^\W\d_])"),
        Kind.SPACE,
        _("A space is missing after a punctuation mark."),
    ),
    (
        re.compile(r"(?<=[a-zåäö])\.(?=[A-ZÅÄÖ][a-zåäö])"),
        Kind.SPACE,
        _("A space is missing after a full stop."),
    ),
    (
        re.compile(r"(?<=[(\[])[ \u00a0]|[ \u00a0](?=[)\]])"),
        Kind.SPACE,
        _("There is a space inside the brackets."),
    ),
    (
        re.compile(r"(?<=[^\s\-–—])[ \u00a0]-(?=[ \u00a0])"),
        Kind.DASH,
        _("A dash between words is – and not a hyphen."),
    ),
    (
        re.compile(
            r"(?<![\w-])(?!(?:19|20)\d\d-[01]\d(?!\d))\d{1,4}(?:[.:]\d\d)?-\d{1,4}(?:[.:]\d\d)?(?![\w-])"
        ),
        Kind.DASH,
        _("From – to is written with a dash: 10–16, not with a hyphen."),
    ),
)
# A space stands before the sign in Finnish (Kielikello) and Swedish (Språkrådet), and
# none in English.
_PERCENT = {
    "fi": (re.compile(r"\d%"), "25 %"),
    "sv": (re.compile(r"\d%"), "25 %"),
    "en": (re.compile(r"\d[ \u00a0\u202f]+%"), "25%"),
}


def check(source: Side, target: Side) -> Iterator[Finding]:
    """Yield what is spaced or dashed otherwise than the language has it."""
    text = target.text
    for edge in (text[:1], text[-1:]):
        if edge.isspace():
            yield Finding(Kind.SPACE, _("A space stands at the edge of the words."))
            break
    held = [*addresses.emails(text), *addresses.web(text)]
    plain = without_phones(blank(text, [(one.start, one.end) for one in held]))
    for rule, kind, sentence in _RULES:
        for found in rule.finditer(plain):
            yield Finding(kind, sentence, {}, *found.span())
    if target.language not in _PERCENT:
        return
    rule, example = _PERCENT[target.language]
    for found in rule.finditer(plain):
        yield Finding(
            Kind.SPACE,
            _("Write the per cent sign as this language has it: %(example)s."),
            {"example": example},
            *found.span(),
        )
