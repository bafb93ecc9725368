"""What is kept about the language versions of a page."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class PairOverride(models.Model):
    """Why a page is published in one language of the pair before the other, until when.

    Finnish and Swedish are published together (Language Act 423/2003, section 32).
    Where they are not, someone gives the reason and a day by which the other follows;
    readers are told the day.
    """

    page = models.OneToOneField(
        "wagtailcore.Page",
        verbose_name=_("page"),
        on_delete=models.CASCADE,
        related_name="pair_override",
    )
    reason = models.TextField(_("reason"))
    due = models.DateField(_("the other language follows by"))
    created_at = models.DateTimeField(_("given"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("given by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        verbose_name = _("one language before the other")
        verbose_name_plural = _("one language before the other")
        ordering = ["due", "pk"]

    def __str__(self) -> str:
        return f"{self.page} ({self.due})"


class GonePage(models.Model):
    """An address at which a page was published and is no more.

    Readers are told that the page was removed (410), and search engines forget it.
    The translation key remains, since the page may live on in other languages.
    """

    path = models.CharField(_("address"), max_length=2000, unique=True)
    translation_key = models.UUIDField(_("translation key"), db_index=True)
    gone_at = models.DateTimeField(_("removed"), auto_now=True)

    class Meta:
        verbose_name = _("removed page")
        verbose_name_plural = _("removed pages")
        ordering = ["-gone_at", "pk"]

    def __str__(self) -> str:
        return self.path

    @classmethod
    def remember(cls, page: Page) -> None:
        """Keep the address of a page that readers could read until now."""
        cls.objects.update_or_create(
            # The slug of a front page is its language: the path is the address.
            path=page.url_path,
            defaults={"translation_key": page.translation_key},
        )
