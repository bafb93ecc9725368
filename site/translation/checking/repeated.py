"""Words written twice by mistake."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from translation.checking.findings import Finding, Kind
from translation.checking.sides import Side

_TWICE = re.compile(r"(?<![\w-])([^\W\d_]+)\s+\1(?![\w-])", re.IGNORECASE)
# Words that may rightly follow themselves.
_MAY = {"fi": {"joka", "siellä", "hyvin"}, "sv": {"om", "för"}, "en": {"that", "had"}}


def check(source: Side, target: Side) -> Iterator[Finding]:
    """Yield words that stand twice in a row, unless something in the original does."""
    if _TWICE.search(source.text):
        return
    for found in _TWICE.finditer(target.text):
        if found[1].lower() not in _MAY.get(target.language, ()):
            yield Finding(
                Kind.REPEATED,
                _("“%(what)s” stands twice in a row."),
                {"what": found[1]},
                *found.span(),
            )
