"""The app that knows whether readers would be shown the same as before."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FreshnessConfig(AppConfig):
    name = "freshness"
    verbose_name = _("freshness")

    def ready(self) -> None:
        """Connect the signals."""
        from freshness import signals  # noqa: F401 (importing connects them)
