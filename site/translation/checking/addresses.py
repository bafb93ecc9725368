"""E-mail and web addresses: the same in all languages, but for the language itself."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from django.utils.translation import gettext_lazy as _

from translation.checking.findings import Fact, Finding, Kind, differences
from translation.checking.sides import Side

_EMAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}@(?:[^\W_][\w-]{0,62}\.){1,4}[^\W\d_]{2,24}(?!\w)"
)
_WEB = re.compile(
    r"""(?<![\w.@/-])
    (?:https?://(?P<with>[\w-]{1,63}(?:\.[\w-]{1,63}){1,4})
      |(?P<without>(?:[\w-]{1,63}\.){1,4}
        (?:fi|com|org|net|eu|info|se|ee|lv|io|int|gov|uk|de|ax)))
    (?![\w@])(?P<path>/[^\s<>"”“)]*)?""",
    re.VERBOSE | re.IGNORECASE,
)
_LANGUAGE = re.compile(r"/(?:fi|sv|en|fi-fi|sv-fi|sv-se|en-gb|en-us)(?=/|$)")
# From here on, one path is taken for another that was mistyped.
_ALIKE = 0.8


def emails(text: str) -> list[Fact]:
    """Return the e-mail addresses of a text."""
    return [
        Fact(one.group().lower(), *one.span(), one.group())
        for one in _EMAIL.finditer(text)
    ]


def web(text: str) -> list[Fact]:
    """Return the web addresses of a text; their value is the host without www."""
    return [
        Fact(_host(one), one.start(), _end(one), one.group().rstrip(".,;:!?"))
        for one in _WEB.finditer(text)
    ]


def _host(found: re.Match[str]) -> str:
    return (found["with"] or found["without"]).lower().removeprefix("www.")


def _end(found: re.Match[str]) -> int:
    return found.start() + len(found.group().rstrip(".,;:!?"))


def check(source: Side, target: Side) -> Iterator[Finding]:
    """Yield addresses that only one side has, and paths that look mistyped."""
    yield from differences(
        Kind.EMAIL,
        emails(source.text),
        emails(target.text),
        missing=_("The e-mail address %(what)s of the original is missing."),
        extra=_("The original does not have the e-mail address %(what)s."),
    )
    there, here = web(source.text), web(target.text)
    yield from differences(
        Kind.ADDRESS,
        there,
        here,
        missing=_("The web address %(what)s of the original is missing."),
        extra=_("The original does not have the web address %(what)s."),
    )
    known = {_path(one) for one in there}
    for one in here:
        path = _path(one)
        if path not in known and any(
            SequenceMatcher(None, path, other).ratio() >= _ALIKE for other in known
        ):
            yield Finding(
                Kind.ADDRESS,
                _("The web address %(what)s differs a little from the original's."),
                {"what": one.text},
                one.start,
                one.end,
            )


def _path(fact: Fact) -> str:
    """Return an address without what tells its language."""
    rest = fact.text.partition("//")[2] or fact.text
    path = rest.partition("/")[2]
    return fact.value + _LANGUAGE.sub("", f"/{path}").rstrip("/")
