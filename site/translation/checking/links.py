"""Links that the original has must stand in the translation too, each once."""

from collections import Counter
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from translation.checking.findings import Finding, Kind
from translation.checking.sides import Side


def check(source: Side, target: Side) -> Iterator[Finding]:
    """Yield links that are lost, doubled or unknown, and lost bold and italics."""
    there, here = Counter(source.links), Counter(target.links)
    for name in sorted(there - here):
        yield Finding(
            Kind.LINK,
            _("The link %(name)s of the original is missing here."),
            {"name": name},
        )
    for name in sorted(here - there):
        text = (
            _("The link %(name)s stands here more than once.")
            if name in there
            else _("The original has no link %(name)s.")
        )
        yield Finding(Kind.LINK, text, {"name": name})
    for name in sorted(source.tags - target.tags):
        yield Finding(
            Kind.TAG,
            _("<%(name)s> marks something in the original and nothing here."),
            {"name": name},
        )
