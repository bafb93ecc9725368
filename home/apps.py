"""The app of the front pages."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = _("front page")

    def ready(self) -> None:
        """Register what pages tell machines of themselves."""
        from home import structured_data  # noqa: F401 (importing it registers it)
