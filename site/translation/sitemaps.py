"""Lists of addresses for search engines, each with its versions in other languages.

A sitemap has parts.  A part holds all versions of a page, so that what it says of
them agrees with itself, and at most 300 addresses: the protocol allows 50,000, yet
each is made while somebody waits.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Protocol

from django.conf import settings
from django.db import models
from wagtail.models import Page
from wagtail.query import PageQuerySet

from translation.addresses import absolute
from translation.versions import readable

MOST_ADDRESSES = 300
HOME_DEPTH = 2
X_DEFAULT = "x-default"


@dataclass(frozen=True)
class Address:
    """One address.  ``alternates`` are the versions, itself too, by language."""

    url: str
    alternates: dict[str, str]
    changed: datetime | None


class Sitemap(Protocol):
    """What a sitemap has to answer."""

    def count_parts(self) -> int:
        """Return the number of parts."""

    def addresses(self, part: int) -> list[Address]:
        """Return the addresses of a part, counted from 1; [] past the last."""


def groups_a_part() -> int:
    """Return how many pages with all their versions are certain to fit in a part."""
    # One less, for the address at which a language is chosen.
    return (MOST_ADDRESSES - 1) // len(settings.WAGTAIL_CONTENT_LANGUAGES)


def count_parts(objects: models.QuerySet) -> int:
    """Return in how many parts the translation keys of the objects fit."""
    keys = objects.values("translation_key").distinct().count()
    return -(-keys // groups_a_part())


def keys_of_part(objects: models.QuerySet, part: int) -> models.QuerySet:
    """Return the translation keys of a part, the first written first.

    Not evaluated: it is meant as a condition.  What is written later comes later, so
    that a part stays as it was.
    """
    start = (part - 1) * groups_a_part()
    firsts = objects.order_by().values("translation_key")
    ordered = firsts.annotate(first=models.Min("pk")).order_by("first")
    return ordered.values("translation_key")[start : start + groups_a_part()]


class PageSitemap:
    """All readable pages in the languages of the site; two queries a part."""

    def _pages(self) -> PageQuerySet:
        codes = [code for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES]
        pages = Page.objects.filter(
            depth__gte=HOME_DEPTH, locale__language_code__in=codes
        )
        return readable(pages)

    def count_parts(self) -> int:
        """Return the number of parts."""
        return count_parts(self._pages())

    def addresses(self, part: int) -> list[Address]:
        """Return the addresses of a part: every version, and the choice of language."""
        keys = keys_of_part(self._pages(), part)
        pages = self._pages().filter(translation_key__in=keys).select_related("locale")
        # What an address needs, of up to a thousand pages.
        pages = pages.only(
            "depth",
            "last_published_at",
            "locale__language_code",
            "translation_key",
            "url_path",
        )
        found = []
        by_key = groupby(
            pages.order_by("translation_key", "pk"), lambda page: page.translation_key
        )
        for _key, group in by_key:
            versions = [(page, page.get_url() or "") for page in group]
            found += self._family([(page, url) for page, url in versions if url])
        return found

    def _family(self, versions: list[tuple[Page, str]]) -> list[Address]:
        if not versions:
            return []
        is_home = versions[0][0].depth == HOME_DEPTH
        urls = {page.locale.language_code: url for page, url in versions}
        # The first is the one that was written first: the original.
        alternates = with_default(urls, "/" if is_home else versions[0][1])
        times = {url: page.last_published_at for page, url in versions}
        if is_home:
            times["/"] = newest(times.values())
        return [Address(absolute(url), alternates, time) for url, time in times.items()]


def with_default(urls: dict[str, str], default: str) -> dict[str, str]:
    """Return public addresses by language, in the order of the settings."""
    order = [code for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES]
    alternates = {code: absolute(urls[code]) for code in order if code in urls}
    return alternates | {X_DEFAULT: absolute(default)}


def newest(times: Iterable[datetime | None]) -> datetime | None:
    """Return the newest of the times that are known, or None."""
    return max(filter(None, times), default=None)
