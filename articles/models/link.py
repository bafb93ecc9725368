"""Links of published pages that lead nowhere."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class BrokenLink(models.Model):
    """A link that the last check found broken; gone as soon as it is mended.

    ``target`` is the address, the number of the page or document, or the anchor;
    ``field`` and ``block`` say where the link stands.  The same target counts once for
    a page.
    """

    # It tells of a link, and is none itself.
    wagtail_reference_index_ignore = True

    class Kind(models.TextChoices):
        ADDRESS = "address", _("Address elsewhere")
        OWN = "own", _("Address on this site")
        PAGE = "page", _("Page")
        DOCUMENT = "document", _("Document")
        ANCHOR = "anchor", _("Place on the same page")

    class Reason(models.TextChoices):
        STATUS = "status", _("The server says that it is not there")
        NAME = "name", _("There is no such site")
        TIME = "time", _("The site does not answer in time")
        CERTIFICATE = "certificate", _("The certificate of the site is not valid")
        CONNECTION = "connection", _("The connection fails")
        FORBIDDEN = "forbidden", _("The address is not one of the public web")
        REDIRECTS = "redirects", _("It leads on and on")
        ADDRESS = "address", _("The address is not written rightly")
        GONE = "gone", _("It is deleted")
        DRAFT = "draft", _("It is not published in any language")
        MISSING = "missing", _("There is no such place")

    page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("page"),
        on_delete=models.CASCADE,
        related_name="broken_links",
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    target = models.TextField(pgettext_lazy("of a link", "leads to"))
    # What is compared, since a database cannot index a text of any length.
    digest = models.CharField(max_length=64, editable=False)
    name = models.CharField(max_length=255, blank=True, editable=False)
    text = models.CharField(_("link text"), max_length=255, blank=True)
    field = models.CharField(max_length=100, editable=False)
    block = models.CharField(max_length=36, blank=True, editable=False)
    reason = models.CharField(_("reason"), max_length=12, choices=Reason.choices)
    status = models.PositiveSmallIntegerField(default=0, editable=False)
    first_failed = models.DateField(_("broken since"))
    checked_at = models.DateTimeField(_("checked"))

    class Meta:
        verbose_name = _("broken link")
        verbose_name_plural = _("broken links")
        ordering = ["first_failed", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["page", "kind", "digest"], name="broken_link_once_a_page"
            )
        ]

    def __str__(self) -> str:
        return self.name or self.target
