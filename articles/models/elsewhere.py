"""What a list tells about the items that exist only in other languages."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.paginator import Page as ListPage
from django.core.paginator import Paginator
from django.http import HttpRequest
from wagtail.models import Locale, Page
from wagtail.query import PageQuerySet

from freshness.kept import kept
from translation.links import Link
from translation.versions import (
    count_only_in_other_languages,
    only_in_other_languages,
)

OTHERS_A_PAGE = 50
# The value is the page of the list of others: ``?others=1`` shows the first.
PARAMETER = "others"


@dataclass(frozen=True)
class Elsewhere:
    """How many items are only in other languages and, where asked for, which.

    ``links`` is None until the reader asks for them.
    """

    count: int
    links: list[Link] | None = None
    pages: ListPage | None = None


def elsewhere(
    pages: PageQuerySet, name: str, locale: Locale, request: HttpRequest
) -> Elsewhere:
    """Return what a list in one language says of the items in others.

    How many they are is kept, by what the list is called and its language.  Two
    queries where the reader asks to see them; newest first.
    """
    if PARAMETER not in request.GET:
        count = kept(
            request,
            f"elsewhere {name} {locale.pk}",
            lambda: count_only_in_other_languages(pages, locale),
        )
        return Elsewhere(count=count)
    others = only_in_other_languages(pages, locale)
    newest_first = others.order_by("-first_published_at", "-pk")
    shown = Paginator(newest_first.select_related("locale"), OTHERS_A_PAGE).get_page(
        request.GET[PARAMETER]
    )
    return Elsewhere(
        count=shown.paginator.count,
        links=[_link(page, request) for page in shown],
        pages=shown,
    )


def elsewhere_among(links: Sequence[Link], request: HttpRequest) -> Elsewhere:
    """Return the same of links that are at hand: a few things that are no pages."""
    asked = PARAMETER in request.GET
    return Elsewhere(count=len(links), links=list(links) if asked else None)


def _link(page: Page, request: HttpRequest) -> Link:
    return Link(
        url=page.get_url(request) or "",
        title=page.title,
        language_code=page.locale.language_code,
    )
