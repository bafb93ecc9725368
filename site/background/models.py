"""The processes that carry out tasks, and what the public role hands over to them."""

import uuid

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


class Posted(models.Model):
    """What a process that may only insert has written, until it is taken in.

    ``problem`` is the error of what could not be taken in; it stays for people.
    """

    wagtail_reference_index_ignore = True

    # Known before it is written: to be told of it, one would have to read.
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=40)
    data = models.JSONField()
    posted_at = models.DateTimeField(auto_now_add=True)
    problem = models.TextField(blank=True)

    class Meta:
        verbose_name = "posted"

    def __str__(self) -> str:
        return self.kind
