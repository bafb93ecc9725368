"""The search page of each language."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from hardening import limits
from translation.links import LinkingPage
from translation.originals import IndependentOriginal


class SearchPage(RoutablePageMixin, IndependentOriginal, LinkingPage):
    """One box and what it finds in the language of the page.

    The query stands in the address, and whatever stands there gives a page
    (``search.asking``).  What is shown is put together in ``search.results``.
    """

    purpose = "search"

    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("search page")
        verbose_name_plural = _("search pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict:
        # Here and not above: it reads the other models of this app.
        from search.results import shown

        context = super().get_context(request, *args, **kwargs)
        return context | shown(self, request)

    @path("")
    def index_route(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """The page, and what is found; 429 for who searches too often."""
        wait = request.GET and limits.seconds_to_wait_for(request, "searches")
        if wait:
            return limits.too_many(request, wait)
        return super().index_route(request, *args, **kwargs)

    @path("suggestions/", name="suggestions")
    def suggestions(self, request: HttpRequest) -> HttpResponse:
        """What the box offers while a reader types, as JSON."""
        from search.suggestions import suggestions

        if wait := limits.seconds_to_wait_for(request, "suggestions"):
            nothing = JsonResponse({"suggestions": []}, status=429)
            return limits.later(nothing, wait)
        return suggestions(request, self.locale)
