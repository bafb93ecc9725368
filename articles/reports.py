"""What an editor has to keep up, as a report in the admin."""

from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page
from wagtail.permissions import page_permission_policy
from wagtail.query import PageQuerySet

from articles.upkeep import Duty, of_duty, said_of
from translation.words import language_name


class UpkeepFilterSet(WagtailFilterSet):
    """Leaves one duty."""

    duty = django_filters.ChoiceFilter(
        label=_("To do"), choices=Duty.choices, method="leave"
    )

    def leave(self, pages: PageQuerySet, name: str, duty: str) -> PageQuerySet:
        """Return the pages of one duty."""
        return of_duty(self.request.user, duty)


class UpkeepReport(ReportView):
    """Contacts to review, meetings without a summary and a person's own drafts."""

    page_title = _("Upkeep")
    header_icon = "tasks"
    model = Page
    permission_policy = page_permission_policy
    any_permission_required = {"add", "change", "publish"}
    filterset_class = UpkeepFilterSet
    index_url_name = "upkeep_report"
    index_results_url_name = "upkeep_report_results"
    is_searchable = False
    columns = [
        Column("title", label=_("Title"), classname="title"),
        Column("type", label=_("Type"), accessor="page_type_display_name"),
        Column(
            "language",
            label=_("Language"),
            accessor=lambda page: language_name(page.locale.language_code),
        ),
        Column("due", label=_("To do"), accessor=lambda page: said_of(page)[0]),
    ]
    columns[0].cell_template_name = "articles/admin/upkeep_title.html"

    def get_filterset_kwargs(self) -> dict[str, Any]:
        return super().get_filterset_kwargs() | {"queryset": Page.objects.none()}

    def get_queryset(self) -> PageQuerySet:
        """Return all that this person has to keep up."""
        return of_duty(self.request.user)

    def get_table(self, object_list: Any) -> Any:
        """Return the table of the shown pages, each of its own type."""
        return super().get_table(object_list.specific())
