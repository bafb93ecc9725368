"""What stands in place of wagtail-localize's own addresses, buttons and hooks."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.action_menu import ActionMenuItem as PageMenuItem
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.snippets.action_menu import ActionMenuItem as SnippetMenuItem
from wagtail_localize import wagtail_hooks as localize
from wagtail_localize.locales.components import LOCALE_COMPONENTS
from wagtail_localize.models import LocaleSynchronization, Translation
from wagtail_localize.views import edit_translation as theirs

from translation.roles import may_publish
from translation.views import exchange, guards, report, stopping, submitting

_TRANSLATION = "localize/translate/<int:translation_id>"
_SNIPPETS = "localize/api/snippets/<slug:app_label>/<slug:model_name>"

# The same addresses, found before wagtail-localize's, which keep their names.
ADDRESSES: list[URLPattern] = [
    path("localize/submit/page/<int:page_id>/", submitting.SubmitPage.as_view()),
    path(
        "localize/submit/snippet/<slug:app_label>/<slug:model_name>/<str:pk>/",
        submitting.SubmitSnippet.as_view(),
    ),
    path("localize/update/<int:translation_source_id>/", guards.nothing_to_update),
    path("localize/page/<int:page_id>/convert_to_alias/", guards.no_copies),
    path(f"{_TRANSLATION}/disable/", stopping.stop_screen),
    path(f"{_TRANSLATION}/strings/<int:string_segment_id>/edit/", guards.closed),
    path(f"{_TRANSLATION}/overrides/<int:overridable_segment_id>/edit/", guards.closed),
    path(f"{_TRANSLATION}/pofile/download/", exchange.download_po),
    path(f"{_TRANSLATION}/pofile/upload/", exchange.upload_one),
    path(f"{_TRANSLATION}/machine_translate/", guards.closed),
    path(f"{_TRANSLATION}/preview/", guards.only_versions(theirs.preview_translation)),
    path(
        f"{_TRANSLATION}/preview/<str:mode>/",
        guards.only_versions(theirs.preview_translation),
    ),
    path(f"{_SNIPPETS}/", guards.closed),
    path(f"{_SNIPPETS}/<str:pk>/", guards.closed),
    path("localize/reports/translations/", report.LanguagesReport.as_view()),
    path(
        "localize/reports/translations/results/",
        report.LanguagesReport.as_view(results_only=True),
    ),
]

# Its editor and its way of restarting overwrite what was written, its buttons ask the
# database for each row, and its menu items do what is refused here.
REPLACED = [
    ("before_edit_page", localize.before_edit_page),
    ("before_edit_snippet", localize.before_edit_snippet),
    ("register_page_header_buttons", localize.page_listing_more_buttons),
    ("register_page_listing_more_buttons", localize.page_listing_more_buttons),
    ("register_snippet_listing_buttons", localize.register_snippet_listing_buttons),
    (
        "register_page_action_menu_item",
        localize.register_restart_translation_page_action_menu_item,
    ),
    (
        "register_page_action_menu_item",
        localize.register_convert_back_to_alias_page_action_menu_item,
    ),
    (
        "register_snippet_action_menu_item",
        localize.register_restart_translation_snippet_action_menu_item,
    ),
]


def take_away() -> None:
    """Take away what is replaced, and what fills a language with copies.

    Importing wagtail-localize's module has registered its hooks; Wagtail has no other
    way back.
    """
    for name, hook in REPLACED:
        hooks._hooks[name].remove((hook, 0))
    PagesAdminAPIViewSet.actions.pop("copy_for_translation", None)
    LOCALE_COMPONENTS[:] = [
        one for one in LOCALE_COMPONENTS if one["model"] is not LocaleSynchronization
    ]


class _TakeUpAgain:
    """A menu item of the ordinary editor of a version whose translation was stopped."""

    label = _("Take the translation up again")
    name = "take-up-again"
    icon_name = "rotate"

    def get_url(self, context: dict[str, Any]) -> str | None:
        made = _stopped(self.version_in(context))
        return reverse("translation:take_up_again", args=[made.pk]) if made else None

    def is_shown(self, context: dict[str, Any]) -> bool:
        version: Any = self.version_in(context) if context["view"] == "edit" else None
        request: HttpRequest = context["request"]
        return (
            hasattr(version, "translation_key")
            and may_publish(request.user, version)
            and _stopped(version) is not None
        )

    def version_in(self, context: dict[str, Any]) -> Any:
        return context.get("page") or context.get("instance")


class TakePageUpAgain(_TakeUpAgain, PageMenuItem):
    """The item for pages."""


class TakeSnippetUpAgain(_TakeUpAgain, SnippetMenuItem):
    """The item for snippets."""


def _stopped(version: Any) -> Translation | None:
    return Translation.objects.filter(
        source__object_id=version.translation_key,
        target_locale_id=version.locale_id,
        enabled=False,
    ).first()
