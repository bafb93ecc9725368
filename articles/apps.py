"""The app of articles, projects, meetings, contacts and topics."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = _("articles")

    def ready(self) -> None:
        """Register what pages tell machines of themselves, and connect the signals."""
        from articles import (  # noqa: F401 (importing them does it)
            structured_data,
            topic_cards,
        )
