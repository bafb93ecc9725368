"""Guards in front of wagtail-localize's own screens."""

from typing import Any

from django.contrib import messages
from django.forms import Form, HiddenInput
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, PageChooserPanel
from wagtail.models import Page
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet
from wagtail_localize.views.submit_translations import SubmitPageTranslationView

from translation import history
from translation.models import PairOverride
from translation.originals import IndependentOriginal


class SubmitView(SubmitPageTranslationView):
    """Submits a page for translation, one page at a time.

    Refuses pages that are written separately in each language.  A whole subtree is
    never submitted: it would take such pages along.
    """

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._refusal() or super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._refusal() or super().post(request, *args, **kwargs)

    def _refusal(self) -> HttpResponse | None:
        if not isinstance(self.object, IndependentOriginal):
            return None
        messages.error(
            self.request,
            _(
                "This page is written separately in each language. It is not "
                "submitted for translation."
            ),
        )
        return redirect("wagtailadmin_pages:edit", self.kwargs["page_id"])

    def get_form(self) -> Form:
        form = super().get_form()
        subtree = form.fields["include_subtree"]
        subtree.disabled, subtree.initial, subtree.widget = True, False, HiddenInput()
        return form


@hooks.register("register_admin_urls")
def guarded_addresses() -> list[URLPattern]:
    """Stand in front of wagtail-localize's address for submitting a page."""
    return [
        path(
            "localize/submit/page/<int:page_id>/",
            SubmitView.as_view(),
            name="submit_page_translation",
        )
    ]


@hooks.register("construct_page_listing_buttons")
def no_translate_button(
    buttons: list[Any], page: Page, *args: Any, **kwargs: Any
) -> None:
    """Take the button "Translate this page" from pages written in each language."""
    if isinstance(page.specific_deferred, IndependentOriginal):
        buttons[:] = [b for b in buttons if "/localize/submit/" not in (b.url or "")]


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
