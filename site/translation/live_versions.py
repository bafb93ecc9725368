"""wagtail-localize never writes the row that readers see, except when it publishes."""

from functools import wraps
from typing import Any

from wagtail_localize.models import Translation

from translation.publishing import publish_translation, save_draft


def guard_live_versions() -> None:
    """Send every ``Translation.save_target`` of a live version through our own door.

    wagtail-localize saves the translated words into the live row, as a draft too, and
    takes a live snippet off the site by it.
    """
    save_target = Translation.save_target

    @wraps(save_target)
    def guarded(
        translation: Translation, user: Any = None, publish: bool = True
    ) -> None:
        version = translation.source.object.get_instance_or_none(
            translation.target_locale
        )
        if getattr(version, "live", False) and not publish:
            save_draft(translation, user=user)
            return
        if version is None or not publish:
            save_target(translation, user=user, publish=False)
        if publish:
            publish_translation(translation, user=user)

    Translation.save_target = guarded
