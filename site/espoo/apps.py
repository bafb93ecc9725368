"""The app of what belongs to no other: pictures, blocks, base templates."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EspooConfig(AppConfig):
    name = "espoo"
    verbose_name = _("International Espoo")

    def ready(self) -> None:
        """Connect the signals; put right what Wagtail and Pillow do not do for us."""
        from espoo import (  # noqa: F401 (importing connects the signals)
            chooser_words,
            pictures,
            social_cards,
        )

        pictures.quicken_avif()
        chooser_words.speak_each_language()
