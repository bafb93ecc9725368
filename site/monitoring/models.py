"""When the commands of the timers last ran."""

from django.db import models


class Run(models.Model):
    """The last run of a command, and its last good one."""

    # No use of anything that an editor need know of.
    wagtail_reference_index_ignore = True

    command = models.CharField(max_length=64, primary_key=True)
    ended_at = models.DateTimeField()
    seconds = models.FloatField()
    succeeded_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "run"

    def __str__(self) -> str:
        return self.command
