"""What there is instead, where an address has no page that a reader can read."""

from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from uuid import UUID

from django.db import models
from wagtail.models import Page
from wagtail.query import PageQuerySet

from translation.models import GonePage
from translation.versions import readable_versions

SECTION_DEPTH = 3


@dataclass(frozen=True)
class Absence:
    """Why nothing is at an address.

    ``versions`` are the pages that a reader may have looked for, by language code, in
    the order of the settings.  ``was_removed`` is true where a page stood there once.
    """

    versions: dict[str, Page] = field(default_factory=dict)
    was_removed: bool = False


def absence_at(path: str) -> Absence:
    """Return what is known about an address that has no readable page.

    ``path`` begins with the language, such as ``/sv/artiklar/foreningar/``.  Looked
    for are: a page or draft that stands there, one that stood there, and pages of
    other languages with the same last word under the same section, so that an
    address with only its language changed finds its page.  Four queries at most.
    """
    language, *words = path.strip("/").split("/")
    if not words:
        return Absence()
    url_path = f"/{language}/{'/'.join(words)}/"
    gone = list(
        GonePage.objects.filter(path=url_path).values_list("translation_key", flat=True)
    )
    keys = gone or _keys_at(url_path, words)
    found = readable_versions(keys) if keys else {}
    # Two pages of one word are told apart by nobody: the first one is as good.
    versions = next((found[key] for key in keys if key in found), {})
    return Absence(versions=versions, was_removed=bool(gone))


def _keys_at(url_path: str, words: list[str]) -> list[UUID]:
    """Return the translation keys that an address may mean, the likeliest first."""
    depth = len(words) + 2  # the root and the front page stand above
    alike = models.Q(slug=words[-1], depth=depth)
    if depth > SECTION_DEPTH:
        named = Page.objects.filter(depth=SECTION_DEPTH, slug=words[0])
        sections = Page.objects.filter(
            depth=SECTION_DEPTH, translation_key__in=named.values("translation_key")
        )
        under = [models.Q(path__startswith=path) for path in _paths(sections)]
        alike &= reduce(or_, under, models.Q(pk__in=[]))
    pages = Page.objects.filter(models.Q(url_path=url_path) | alike)
    # What stands at the very address comes before what is only called the same.
    exactly_first = models.Case(models.When(url_path=url_path, then=0), default=1)
    return list(
        dict.fromkeys(
            pages.order_by(exactly_first, "pk").values_list(
                "translation_key", flat=True
            )
        )
    )


def _paths(pages: PageQuerySet) -> list[str]:
    return list(pages.values_list("path", flat=True))
