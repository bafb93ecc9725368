"""Pictures of the site."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput
from wagtail.images.models import AbstractImage, AbstractRendition, Image
from wagtail.search import index

from espoo.consent import Consent, Standing, standing_of, what_is_missing


class ConsentDateField(models.DateField):
    """A day of a permission, picked from a calendar."""

    def formfield(self, *args: Any, **kwargs: Any) -> forms.Field | None:
        return super().formfield(*args, **({"widget": AdminDateInput} | kwargs))


class Picture(AbstractImage):
    """A picture in the library.

    Alternative text, caption and credit stand where the picture is used, in the
    language of that text.  Our own model from the start, since Wagtail's cannot be
    exchanged once pictures exist.  Whether the people in it agreed is kept here, once
    for all its uses.
    """

    consent = models.CharField(
        _("permission of the people in it"),
        max_length=10,
        choices=Consent.choices,
        blank=True,
        default="",
        help_text=_(
            "Residents and people from associations are asked. None is needed where "
            "nobody can be recognised, or where the picture is drawn."
        ),
    )
    consent_from = models.CharField(_("given by"), max_length=255, blank=True)
    consent_on = ConsentDateField(_("given on"), null=True, blank=True)
    consent_how = models.CharField(
        _("how it was given"),
        max_length=255,
        blank=True,
        help_text=_("Such as by e-mail or on a form, and where that is kept."),
    )
    consent_until = ConsentDateField(
        _("permission expires on"),
        null=True,
        blank=True,
        help_text=_("The last day on which it holds. Empty: without end."),
    )
    consent_note = models.TextField(
        _("note on the permission"),
        blank=True,
        help_text=_("What it covers, or why none is needed. Readers do not see it."),
    )

    search_fields = [
        *AbstractImage.search_fields,
        index.FilterField("consent"),
        index.FilterField("consent_until"),
    ]
    admin_form_fields = (
        *Image.admin_form_fields,
        "consent",
        "consent_from",
        "consent_on",
        "consent_how",
        "consent_until",
        "consent_note",
    )

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")

    def clean(self) -> None:
        super().clean()
        missing = what_is_missing(self.consent, self.consent_from, self.consent_note)
        if missing:
            names = {"given_by": "consent_from", "note": "consent_note"}
            raise ValidationError({names[key]: text for key, text in missing.items()})

    @property
    def consent_standing(self) -> Standing:
        """Where the permission stands today."""
        return standing_of(self.consent, self.consent_until)


class PictureRendition(AbstractRendition):
    """A picture made ready in one size and format."""

    image = models.ForeignKey(
        Picture, on_delete=models.CASCADE, related_name="renditions"
    )

    class Meta:
        unique_together = [("image", "filter_spec", "focal_point_key")]


class Card(models.Model):
    """A picture that stands for something where a link to it is shared.

    Made in the background when that is published; it may have none.
    """

    # It follows what it stands for, and is no use of it that an editor need know of.
    wagtail_reference_index_ignore = True

    # Named after the key of what it stands for, its language and what is drawn on it.
    file = models.FileField(_("file"), max_length=200)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.file.name or ""


class SocialCard(Card):
    """The card of a page."""

    page = models.OneToOneField(
        "wagtailcore.Page",
        verbose_name=_("page"),
        on_delete=models.CASCADE,
        related_name="social_card",
    )

    class Meta:
        verbose_name = _("social card")
        verbose_name_plural = _("social cards")
