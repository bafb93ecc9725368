"""Panels of the page editor."""

from typing import Any

from django.db import models
from wagtail.admin.panels import Panel


class OpenTasksPanel(Panel):
    """Lists what an editor must still settle on this page; not shown when done."""

    class BoundPanel(Panel.BoundPanel):
        """The panel of one page."""

        template_name = "articles/admin/open_tasks.html"

        def is_shown(self) -> bool:
            """Whether there is anything to settle."""
            is_saved = self.instance.pk is not None
            return is_saved and super().is_shown() and bool(self.tasks)

        @property
        def tasks(self) -> models.QuerySet:
            """The open tasks of the page, which is saved."""
            return self.instance.page_tasks.filter(done=False)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context = super().get_context_data(parent_context)
            context["tasks"] = self.tasks
            return context
