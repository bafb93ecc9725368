"""Files that somebody has uploaded and not yet looked through."""

import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone

# What is not imported within this time is deleted.
KEPT = datetime.timedelta(hours=24)


class UploadQuerySet(models.QuerySet):
    """The uploads that are kept, and those that are no more."""

    def kept(self) -> "UploadQuerySet":
        """Return those whose time has not run out."""
        return self.filter(created_at__gte=timezone.now() - KEPT)

    def forget(self) -> int:
        """Delete those whose time has run out; return how many."""
        old = self.filter(created_at__lt=timezone.now() - KEPT)
        deleted: dict[str, Any] = old.delete()[1]
        return deleted.get("articles.TextUpload", 0)


class TextUpload(models.Model):
    """What one person uploaded at once.

    Only their own screens read it.  ``outcome`` says what became of the files that
    were imported: name, status, message, language, title and page of each.
    """

    # An upload is gone tomorrow and is no use of a page.
    wagtail_reference_index_ignore = True

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)
    outcome = models.JSONField(default=list)

    objects = UploadQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.pk}"


class UploadedText(models.Model):
    """One file, and what was decided about it so far.

    ``article`` is a number that the versions of one article share, or the key of a
    page that it is a version of.  A file that cannot be read has a ``problem`` and no
    data.
    """

    wagtail_reference_index_ignore = True

    upload = models.ForeignKey(
        TextUpload, on_delete=models.CASCADE, related_name="texts"
    )
    name = models.CharField(max_length=255)
    data = models.BinaryField()
    problem = models.TextField(blank=True)
    is_taken = models.BooleanField(default=True)
    language = models.CharField(max_length=10, blank=True)
    article = models.CharField(max_length=40, blank=True)
    # By line, and by place of the picture.
    kinds = models.JSONField(default=dict)
    alt_texts = models.JSONField(default=dict)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name
