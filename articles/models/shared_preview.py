"""Links that show the draft of a text to somebody who has no account."""

import datetime
from typing import Any, Self

from django.conf import settings
from django.core import signing
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

SALT = "articles.shared-preview"


class SharedPreviewQuerySet(models.QuerySet):
    """Links to drafts."""

    def out(self) -> Self:
        """Return those that still open."""
        return self.filter(withdrawn_at=None, expires_at__gt=timezone.now())


class SharedPreview(models.Model):
    """A link to the draft of a text in all its languages, for some days.

    The address carries the signed number of this row and nothing else, so that a link
    is withdrawn or prolonged here and not by whoever holds it.
    """

    # It follows the page, and is no use of it that an editor need know of.
    wagtail_reference_index_ignore = True

    page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("page"),
        on_delete=models.CASCADE,
        related_name="shared_previews",
    )
    note = models.CharField(
        _("for whom"),
        max_length=255,
        blank=True,
        help_text=_(
            "So that you know later whose link this is. Readers do not see it."
        ),
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("made by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    created_at = models.DateTimeField(_("made"), auto_now_add=True)
    expires_at = models.DateTimeField(_("expires"))
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)

    objects = SharedPreviewQuerySet.as_manager()

    class Meta:
        verbose_name = _("link to a draft")
        verbose_name_plural = _("links to drafts")
        ordering = ["-created_at", "-pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.page}: {self.note}"

    @classmethod
    def for_days(cls, days: int, **fields: Any) -> "SharedPreview":
        """Make a link that opens for so many days from now."""
        until = timezone.now() + datetime.timedelta(days=days)
        return cls.objects.create(expires_at=until, **fields)

    @classmethod
    def of_token(cls, token: str) -> "SharedPreview | None":
        """Return the link of a token; None for one that we never gave out."""
        try:
            pk = signing.Signer(salt=SALT).unsign(token)
        except signing.BadSignature:
            return None
        return cls.objects.select_related("page__locale").filter(pk=pk).first()

    @property
    def token(self) -> str:
        """What stands in the address."""
        return signing.Signer(salt=SALT).sign(str(self.pk))

    @property
    def is_out(self) -> bool:
        """Whether it still opens."""
        return self.withdrawn_at is None and self.expires_at > timezone.now()
