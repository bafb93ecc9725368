"""Links that lead by way of an old address, or to where nothing may be any more."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _
from wagtail.contrib.redirects.models import Redirect

from articles.writing.findings import Check, Finding
from articles.writing.reading import Place, Reading

# The city's site until 2021: languages such as fi-FI, and a number in brackets at the
# end of the address.
_HOSTS = re.compile(r"(?:^|\.)(?:espoo|esbo)\.fi$")
_OLD_PATH = re.compile(r"^/(?:fi-FI|sv-FI|en-US)(?:/|$)|\(\d{3,}\)/?$", re.IGNORECASE)


def check(reading: Reading) -> Iterator[Finding]:
    """Yield links to the city's former site, and to addresses of ours that moved.

    One query, for our own addresses, and none where the page has no such link.
    """
    own: list[tuple[str, str, Place]] = []
    own_host = urlsplit(settings.BASE_URL).netloc
    for anchor, place in reading.links:
        parts = urlsplit(anchor.target)
        if parts.scheme in ("http", "https"):
            if parts.netloc == own_host:
                own.append((Redirect.normalise_path(parts.path), anchor.text, place))
            elif _HOSTS.search(parts.hostname or "") and _OLD_PATH.search(parts.path):
                yield _finding(
                    anchor.text, place, _("Search for the page on espoo.fi.")
                )
    moved = (
        set(
            Redirect.objects.filter(
                old_path__in=[path for path, *_rest in own]
            ).values_list("old_path", flat=True)
        )
        if own
        else set()
    )
    for path, text, place in own:
        if path in moved:
            way_out = _("Choose the page itself instead of writing its address.")
            yield _finding(text, place, way_out)


def _finding(text: str, place: Place, way_out: str) -> Finding:
    return Finding(
        Check.ADDRESS,
        _("The link “%(text)s” has an old address.") % {"text": text},
        _("Old addresses stop leading on one day."),
        way_out,
        place,
    )
