"""Pictures of the site."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition, Image


class Picture(AbstractImage):
    """A picture in the library.

    Alternative text, caption and credit stand where the picture is used, in the
    language of that text.  Our own model from the start, since Wagtail's cannot be
    exchanged once pictures exist.
    """

    admin_form_fields = Image.admin_form_fields

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")


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
