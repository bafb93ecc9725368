"""Pairs of texts that came from outside, in TMX files."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class MemoryImport(models.Model):
    """A file of pairs: where its words are from, and since when they are here."""

    name = models.CharField(_("name of the source"), max_length=120, unique=True)
    imported_at = models.DateTimeField(_("imported"), auto_now=True)
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("imported by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        verbose_name = _("translation memory from outside")
        verbose_name_plural = _("translation memories from outside")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class MemoryPair(models.Model):
    """A text and its translation, both as plain words."""

    origin = models.ForeignKey(
        MemoryImport, on_delete=models.CASCADE, related_name="pairs"
    )
    source_language = models.CharField(max_length=12)
    target_language = models.CharField(max_length=12)
    source = models.TextField()
    target = models.TextField()

    class Meta:
        verbose_name = _("pair of the translation memory")
        verbose_name_plural = _("pairs of the translation memory")
        indexes = [
            models.Index(
                fields=["source_language", "target_language"], name="memory_languages"
            )
        ]

    def __str__(self) -> str:
        return self.source[:60]
