"""Ask for every page of the sitemap once, so that no reader is the first."""

from typing import Any
from urllib.request import urlopen

from defusedxml import ElementTree
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from background.progress import shown

LOCATION = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"
SECONDS = 60


def read(address: str) -> bytes:
    """Return what stands at an address.  Raises OSError where it is not answered."""
    # The address is BASE_URL's own, or one of its sitemap.
    with urlopen(address, timeout=SECONDS) as answer:  # noqa: S310
        return bytes(answer.read())


def locations(address: str) -> list[str]:
    """Return the addresses that a sitemap, or an index of sitemaps, names."""
    tree = ElementTree.fromstring(read(address))
    return [str(one.text).strip() for one in tree.iter(LOCATION)]


class Command(BaseCommand):
    """Goes by BASE_URL, so through nginx, which keeps what it gets.

    One after the other, as readers of the new release come at the same time.
    """

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            parts = locations(f"{settings.BASE_URL}/sitemap.xml")
            pages = [page for part in parts for page in locations(part)]
        except (OSError, ElementTree.ParseError) as error:
            raise CommandError(f"{settings.BASE_URL}/sitemap.xml: {error}") from error
        failed = []
        bar = shown(pages, len(pages), "Asking for pages", self.stderr)
        for number, page in enumerate(bar, 1):
            try:
                read(page)
            except OSError as error:
                failed.append(f"{page}: {error}")
            if options["verbosity"] and (number % 500 == 0 or number == len(pages)):
                self.stdout.write(f"{number} of {len(pages)} pages")
        if failed:
            raise CommandError("\n".join(["Not answered:", *failed]))
