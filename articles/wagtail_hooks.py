"""The snippets and tasks of the series in the admin, and the import of texts."""

from django.http import HttpRequest
from django.urls import URLResolver, include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from articles.bulk.exporting import ExportPages
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
hooks.register("register_bulk_action", ExportPages)


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
