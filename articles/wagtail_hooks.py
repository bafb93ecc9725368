"""The snippets and tasks of the series in the admin, and the import of texts."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.models import Page
from wagtail.permissions import page_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from articles import calendar_entries, upkeep
from articles.bulk import history
from articles.bulk.exporting import ExportPages
from articles.bulk.facts import ChangeTopic, SetPublisher
from articles.bulk.handing_over import HandOver
from articles.links.panel import BrokenLinksPanel
from articles.links.reports import BrokenLinksReport, OrphansReport
from articles.models import Funding, PageTask, Place, Publisher, Series, Topic
from articles.reports import UpkeepReport
from articles.sharing import screen
from articles.uploading.rights import may_import
from articles.writing import asking, beginning
from articles.writing.consent_lists import ConsentsPanel, QuotesReport
from translation.listing import LanguagesColumn
from translation.roles import has_right


class TopicViewSet(SnippetViewSet):
    """Topics."""

    model = Topic
    icon = "tag"
    list_display = ["name", "slug", "locale", LanguagesColumn()]


class SeriesViewSet(SnippetViewSet):
    """Series of articles."""

    model = Series
    icon = "list-ul"
    list_display = ["name", "locale", LanguagesColumn()]


class PublisherViewSet(SnippetViewSet):
    """Publishers."""

    model = Publisher
    icon = "group"
    list_display = ["name", "locale", LanguagesColumn()]


class FundingViewSet(SnippetViewSet):
    """Fundings of projects."""

    model = Funding
    icon = "folder-open-inverse"
    list_display = ["programme", "fund", "locale", LanguagesColumn()]


class PlaceViewSet(SnippetViewSet):
    """Places of meetings."""

    model = Place
    icon = "site"
    list_display = ["name", "address", "locale", LanguagesColumn()]


class PageTaskViewSet(SnippetViewSet):
    """What editors must settle on imported pages."""

    model = PageTask
    icon = "tasks"
    list_display = ["page", "kind", "note", "done", "created_at"]
    list_filter = ["kind", "done"]


class SeriesGroup(SnippetViewSetGroup):
    """What the pages of the series refer to."""

    menu_label = _("Series")
    menu_icon = "folder-open-1"
    menu_order = 200
    items = (
        PageTaskViewSet,
        TopicViewSet,
        SeriesViewSet,
        PublisherViewSet,
        FundingViewSet,
        PlaceViewSet,
    )


register_snippet(SeriesGroup)
hooks.register("register_log_actions", history.register)
for action in (ExportPages, ChangeTopic, SetPublisher, HandOver):
    hooks.register("register_bulk_action", action)


@hooks.register("register_page_header_buttons")
def draft_links_button(
    page: Page, user: Any, next_url: str | None = None, view_name: str | None = None
) -> Iterator[Button]:
    """Lead those who may write a page to the links that show its draft."""
    if page.depth > 1 and has_right(user, page, "change"):
        yield Button(
            _("Links to the draft"),
            reverse("draft_links", args=[page.pk]),
            icon_name="link",
            priority=58,
        )


@hooks.register("register_admin_urls")
def screens() -> list[URLPattern | URLResolver]:
    """Give the screens of the import and of the help for writers their addresses."""
    return [
        path("import-texts/", include("articles.uploading.urls")),
        path("writing/", include("articles.writing.urls")),
        path("reports/quotations/", QuotesReport.as_view(), name="quotes_report"),
        path(
            "reports/quotations/results/",
            QuotesReport.as_view(results_only=True),
            name="quotes_report_results",
        ),
        path("draft-links/<int:page_id>/", screen.screen, name="draft_links"),
    ]


hooks.register("before_create_page", beginning.choose)
hooks.register("before_edit_page", beginning.begin_summary)
hooks.register("before_create_page", asking.before_creating)
hooks.register("after_create_page", asking.after_creating)
hooks.register("before_publish_page", asking.before_publishing)
hooks.register("count_advice", asking.count_advice)


@hooks.register("register_admin_urls")
def upkeep_report() -> list[URLPattern]:
    """Give the report on what is to keep up its addresses."""
    view = UpkeepReport.as_view
    return [
        path("reports/upkeep/", view(), name="upkeep_report"),
        path(
            "reports/upkeep/results/",
            view(results_only=True),
            name="upkeep_report_results",
        ),
    ]


@hooks.register("register_reports_menu_item")
def upkeep_menu_item() -> MenuItem:
    """Offer the report beside the others."""
    return MenuItem(
        _("Upkeep"),
        reverse_lazy("upkeep_report"),
        name="upkeep",
        icon_name="tasks",
        order=9020,
    )


hooks.register("waiting_lists", upkeep.lists)
hooks.register("calendar_entries", calendar_entries.meetings)
hooks.register("calendar_entries", calendar_entries.contacts)


class ImportTextsItem(MenuItem):
    """Leads whoever may add articles to the import."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_import(request.user)


@hooks.register("register_admin_menu_item")
def import_texts_item() -> ImportTextsItem:
    """Offer the import in the menu."""
    return ImportTextsItem(
        _("Import texts"),
        reverse_lazy("import_texts:upload"),
        name="import-texts",
        icon_name="upload",
        order=205,
    )


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


@hooks.register("register_admin_urls")
def link_reports() -> list[URLPattern]:
    """Give the reports on links their addresses."""
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


@hooks.register("construct_homepage_panels")
def consents_panel(request: HttpRequest, panels: list[Any]) -> None:
    """Show on the home page which permissions have ended or end soon."""
    panels.append(ConsentsPanel())


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
