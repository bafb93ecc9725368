"""The app of the site's search."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = _("search")

    def ready(self) -> None:
        """Connect what keeps the index true, in place of what Wagtail has for pages."""
        from wagtail.models import Page

        # Wagtail's own signal, connected after this, would wait for a worker.
        Page.search_auto_update = False

        from search import checks, signals  # noqa: F401 (importing connects them)
