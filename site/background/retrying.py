"""What has failed is tried again, and what a dead worker has left is taken up."""

import logging
from datetime import timedelta

from django.db.models.functions import Now
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from background import alarms
from background.limits import MOST_ATTEMPTS, PAUSES, SILENCE, attempts_of
from background.models import Worker

logger = logging.getLogger(__name__)


def try_again() -> int:
    """Let what has failed wait for its next turn; return how many there were."""
    # Without a member of that number there were fewer attempts.
    fewer = {f"worker_ids__{MOST_ATTEMPTS - 1}__isnull": True}
    number = 0
    for task in DBTaskResult.objects.failed().filter(**fewer):
        pause = PAUSES[max(attempts_of(task), 1) - 1]
        number += DBTaskResult.objects.filter(
            pk=task.pk, status=TaskResultStatus.FAILED
        ).update(
            status=TaskResultStatus.READY,
            run_after=(task.finished_at or timezone.now()) + pause,
        )
    return number


def take_up(silence: timedelta = SILENCE) -> int:
    """Put back what dead workers have begun; return how many tasks there were.

    A task that has ended so every time, perhaps by taking all memory, is given up.
    """
    Worker.objects.filter(seen_at__lt=Now() - silence).delete()
    alive = set(Worker.objects.values_list("pk", flat=True))
    number = 0
    for task in DBTaskResult.objects.running():
        if task.worker_ids and task.worker_ids[-1] in alive:
            continue
        same = DBTaskResult.objects.filter(
            pk=task.pk, status=TaskResultStatus.RUNNING, started_at=task.started_at
        )
        if attempts_of(task) < MOST_ATTEMPTS:
            number += same.update(
                status=TaskResultStatus.READY, run_after=timezone.now()
            )
            logger.warning("Task id=%s is taken up from a dead worker", task.pk)
        elif same.update(
            status=TaskResultStatus.FAILED,
            finished_at=timezone.now(),
            traceback="The process that carried it out has died each time.",
        ):
            alarms.give_up(task.task_path, str(task.pk), attempts_of(task))
    return number
