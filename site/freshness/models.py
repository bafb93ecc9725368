"""One number for all that readers are shown."""

from django.db import models


class ContentVersion(models.Model):
    """Grows whenever something that readers may be shown has changed.

    There is one row, which the migration makes.  ``freshness.version`` reads and
    raises it.
    """

    # No use of anything that an editor need know of.
    wagtail_reference_index_ignore = True

    number = models.PositiveBigIntegerField(default=1)

    class Meta:
        verbose_name = "content version"

    def __str__(self) -> str:
        return str(self.number)
