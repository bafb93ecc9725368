"""What readers tell us: feedback, and whether a page was useful."""

import datetime
from typing import Any

from django.db import models
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from duties.topics import FeedbackTopic

# Act on the Provision of Digital Services (306/2019), section 9.
DAYS_TO_ANSWER = 14


def due_date() -> datetime.date:
    """Return the day by which feedback of today is answered."""
    return timezone.localdate() + datetime.timedelta(days=DAYS_TO_ANSWER)


class Feedback(models.Model):
    """A message from a reader.  No address of a machine is kept with it."""

    topic = models.CharField(
        _("topic"), max_length=20, choices=FeedbackTopic.choices, db_index=True
    )
    message = models.TextField(_("message"))
    email = models.EmailField(_("e-mail"), blank=True)
    about = models.CharField(_("page"), max_length=2000, blank=True)
    language = models.CharField(_("language"), max_length=10)
    created_at = models.DateTimeField(_("sent"), auto_now_add=True, db_index=True)
    due = models.DateField(_("answer by"), default=due_date)
    answered = models.BooleanField(_("answered"), default=False, db_index=True)
    answered_at = models.DateTimeField(_("answered at"), null=True, editable=False)
    note = models.TextField(
        _("note"), blank=True, help_text=_("What was done. Readers do not see it.")
    )

    class Meta:
        verbose_name = _("feedback")
        verbose_name_plural = _("feedback")
        ordering = ["answered", "due", "pk"]

    def __str__(self) -> str:
        return f"{self.get_topic_display()}: {self.message[:60]}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, and keep when it was marked as answered."""
        if not self.answered:
            self.answered_at = None
        elif self.answered_at is None:
            self.answered_at = timezone.now()
        super().save(*args, **kwargs)

    @property
    def is_late(self) -> bool:
        """Whether the day to answer by has passed without an answer."""
        return not self.answered and self.due < timezone.localdate()


class Usefulness(models.Model):
    """How many readers found a page useful, and how many did not."""

    page = models.OneToOneField(
        "wagtailcore.Page",
        verbose_name=_("page"),
        on_delete=models.CASCADE,
        related_name="usefulness",
    )
    yes = models.PositiveIntegerField(_("useful"), default=0)
    no = models.PositiveIntegerField(_("not useful"), default=0)

    class Meta:
        verbose_name = _("usefulness")
        verbose_name_plural = _("usefulness")
        ordering = ["-no", "-yes", "pk"]

    def __str__(self) -> str:
        return f"{self.page}: {self.yes}/{self.no}"

    @classmethod
    def count(cls, page: Page, *, useful: bool) -> None:
        """Add one answer; two at the same moment are both counted."""
        name = "yes" if useful else "no"
        cls.objects.get_or_create(page=page)
        cls.objects.filter(page=page).update(**{name: F(name) + 1})
