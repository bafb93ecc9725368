"""What all bulk actions on pages have in common."""

from typing import Any

from django.db.models import prefetch_related_objects
from wagtail.admin.views.pages.bulk_actions.page_bulk_action import PageBulkAction
from wagtail.models import Page


class PagesAction(PageBulkAction):
    """Shows the chosen pages, each in its language; the same number of queries."""

    @classmethod
    def get_queryset(cls, model: type[Page], object_ids: list[str]) -> list[Page]:
        """Return the chosen pages with their languages; 404 where there is none."""
        pages: list[Page] = super().get_queryset(model, object_ids)
        prefetch_related_objects(pages, "locale")
        return pages

    def object_context(self, obj: Page) -> dict[str, Any]:
        """Keep the language, which Wagtail would ask for again."""
        context: dict[str, Any] = super().object_context(obj)
        context["item"].locale = obj.locale
        return context
