"""What a check before publishing finds."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.writing.reading import Place


class Check(models.TextChoices):
    """The families of checks, in the order in which their findings are shown."""

    GUIDE = "guide", _("Guiding text")
    ALT = "alt", _("Alternative text")
    CONSENT = "consent", _("Permission")
    DATE = "date", _("Date")
    CONTACT = "contact", _("Contact")
    LEAD = "lead", _("Lead")
    HEADING = "heading", _("Headings")
    LINK = "link", _("Link text")
    ADDRESS = "address", _("Old address")
    PHONE = "phone", _("Phone number")
    SENTENCE = "sentence", _("Long sentence")


@dataclass(frozen=True)
class Finding:
    """Something to put right before readers meet it.

    ``what``, ``why`` and ``way_out`` are sentences in the language of whoever reads
    them.  With ``stops`` the page cannot be published; all else is advice.  ``url``
    leads to another screen, where it is put right there.
    """

    check: Check
    what: str
    why: str
    way_out: str
    place: Place
    stops: bool = False
    url: str = ""

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What makes two findings the same one."""
        return self.check, self.place.field, self.place.block_id, self.what
