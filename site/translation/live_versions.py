"""A published version stays as it is while its translation is being worked on."""

from functools import wraps
from typing import Any

from wagtail.models import Page
from wagtail_localize.models import Translation


def keep_live_snippets() -> None:
    """Let no draft of a translation take a published snippet off the site.

    wagtail-localize writes drafts of a snippet into the row that readers see and sets
    it not live; it does so with the topics of every article that is submitted.  The
    translators' words are kept in its segments all the same, and publishing is as
    before.
    """
    save_target = Translation.save_target

    @wraps(save_target)
    def guarded(
        translation: Translation, user: Any = None, publish: bool = True
    ) -> None:
        target = translation.source.object.get_instance_or_none(
            translation.target_locale
        )
        is_live_snippet = not isinstance(target, Page) and getattr(
            target, "live", False
        )
        if publish or not is_live_snippet:
            save_target(translation, user=user, publish=publish)

    Translation.save_target = guarded
