"""When a language version was published and its content last updated."""

from typing import Any, Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail_localize.fields import BaseTranslatableField

from articles.models.checked import CheckedPage
from translation.links import LinkingPage


class VersionTimes(LinkingPage, CheckedPage):
    """Times that belong to this language version: neither copied nor translated.

    Readers see these and not Wagtail's stamps, which every small correction moves.
    Both are set when the version is first published; an editor may change them.
    """

    published_at = models.DateTimeField(
        _("published"),
        null=True,
        blank=True,
        help_text=_("Set when first published. Imported texts keep their own time."),
    )
    content_updated_at = models.DateTimeField(
        _("content updated"),
        null=True,
        blank=True,
        help_text=_("Readers see it when it is later than the time of publication."),
    )

    times_panel = MultiFieldPanel(
        [FieldRowPanel([FieldPanel("published_at"), FieldPanel("content_updated_at")])],
        heading=_("Times of this language version"),
    )
    # Wagtail leaves these out of copies, and so out of new translations.
    exclude_fields_in_copy = ["published_at", "content_updated_at"]
    version_fields = [
        BaseTranslatableField("published_at"),
        BaseTranslatableField("content_updated_at"),
    ]

    class Meta:
        abstract = True

    @property
    def shown_update(self) -> Any:
        """The update time, or None while it says no more than the publication's."""
        if not self.content_updated_at or not self.published_at:
            return None
        later = self.content_updated_at.date() > self.published_at.date()
        return self.content_updated_at if later else None

    def save(self, clean: bool = True, **kwargs: Any) -> None:
        if self.live:
            self.published_at = self.published_at or timezone.now()
            self.content_updated_at = self.content_updated_at or self.published_at
        super().save(clean=clean, **kwargs)

    def with_content_json(self, content: dict[str, Any]) -> Self:
        """Return the revision's page; times it does not have stay as published."""
        page = super().with_content_json(content)
        page.published_at = page.published_at or self.published_at
        page.content_updated_at = page.content_updated_at or self.content_updated_at
        return page
