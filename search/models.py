"""The search page of each language."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page
from wagtail.search.utils import parse_query_string

from translation.links import LinkingPage
from translation.originals import IndependentOriginal
from translation.versions import readable

RESULTS_A_PAGE = 10
LONGEST_QUERY = 200


class SearchPage(IndependentOriginal, LinkingPage):
    """One box and what it finds, in this language only.

    The query stands in the address.  Whatever is typed gives a page: control
    characters are dropped, a very long query is cut.
    """

    purpose = "search"

    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("search page")
        verbose_name_plural = _("search pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict:
        context = super().get_context(request, *args, **kwargs)
        query = typed_query(request)
        context["query"] = query
        if query:
            _filters, words = parse_query_string(query, operator="and")
            pages = readable(Page.objects.filter(locale=self.locale_id, depth__gt=3))
            results = (
                Page.objects.filter(pk__in=pages.values("pk"))
                .specific()
                .search(words, operator="and")
            )
            context["results"] = Paginator(results, RESULTS_A_PAGE).get_page(
                request.GET.get("page")
            )
        return context


def typed_query(request: HttpRequest) -> str:
    """Return what the reader typed, on one line, at most 200 characters."""
    text = request.GET.get("q", "")[: LONGEST_QUERY * 4]
    printable = "".join(c if c.isprintable() else " " for c in text)
    return " ".join(printable.split())[:LONGEST_QUERY]
