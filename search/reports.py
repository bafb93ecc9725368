"""What people search for, as a report in the admin."""

import django_filters
from django.conf import settings
from django.db.models import Max, QuerySet, Sum
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, NumberColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies import ModelPermissionPolicy

from search.models.statistics import FEWEST_SHOWN, SearchedFor, first_day_kept

QUERY = pgettext_lazy("what was searched for", "Search")


class SearchesFilterSet(WagtailFilterSet):
    """Leaves one language, or what found nothing."""

    language = django_filters.ChoiceFilter(
        label=_("Language"), choices=settings.WAGTAIL_CONTENT_LANGUAGES
    )
    found = django_filters.ChoiceFilter(
        label=_("Results"),
        choices=[("nothing", _("Found nothing"))],
        method="found_nothing",
    )

    class Meta:
        model = SearchedFor
        fields = ["language"]

    def found_nothing(self, searches: QuerySet, name: str, value: str) -> QuerySet:
        """Return the searches that found nothing at least once."""
        return searches.filter(vain__gt=0)


class SearchesReport(ReportView):
    """Searches of the last 90 days that were made three times or more."""

    page_title = _("Searches on the site")
    header_icon = "search"
    model = SearchedFor
    permission_policy = ModelPermissionPolicy(SearchedFor)
    permission_required = "view"
    filterset_class = SearchesFilterSet
    default_ordering = "-searches"
    index_url_name = "searches_report"
    index_results_url_name = "searches_report_results"
    columns = [
        Column("query", label=QUERY, sort_key="query"),
        Column("language", label=_("Language"), sort_key="language"),
        NumberColumn("searches", label=_("Times"), sort_key="searches"),
        NumberColumn("vain", label=_("Times without results"), sort_key="vain"),
        DateColumn("last_day", label=_("Last made"), sort_key="last_day"),
    ]
    list_export = ["query", "language", "searches", "vain", "last_day"]
    export_headings = {
        "query": QUERY,
        "language": _("Language"),
        "searches": _("Times"),
        "vain": _("Times without results"),
        "last_day": _("Last made"),
    }

    def get_base_queryset(self) -> QuerySet:
        """Return the searches of all days together, without those few people made."""
        return (
            SearchedFor.objects.filter(day__gte=first_day_kept())
            .values("language", "query")
            .annotate(searches=Sum("times"), vain=Sum("in_vain"), last_day=Max("day"))
            .filter(searches__gte=FEWEST_SHOWN)
        )
