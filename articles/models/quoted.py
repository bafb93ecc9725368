"""The quotations that readers see, and whether those quoted agreed.

Derived from the quotation blocks whenever an original is published, so that a list of
permissions asks the database and reads no text.
"""

from typing import Any

from django.db import models
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from articles.writing.reading import quotes_in
from espoo.consent import Consent, Standing, standing_of
from translation.publishing import translation_of


class QuoteConsent(models.Model):
    """A quotation on a published original; its translations quote the same words."""

    # It follows the page, and is no use of it that an editor need know of.
    wagtail_reference_index_ignore = True

    page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("page"),
        on_delete=models.CASCADE,
        related_name="quote_consents",
    )
    block_id = models.CharField(max_length=36)
    speaker = models.CharField(_("speaker"), max_length=255, blank=True)
    consent = models.CharField(
        _("permission"), max_length=10, choices=Consent.choices, blank=True, default=""
    )
    consent_until = models.DateField(_("permission expires on"), null=True, blank=True)

    class Meta:
        verbose_name = _("quotation")
        verbose_name_plural = _("quotations")
        unique_together = [("page", "block_id")]

    def __str__(self) -> str:
        return f"{self.speaker} ({self.page})"

    @property
    def consent_standing(self) -> Standing:
        """Where the permission stands today."""
        return standing_of(self.consent, self.consent_until)


@receiver(post_save, dispatch_uid="record_quotes")
def record_quotes(
    instance: models.Model,
    raw: bool = False,
    update_fields: Any = None,
    **kwargs: Any,
) -> None:
    """Keep the quotations of a published original as they stand in its text.

    A draft of a live page is saved with ``update_fields`` and changes nothing here.
    """
    if raw or update_fields is not None or not isinstance(instance, Page):
        return
    if not instance.live:
        return
    quotes = quotes_in(instance)
    if quotes and translation_of(instance):
        quotes = []  # its original has them
    now = {
        quote.block_id: (quote.speaker, quote.state, quote.until) for quote in quotes
    }
    rows = QuoteConsent.objects.filter(page=instance.pk)
    before = {
        row.block_id: (row.speaker, row.consent, row.consent_until) for row in rows
    }
    if now == before:
        return
    rows.delete()
    QuoteConsent.objects.bulk_create(
        QuoteConsent(
            page_id=instance.pk,
            block_id=block_id,
            speaker=speaker,
            consent=state,
            consent_until=until,
        )
        for block_id, (speaker, state, until) in now.items()
    )
