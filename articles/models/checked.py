"""Pages that are checked when they are published, and may be unfinished before."""

from typing import Any

from django.core.exceptions import ValidationError
from wagtail.models import Page

from translation.safety import PairForm


class CheckedPageForm(PairForm):
    """Tells the editor what keeps the page from being published."""

    def _post_clean(self) -> None:
        super()._post_clean()
        if self.is_deferred_validation:
            return
        for name, error in self.instance.get_publishing_errors().items():
            if name not in self.errors:
                self.add_error(name, error)


class CheckedPage(Page):
    """A page that lacks nothing once readers see it.

    Whatever publishes it (the editor's form, a schedule, a command) asks
    ``get_publishing_errors``; a draft is saved as it is, also that of a live page.
    """

    base_form_class = CheckedPageForm

    class Meta:
        abstract = True

    def get_publishing_errors(self) -> dict[str, Any]:
        """Return, by field name, why this page is not fit to publish."""
        return {}

    def save(self, clean: bool = True, **kwargs: Any) -> None:
        """Save.  Raises ValidationError for a live page that is not fit to publish."""
        # Drafts of a live page are saved with ``update_fields``.
        shown = clean and self.live and kwargs.get("update_fields") is None
        if shown and (errors := self.get_publishing_errors()):
            raise ValidationError(errors)
        super().save(clean=clean, **kwargs)
