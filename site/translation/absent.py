"""What there is instead, where an address has no page that a reader can read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from typing import Protocol, runtime_checkable
from uuid import UUID

from django.conf import settings
from django.db import models
from wagtail.models import Page
from wagtail.query import PageQuerySet

from translation.models import GonePage
from translation.versions import readable, readable_versions

SECTION_DEPTH = 3


@dataclass(frozen=True)
class Version:
    """What a reader may have looked for, in one language."""

    title: str
    url: str


@runtime_checkable
class HasAddressesBelow(Protocol):
    """A section with addresses below it that are no pages, such as topics or years."""

    def versions_below(self, words: list[str]) -> Mapping[str, Version]:
        """Return by language what ``words``, the end of an address, stand for.

        ``self`` is one of the versions of the section; {} for what nobody knows.
        """


@dataclass(frozen=True)
class Absence:
    """Why nothing is at an address.

    ``versions`` are what a reader may have looked for, by language code, in the order
    of the settings.  ``was_removed`` is true where a page stood there once.
    ``section`` is the one that the address lies in, in its language.
    """

    versions: Mapping[str, Version] = field(default_factory=dict)
    was_removed: bool = False
    section: Page | None = None


def absence_at(path: str) -> Absence:
    """Return what is known about an address that has no readable page.

    ``path`` begins with the language, such as ``/sv/artiklar/foreningar/``.  Looked
    for are: a page or draft that stands there, one that stood there, pages of other
    languages with the same last word under the same section, so that an address with
    only its language changed finds its page, and what the section itself knows.  The
    file of a page, such as its feed, is looked for as the page.
    """
    language, *words = path.strip("/").split("/")
    if words and "." in words[-1]:  # no slug has a dot
        words.pop()
    if not words:
        return Absence()
    url_path = f"/{language}/{'/'.join(words)}/"
    gone = list(
        GonePage.objects.filter(path=url_path).values_list("translation_key", flat=True)
    )
    sections = _sections_called(words[0])
    keys = gone or _keys_at(url_path, words, sections)
    found = readable_versions(keys) if keys else {}
    # Two pages of one word are told apart by nobody: the first one is as good.
    pages = next((found[key] for key in keys if key in found), {})
    versions: Mapping[str, Version] = {
        code: Version(page.title, page.get_url() or "") for code, page in pages.items()
    }
    return Absence(
        versions=versions or _below(sections, words[1:]),
        was_removed=bool(gone),
        section=readable(
            Page.objects.filter(
                depth=SECTION_DEPTH, url_path=f"/{language}/{words[0]}/"
            )
        ).first(),
    )


def _sections_called(slug: str) -> list[Page]:
    """Return the sections of that name in any language, with all their versions."""
    named = Page.objects.filter(depth=SECTION_DEPTH, slug=slug)
    return list(
        Page.objects.filter(
            depth=SECTION_DEPTH, translation_key__in=named.values("translation_key")
        )
    )


def _keys_at(url_path: str, words: list[str], sections: list[Page]) -> list[UUID]:
    """Return the translation keys that an address may mean, the likeliest first."""
    depth = len(words) + 2  # the root and the front page stand above
    alike = models.Q(depth=depth)
    if depth > SECTION_DEPTH:
        under = [models.Q(path__startswith=section.path) for section in sections]
        alike &= reduce(or_, under, models.Q(pk__in=[]))
    # Whatever stands there has that slug, which has an index; an address has none.
    named: PageQuerySet = Page.objects.filter(slug=words[-1])
    pages = named.filter(models.Q(url_path=url_path) | alike)
    # What stands at the very address comes before what is only called the same.
    exactly_first = models.Case(models.When(url_path=url_path, then=0), default=1)
    return list(
        dict.fromkeys(
            pages.order_by(exactly_first, "pk").values_list(
                "translation_key", flat=True
            )
        )
    )


def _below(sections: list[Page], words: list[str]) -> dict[str, Version]:
    """Return what the section knows of an address below it, in the settings' order."""
    section = sections[0].specific if sections and words else None
    if not isinstance(section, HasAddressesBelow):
        return {}
    found = section.versions_below(words)
    order = [code for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES]
    return {code: found[code] for code in order if code in found}
