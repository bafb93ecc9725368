"""What the app adds to Wagtail's admin, and puts in place of others' screens."""

from typing import Any

from django.contrib.auth.models import Permission
from django.db import models
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, PageChooserPanel
from wagtail.admin.views.pages.listing import ExplorableIndexView
from wagtail.models import DraftStateMixin, TranslatableMixin
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from translation import desk, history, instead, listing, moving
from translation.bulk_cascades import DeleteTexts, UnpublishTexts
from translation.bulk_publishing import PublishFitPages
from translation.calendar import sources
from translation.models import PairOverride
from translation.publishing import translation_of
from translation.small_edits import PublishSmallEdit
from translation.views import cascades, editor, memory


@hooks.register("register_admin_urls", order=-1)
def addresses_instead() -> list[URLPattern]:
    """Stand in front of wagtail-localize's addresses: its hook has the order 0."""
    return instead.ADDRESSES


instead.take_away()
hooks.register("register_page_header_buttons", listing.header_buttons)
# After Wagtail's own actions of those names, in whose place they are put.
for action in (PublishFitPages, UnpublishTexts, DeleteTexts):
    hooks.register("register_bulk_action", action, order=1)
ExplorableIndexView.base_columns.append(listing.LanguagesColumn())


@hooks.register("register_page_action_menu_item")
def take_page_up_again() -> instead.TakePageUpAgain:
    """Offer to take a stopped translation up again."""
    return instead.TakePageUpAgain(order=0)


@hooks.register("register_snippet_action_menu_item")
def take_snippet_up_again(model: type[models.Model]) -> instead.TakeSnippetUpAgain:
    """Offer the same for snippets."""
    return instead.TakeSnippetUpAgain(order=0)


@hooks.register("register_admin_urls")
def screens() -> list[URLResolver]:
    """Give the screens about languages their addresses."""
    return [path("translation/", include("translation.urls"))]


@hooks.register("register_reports_menu_item")
def exchange_menu_item() -> MenuItem:
    """Offer the files of many texts beside the report on translations."""
    return MenuItem(
        _("Translation files"),
        reverse_lazy("translation:exchange"),
        name="translation-files",
        icon_name="wagtail-localize-language",
        order=9010,
    )


@hooks.register("before_edit_page", order=-10)
@hooks.register("before_edit_snippet", order=-10)
def edit_translation(
    request: HttpRequest, instance: models.Model
) -> HttpResponse | None:
    """Show the translators' screen for what is made from a translation."""
    is_translated = isinstance(instance, TranslatableMixin)
    if not is_translated or not isinstance(instance, DraftStateMixin):
        return None
    made = translation_of(instance)
    return editor.edit(request, made, instance) if made else None


@hooks.register("construct_homepage_panels")
def waiting_panel(request: HttpRequest, panels: list[Any]) -> None:
    """Show on the home page what waits for this person."""
    panels.append(desk.WaitingPanel())


hooks.register("waiting_lists", desk.translations)
for source in (sources.together, sources.single, sources.deadlines, sources.pairs):
    hooks.register("calendar_entries", source)


@hooks.register("register_admin_menu_item")
def calendar_menu_item() -> MenuItem:
    """Lead to the calendar of what is scheduled and due."""
    return MenuItem(
        _("Calendar"),
        reverse_lazy("translation:calendar"),
        name="calendar",
        icon_name="calendar-alt",
        order=215,
    )


@hooks.register("register_permissions")
def override_permission() -> models.QuerySet[Permission]:
    """Let administrators give the rights that no model's own screen has.

    To publish what is not whole, and to keep the translation memory.
    """
    return Permission.objects.filter(
        Q(codename="override") | Q(content_type__model="memoryimport"),
        content_type__app_label="translation",
    ).exclude(codename="change_memoryimport")


class MemoryMenuItem(MenuItem):
    """Leads to the translation memory those who may see it."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether this person may see the memory."""
        return request.user.has_perm(memory.SEE)


@hooks.register("register_settings_menu_item")
def memory_menu_item() -> MemoryMenuItem:
    """Lead to the translation memory from the settings."""
    return MemoryMenuItem(
        _("Translation memory"),
        reverse_lazy("translation:memory"),
        icon_name="wagtail-localize-language",
    )


@hooks.register("register_page_action_menu_item")
def publish_small_edit() -> PublishSmallEdit:
    """Offer to publish an original whose translations stay right."""
    return PublishSmallEdit()


hooks.register("before_unpublish_page", cascades.unpublish_chosen)
hooks.register("before_delete_page", cascades.delete_chosen)
hooks.register("before_move_page", moving.say_what_moves_along)
hooks.register("register_log_actions", history.register)


class PairOverrideViewSet(SnippetViewSet):
    """Pages published before their pair, soonest due first."""

    model = PairOverride
    icon = "warning"
    list_display = ["page", "reason", "due", "created_by"]
    panels = [PageChooserPanel("page"), FieldPanel("reason"), FieldPanel("due")]
    add_to_admin_menu = True
    menu_order = 210


register_snippet(PairOverrideViewSet)
