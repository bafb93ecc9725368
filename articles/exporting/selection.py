"""Which pages are exported: those asked for, and what they cannot be without."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q
from wagtail.models import Page
from wagtail.query import PageQuerySet

from articles.models import (
    ArticlePage,
    ContactPage,
    EasyReadingPage,
    MeetingPage,
    ProjectPage,
)

# In the order in which they can be made: none needs one that comes later.
KINDS: dict[str, type[Page]] = {
    "contact": ContactPage,
    "project": ProjectPage,
    "meeting": MeetingPage,
    "article": ArticlePage,
    "easy": EasyReadingPage,
}
_RELATIONS = {"project": "project_contacts", "article": "article_contacts"}


@dataclass(frozen=True)
class Selection:
    """What was asked for; what is empty narrows nothing.

    ``section`` is the address of a page, such as ``/fi/hankkeet/``, under which the
    pages stand; ``since`` the day of the last change.
    """

    ids: tuple[int, ...] = ()
    kinds: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    section: str = ""
    since: datetime.date | None = None

    def pages(self) -> PageQuerySet:
        """Return the pages that were asked for."""
        wanted = Q(pk__in=[])
        for kind in self.kinds or KINDS:
            wanted |= Q(pk__in=KINDS[kind].objects.values("pk"))
        pages = Page.objects.filter(wanted, alias_of=None)
        if self.ids:
            pages = pages.filter(pk__in=self.ids)
        if self.languages:
            pages = pages.filter(locale__language_code__in=self.languages)
        if self.section:
            address = "/" + self.section.strip("/") + "/"
            pages = pages.filter(url_path__startswith=address)
        if self.since:
            pages = pages.filter(
                Q(latest_revision_created_at__date__gte=self.since)
                | Q(last_published_at__date__gte=self.since)
            )
        return pages.order_by("path")


def with_what_they_need(pages: Iterable[Page]) -> list[Page]:
    """Return pages, and those without which they are not the same elsewhere.

    The originals of translations, the pages above, contacts and projects, with all
    languages of each; in the order in which they can be made.
    """
    found = {page.pk: page for page in pages}
    asked = set(found)
    fresh = list(found.values())
    while fresh:
        needed = _needed_by([page.pk for page in fresh])
        # Translations are made from their originals, wherever they were asked for.
        needed |= {page.translation_key for page in fresh}
        more = Page.objects.filter(translation_key__in=needed, alias_of=None).exclude(
            pk__in=found
        )
        kinds = tuple(KINDS.values())
        fresh = [page for page in more if issubclass(page.specific_class, kinds)]
        found |= {page.pk: page for page in fresh}
    order = list(KINDS.values())
    return sorted(
        found.values(),
        key=lambda page: (
            order.index(page.specific_class),
            page.pk not in asked,
            page.path,
        ),
    )


def _needed_by(ids: list[int]) -> set:
    """Return the translation keys of what pages name; the same number of queries."""
    keys = set(
        ArticlePage.objects.filter(pk__in=ids, project__isnull=False).values_list(
            "project__translation_key", flat=True
        )
    )
    for kind, relation in _RELATIONS.items():
        keys |= set(
            KINDS[kind]
            .objects.filter(pk__in=ids, **{f"{relation}__isnull": False})
            .values_list(f"{relation}__contact__translation_key", flat=True)
        )
    below = Page.objects.filter(pk__in=ids, depth__gt=4)
    parents = {path[: -Page.steplen] for path in below.values_list("path", flat=True)}
    above = Page.objects.filter(path__in=parents)
    return keys | set(above.values_list("translation_key", flat=True))
