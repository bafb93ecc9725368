"""The app that knows pages only as Wagtail pages, in languages."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TranslationConfig(AppConfig):
    name = "translation"
    verbose_name = _("translation")

    def ready(self) -> None:
        """Connect the signals and the guards of whatever goes live."""
        from translation import signals  # noqa: F401 (importing it connects them)
        from translation.live_versions import guard_live_versions
        from translation.moving import guard_moves
        from translation.roles import spare_the_lists
        from translation.safety import guard_publications, guard_withdrawals

        guard_live_versions()
        guard_moves()
        guard_publications()
        guard_withdrawals()
        spare_the_lists()
