"""The app for words: what a form of a word belongs to, in each language."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LexiconConfig(AppConfig):
    name = "lexicon"
    verbose_name = _("words")

    def ready(self) -> None:
        """Connect the signals."""
        from lexicon import glossary  # noqa: F401 (importing connects them)
