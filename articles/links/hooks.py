"""Shows which links lead nowhere, and to what no link leads."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from articles.links.panel import BrokenLinksPanel
from articles.links.reports import BrokenLinksReport, OrphansReport


@hooks.register("register_admin_urls")
def reports() -> list[URLPattern]:
    """Give the reports their addresses."""
    return [
        path("reports/links/", BrokenLinksReport.as_view(), name="broken_links"),
        path(
            "reports/links/results/",
            BrokenLinksReport.as_view(results_only=True),
            name="broken_links_results",
        ),
        path("reports/unused/", OrphansReport.as_view(), name="orphans"),
    ]


@hooks.register("register_reports_menu_item")
def broken_links_item() -> MenuItem:
    """Put the broken links among the reports."""
    return MenuItem(
        _("Broken links"),
        reverse_lazy("broken_links"),
        name="broken-links",
        icon_name="link",
        order=1300,
    )


@hooks.register("register_reports_menu_item")
def orphans_item() -> MenuItem:
    """Put what nothing leads to among the reports."""
    return MenuItem(
        _("Used nowhere"),
        reverse_lazy("orphans"),
        name="used-nowhere",
        icon_name="view",
        order=1310,
    )


@hooks.register("construct_homepage_panels")
def broken_links_panel(request: HttpRequest, panels: list[Any]) -> None:
    """Show on the home page which links of one's own pages are broken."""
    panels.append(BrokenLinksPanel())
