"""“Small edit: translations stay right”, at the form where an original is published."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.action_menu import PublishMenuItem
from wagtail_localize.models import Translation

from translation.lag import small_edit

BUTTON, VALUE = "action-publish", "small-edit"


class PublishSmallEdit(PublishMenuItem):
    """Publishes as the button Publish does, and says that translations stay right.

    Only at the original of translations, where it is live already.
    """

    label = _("Publish, translations stay right")
    name = BUTTON
    template_name = "translation/small_edit.html"

    def is_shown(self, context: dict[str, Any]) -> bool:
        """Tell whether there is something that can stay right."""
        page = context.get("page")
        return (
            context["view"] == "edit"
            and page is not None
            and page.live
            and super().is_shown(context)
            and Translation.objects.filter(
                source__object_id=page.translation_key,
                source__locale_id=page.locale_id,
                enabled=True,
            ).exists()
        )

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        """Add what tells this button from Publish."""
        return {**super().get_context_data(parent_context), "value": VALUE}


def small_edits(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Publish whatever a request publishes as the small edit that its button says.

    Around the whole request: nothing of it outlives an error.
    """
    admin = reverse("wagtailadmin_home")

    def answer(request: HttpRequest) -> HttpResponse:
        pressed = (
            request.method == "POST"
            and request.path.startswith(admin)
            and request.POST.get(BUTTON) == VALUE
        )
        with small_edit(pressed):
            return get_response(request)

    return answer
