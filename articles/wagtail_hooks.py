"""The snippets and tasks of the series in the admin, and the import of texts."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from articles.bulk import history
from articles.bulk.exporting import ExportPages
from articles.bulk.facts import ChangeTopic, SetPublisher
from articles.bulk.handing_over import HandOver
from articles.links.panel import BrokenLinksPanel
from articles.links.reports import BrokenLinksReport, OrphansReport
from articles.models import Funding, PageTask, Place, Publisher, Series, Topic
from articles.uploading.rights import may_import
from translation.listing import LanguagesColumn


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


@hooks.register("register_admin_urls")
def import_screens() -> list[URLResolver]:
    """Give the screens of the import their addresses."""
    return [path("import-texts/", include("articles.uploading.urls"))]


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
