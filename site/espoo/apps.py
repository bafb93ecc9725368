"""The app of what belongs to no other: pictures, blocks, base templates."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EspooConfig(AppConfig):
    name = "espoo"
    verbose_name = _("International Espoo")

    def ready(self) -> None:
        """Connect the signals."""
        from espoo import pictures, social_cards  # noqa: F401 (importing connects them)

        pictures.quicken_avif()
