"""What is kept of a request for a translation."""

import datetime

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class TranslationRequest(models.Model):
    """Who is asked to translate a text into a language, by when, and what to mind.

    Open until the version is published whole; what changes in the original later is
    new work, asked for anew.  The numbers of words are those of the segments that had
    none when they were counted (``translation.requests.counting``); None until then.
    """

    translation = models.OneToOneField(
        "wagtail_localize.Translation",
        verbose_name=_("translation"),
        on_delete=models.CASCADE,
        related_name="request",
    )
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("translator"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="translation_requests",
    )
    due = models.DateField(_("deadline"), null=True, blank=True, db_index=True)
    instruction = models.TextField(_("instruction"), blank=True, max_length=2000)
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("asked by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    done_at = models.DateTimeField(_("done"), null=True, blank=True)
    words_new = models.PositiveIntegerField(_("new words"), null=True)
    words_fuzzy = models.PositiveIntegerField(_("fuzzy words"), null=True)
    words_repeated = models.PositiveIntegerField(_("repeated words"), null=True)

    class Meta:
        verbose_name = _("request for a translation")
        verbose_name_plural = _("requests for translations")

    def __str__(self) -> str:
        return f"{self.translation_id}: {self.assignee or '–'} ({self.due or '–'})"

    @property
    def is_open(self) -> bool:
        """Whether readers do not have the whole version yet."""
        return self.done_at is None

    @property
    def is_overdue(self) -> bool:
        """Whether it is open and its day has passed."""
        return self.is_open and is_past(self.due)

    @property
    def is_counted(self) -> bool:
        """Whether its words were counted."""
        return self.words_new is not None


def is_past(day: datetime.date | None) -> bool:
    """Tell whether a deadline has passed; on its day it has not."""
    return day is not None and day < timezone.localdate()
