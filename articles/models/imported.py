"""What the import kept of a text, and what it left for an editor to settle."""

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, PageChooserPanel


class ImportRecord(models.Model):
    """A text as it came, and what each line of it became.

    ``elements`` lists what was recognised: kind, text, source lines (from 1),
    confidence from 0 to 1, and the id of the block where one was made.  ``dropped``
    lists what was left out, with the reason.
    """

    page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("page"),
        on_delete=models.CASCADE,
        related_name="import_records",
    )
    source_name = models.CharField(_("file"), max_length=255)
    # SHA-256 of the bytes, so that the same file is known whatever its name.
    digest = models.CharField(max_length=64, unique=True, editable=False)
    language_code = models.CharField(_("language"), max_length=10)
    text = models.TextField(_("text"))
    elements = models.JSONField(default=list)
    dropped = models.JSONField(default=list)
    created_at = models.DateTimeField(_("imported"), auto_now_add=True)

    class Meta:
        verbose_name = _("import record")
        verbose_name_plural = _("import records")
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.source_name


class PageTask(models.Model):
    """Something on a page that an editor must settle."""

    class Kind(models.TextChoices):
        PICTURE_MISSING = "picture-missing", _("Picture missing")
        PICTURE_ALT = "picture-alt", _("Describe the picture")
        LINK_LOST = "link-lost", _("Link lost")
        TITLE_CUT = "title-cut", _("Title may be cut")
        DATE_MISSING = "date-missing", _("Date missing")
        DATE_FUTURE = "date-future", _("Date in the future")
        CONTACT_CHECK = "contact-check", _("Check the contact")
        HEADING_CHECK = "heading-check", _("Check the heading")
        LANGUAGE_CHECK = "language-check", _("Check the language")
        TOPIC_PROPOSED = "topic-proposed", _("Topic proposed")
        PROJECT_PROPOSED = "project-proposed", _("Project proposed")
        SERIES_CHECK = "series-check", _("Check the series")
        PAIR_MISSING = "pair-missing", _("Language version missing")
        PAIR_PROPOSED = "pair-proposed", _("Check that the versions belong together")
        NOT_ALIGNED = "not-aligned", _("Left to a translator")
        OTHER = "other", _("Check")

    page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("page"),
        on_delete=models.CASCADE,
        related_name="page_tasks",
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    block_id = models.CharField(_("block"), max_length=36, blank=True, editable=False)
    note = models.TextField(_("note"), blank=True)
    done = models.BooleanField(_("done"), default=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    done_at = models.DateTimeField(_("settled"), null=True, blank=True, editable=False)

    panels = [
        PageChooserPanel("page"),
        FieldPanel("kind"),
        FieldPanel("note"),
        FieldPanel("done"),
    ]

    class Meta:
        verbose_name = _("task on a page")
        verbose_name_plural = _("tasks on pages")
        ordering = ["done", "-created_at", "pk"]
        indexes = [models.Index(fields=["page", "done"])]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.page}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, with the time at which the task was settled."""
        self.done_at = (self.done_at or timezone.now()) if self.done else None
        super().save(*args, **kwargs)
