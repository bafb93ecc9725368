"""Publishing as one step: the row, its followers and its facts, or nothing."""

from typing import Any

from django.db import transaction
from wagtail.models import Page


class SafePage(Page):
    """A page whose publication is one transaction.

    What follows from it (``translation.signals``: lagging segments, facts in other
    languages) is there for the next reader, or the publication did not happen.
    """

    class Meta:
        abstract = True

    @transaction.atomic
    def publish(self, *args: Any, **kwargs: Any) -> None:
        """Publish a revision; arguments are Wagtail's."""
        super().publish(*args, **kwargs)
