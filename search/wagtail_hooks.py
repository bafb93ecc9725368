"""The search in the admin: the report of what readers search for."""

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from search.reports import SearchesReport

WAGTAILS_OWN_REPORT = "search-terms"


class SearchesMenuItem(MenuItem):
    """Leads to the report those who may read it."""

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("search.view_searchedfor")


@hooks.register("register_admin_urls")
def register_report_addresses() -> list[URLPattern]:
    """Give the report its addresses."""
    return [
        path("reports/searches/", SearchesReport.as_view(), name="searches_report"),
        path(
            "reports/searches/results/",
            SearchesReport.as_view(results_only=True),
            name="searches_report_results",
        ),
    ]


@hooks.register("register_reports_menu_item")
def register_report() -> MenuItem:
    """Put the report among the others."""
    return SearchesMenuItem(
        _("Searches on the site"),
        reverse("searches_report"),
        name="searches",
        icon_name="search",
        order=1200,
    )


@hooks.register("construct_reports_menu")
def leave_out_empty_report(request: HttpRequest, items: list[MenuItem]) -> None:
    """Leave out Wagtail's own report: it is empty, for it would keep anything typed."""
    items[:] = [item for item in items if item.name != WAGTAILS_OWN_REPORT]


@hooks.register("register_permissions")
def register_report_permission() -> QuerySet[Permission]:
    """Let an administrator give a group the right to read the report."""
    return Permission.objects.filter(
        content_type__app_label="search", codename="view_searchedfor"
    )
