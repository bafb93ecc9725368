"""Quotation marks: each language has its own."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from translation.checking.findings import Finding, Kind
from translation.checking.sides import Side

# Finnish and Swedish open and close with one sign; English has two.
_OWN = {"fi": ("”", "”"), "sv": ("”", "”"), "en": ("“", "”")}
_ANY = re.compile(r"[\"“”„‟«]")


def check(source: Side, target: Side) -> Iterator[Finding]:
    """Yield marks of another language, spaces inside them and marks without partner.

    A quotation that runs on over several segments leaves its original without partner
    too; so it may the translation.
    """
    opening, closing = _OWN.get(target.language, _OWN["en"])
    marks = list(_ANY.finditer(target.text))
    for mark in marks:
        if mark.group() not in (opening, closing):
            yield Finding(
                Kind.QUOTE,
                _("The quotation mark %(sign)s: here they are %(own)s."),
                {"sign": mark.group(), "own": f"{opening} {closing}"},
                *mark.span(),
            )
    there = len(_ANY.findall(source.text))
    if len(marks) % 2 and not there % 2:
        yield Finding(Kind.QUOTE, _("A quotation mark has no partner."))
    elif there and not marks:
        yield Finding(
            Kind.QUOTE, _("The original has quotation marks here; should these words?")
        )
    elif not len(marks) % 2:
        yield from _in_pairs(marks, target)


def _in_pairs(marks: list[re.Match[str]], target: Side) -> Iterator[Finding]:
    own = _OWN.get(target.language, _OWN["en"])
    for number, mark in enumerate(marks):
        if mark.group() in own and mark.group() != own[number % 2]:
            yield Finding(
                Kind.QUOTE,
                _("A quotation opens with %(opening)s and closes with %(closing)s."),
                {"opening": own[0], "closing": own[1]},
                *mark.span(),
            )
        before = target.text[mark.start() - 1 : mark.start()]
        after = target.text[mark.end() : mark.end() + 1]
        inside = before if number % 2 else after
        if inside in (" ", "\u00a0"):
            yield Finding(
                Kind.QUOTE,
                _("A space stands inside the quotation marks."),
                {},
                *mark.span(),
            )
