"""Publishing several pages from a list: each that is fit, and why not the others."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.admin.views.pages.bulk_actions.publish import PublishBulkAction
from wagtail.models import Page

from translation.publishing import publish_together
from translation.views.editor import refusal_texts


class PublishFitPages(PublishBulkAction):
    """Wagtail's action, which stops at the first page that is refused.

    Chosen versions of one text are published together.  A translation is published
    with the words that it has now.
    """

    refused: list[tuple[Page, ValidationError]]

    def get_execution_context(self) -> dict[str, Any]:
        """Hand on where the refusals are kept."""
        self.refused = []
        return {**super().get_execution_context(), "refused": self.refused}

    @classmethod
    def execute_action(
        cls,
        objects: Sequence[Page],
        include_descendants: bool = False,
        user: User | None = None,
        refused: list[tuple[Page, ValidationError]] | None = None,
        **kwargs: Any,
    ) -> tuple[int, int]:
        """Publish; return how many of the chosen pages and of those under them."""
        problems = refused if refused is not None else []
        chosen = publish_each_text(objects, user, problems)
        if not include_descendants:
            return chosen, 0
        below = [
            page
            for parent in objects
            for page in parent.get_descendants().not_live()
            if user is None or page.permissions_for_user(user).can_publish()
        ]
        return chosen, publish_each_text(below, user, problems)

    def get_success_message(
        self, num_parent_objects: int, num_child_objects: int
    ) -> str | None:
        """Tell of what was refused, page by page; return what went well."""
        for page, refusal in self.refused:
            messages.error(
                self.request,
                _("“%(title)s” was not published: %(reasons)s")
                % {
                    "title": page.get_admin_display_title(),
                    "reasons": " ".join(refusal_texts(refusal, page)),
                },
            )
        if not num_parent_objects + num_child_objects:
            return None
        return super().get_success_message(num_parent_objects, num_child_objects)


def publish_each_text(
    pages: Iterable[Page],
    user: User | None,
    refused: list[tuple[Page, ValidationError]],
) -> int:
    """Publish the pages, the versions of each text together; return how many.

    What is refused is added to ``refused``, and nothing of that text is published.
    """
    texts: dict[Any, list[Page]] = {}
    for page in pages:
        texts.setdefault(page.translation_key, []).append(page.specific)
    published = 0
    for versions in texts.values():
        try:
            with transaction.atomic():
                for version in versions:
                    if version.latest_revision is None:
                        version.save_revision(user=user, clean=False)
                publish_together(versions, user=user)
        except ValidationError as refusal:
            refused += [(version, refusal) for version in versions]
        else:
            published += len(versions)
    return published
