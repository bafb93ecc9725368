"""Pages that are checked when they are published, and may be unfinished before."""

from contextlib import AbstractContextManager, nullcontext
from typing import Any

from django.core.exceptions import ValidationError
from wagtail.models import Page

from articles.writing import guides
from articles.writing.reading import Reading
from translation.safety import PairForm


class CheckedPageForm(PairForm):
    """Tells the editor what keeps the page from being published."""

    def _post_clean(self) -> None:
        super()._post_clean()
        if self.is_deferred_validation:
            return
        for name, error in self.instance.why_not_fit().items():
            if name not in self.errors:
                # A row under the page has a form of its own.
                self.add_error(name if name in self.fields else None, error)


class CheckedPage(Page):
    """A page that lacks nothing once readers see it.

    Whatever publishes it (the editor's form, a schedule, a command) asks
    ``why_not_fit``; a draft is saved as it is, also that of a live page.
    """

    base_form_class = CheckedPageForm

    class Meta:
        abstract = True

    def get_publishing_errors(self) -> dict[str, Any]:
        """Return, by field name, why this page is not fit to publish."""
        return {}

    @property
    def is_urgent(self) -> bool:
        """Whether it tells readers not to come, or not to call, any more.

        Nothing but what would be an error delays that.
        """
        return False

    def why_not_fit(self) -> dict[str, Any]:
        """Return the errors by field name, and the guiding texts that still stand."""
        errors = {
            finding.place.field: f"{finding.what} {finding.way_out}"
            for finding in guides.check(Reading(self))
        }
        # What readers see already must not keep a meeting from being cancelled.
        is_live = Page.objects.filter(pk=self.pk, live=True)
        if errors and self.is_urgent and is_live.exists():
            errors = {}
        return errors | self.get_publishing_errors()

    def save(self, clean: bool = True, **kwargs: Any) -> None:
        """Save.  Raises ValidationError for a live page that is not fit to publish."""
        # Drafts of a live page are saved with ``update_fields``.
        shown = clean and self.live and kwargs.get("update_fields") is None
        if shown and (errors := self.why_not_fit()):
            raise ValidationError(errors)
        with _without_references():
            super().save(clean=clean, **kwargs)
        # Wagtail's own need all models, of which this is one.
        from wagtail.tasks import update_reference_index_task

        meta = self._meta
        update_reference_index_task.enqueue(
            meta.app_label, meta.model_name, str(self.pk)
        )


def _without_references() -> AbstractContextManager[None]:
    """Leave the notes of what refers to what until a page is saved as a whole.

    Wagtail would read the page again for each topic and contact that is saved with it.
    """
    from wagtail.signal_handlers import (
        disable_reference_index_auto_update,
        reference_index_auto_update_disabled,
    )

    # A page may be saved while another is; Wagtail's own does not bear that.
    if getattr(reference_index_auto_update_disabled, "value", False):
        return nullcontext()
    return disable_reference_index_auto_update()
