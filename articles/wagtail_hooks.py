"""The snippets and tasks of the series in the admin, and what is to keep up.

Each room that adds to the admin has hooks of its own, which are gathered here.
"""

from django.urls import URLPattern, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

import articles.bulk.hooks
import articles.links.hooks
import articles.sharing.hooks
import articles.uploading.hooks
import articles.writing.hooks  # noqa: F401 (importing all five registers them)
from articles import calendar_entries, upkeep
from articles.models import Funding, PageTask, Place, Publisher, Series, Topic
from articles.reports import UpkeepReport
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
