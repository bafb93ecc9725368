"""Helps writers where Wagtail begins, edits and publishes a page."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.permissions import page_permission_policy

from articles.writing import asking, beginning
from articles.writing.consent_lists import ConsentsPanel, QuotesReport

hooks.register("before_create_page", beginning.choose)
hooks.register("before_edit_page", beginning.begin_summary)
hooks.register("before_create_page", asking.before_creating)
hooks.register("after_create_page", asking.after_creating)
hooks.register("before_publish_page", asking.before_publishing)
hooks.register("count_advice", asking.count_advice)


@hooks.register("register_admin_urls")
def screens() -> list[URLPattern | URLResolver]:
    """Give the checks, and the report of permissions, their addresses."""
    view = QuotesReport.as_view
    return [
        path("writing/", include("articles.writing.urls")),
        path("reports/quotations/", view(), name="quotes_report"),
        path(
            "reports/quotations/results/",
            view(results_only=True),
            name="quotes_report_results",
        ),
    ]


class QuotesReportItem(MenuItem):
    """Leads to the report those who may write pages."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(page_permission_policy.user_has_permission(request.user, "change"))


@hooks.register("register_reports_menu_item")
def quotes_report_item() -> QuotesReportItem:
    """Offer the report of permissions."""
    return QuotesReportItem(
        _("Permissions for quotations"),
        reverse_lazy("quotes_report"),
        name="quotations",
        icon_name="openquote",
        order=1290,
    )


@hooks.register("construct_homepage_panels")
def consents_panel(request: HttpRequest, panels: list[Any]) -> None:
    """Show on the home page which permissions have ended or end soon."""
    panels.append(ConsentsPanel())
