"""Places where meetings are held."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    TranslatableMixin,
)


class Place(
    LockableMixin, DraftStateMixin, RevisionMixin, TranslatableMixin, models.Model
):
    """A place with its name and address in each language (Leppävaara, Alberga).

    A snippet and not a text field of the meeting: moving a meeting is choosing
    another place, which holds at once in every language.
    """

    name = models.CharField(_("name"), max_length=200)
    address = models.CharField(_("address"), max_length=255, blank=True)
    access = models.TextField(
        _("accessibility"),
        blank=True,
        help_text=_("How to get in, induction loop, step-free routes."),
    )

    panels = [FieldPanel("name"), FieldPanel("address"), FieldPanel("access")]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("place")
        verbose_name_plural = _("places")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
