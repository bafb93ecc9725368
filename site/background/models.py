"""The processes that carry out tasks."""

from django.db import models


class Worker(models.Model):
    """A process that carries out tasks, and when it was last heard of.

    The row goes when the process ends as it should.
    """

    # No use of anything that an editor need know of.
    wagtail_reference_index_ignore = True

    worker_id = models.CharField(max_length=64, primary_key=True)
    seen_at = models.DateTimeField()

    class Meta:
        verbose_name = "worker"

    def __str__(self) -> str:
        return self.worker_id
