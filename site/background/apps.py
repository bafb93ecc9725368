"""The app for work that nobody waits for."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BackgroundConfig(AppConfig):
    name = "background"
    verbose_name = _("work in the background")

    def ready(self) -> None:
        """Connect the signals."""
        from background import alarms  # noqa: F401 (importing connects them)
