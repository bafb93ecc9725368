"""What stands under an article: its series, its publisher, who paid for the project."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    TranslatableMixin,
)
from wagtail_localize.fields import SynchronizedField


class Series(
    LockableMixin, DraftStateMixin, RevisionMixin, TranslatableMixin, models.Model
):
    """A series of articles and, in each language, what it is for."""

    name = models.CharField(_("name"), max_length=100)
    intro = models.TextField(_("introduction"), blank=True)

    panels = [FieldPanel("name"), FieldPanel("intro")]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("series")
        verbose_name_plural = pgettext_lazy("plural", "series")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Publisher(
    LockableMixin, DraftStateMixin, RevisionMixin, TranslatableMixin, models.Model
):
    """Who publishes a text, for example the City of Espoo."""

    name = models.CharField(_("name"), max_length=100)

    panels = [FieldPanel("name")]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("publisher")
        verbose_name_plural = _("publishers")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Funding(
    LockableMixin, DraftStateMixin, RevisionMixin, TranslatableMixin, models.Model
):
    """A programme and a fund that pay for projects, with the statement they ask for."""

    programme = models.CharField(_("programme"), max_length=200)
    fund = models.CharField(_("fund"), max_length=200, blank=True)
    statement = models.TextField(_("statement"))
    emblem = models.ForeignKey(
        "espoo.Picture",
        verbose_name=_("emblem"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    emblem_alt = models.CharField(
        _("alternative text of the emblem"), max_length=255, blank=True
    )

    override_translatable_fields = [SynchronizedField("emblem", overridable=True)]
    panels = [
        FieldPanel("programme"),
        FieldPanel("fund"),
        FieldPanel("statement"),
        FieldPanel("emblem"),
        FieldPanel("emblem_alt"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("funding")
        verbose_name_plural = _("fundings")
        ordering = ["programme"]

    def __str__(self) -> str:
        return self.programme
