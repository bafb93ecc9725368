"""Tells those who run the site of tasks that are tried no more."""

import logging
from typing import Any

from django.conf import settings
from django.core.mail import mail_admins
from django.dispatch import receiver
from django_tasks.backends.immediate import ImmediateBackend
from django_tasks.base import TaskResult, TaskResultStatus
from django_tasks.signals import task_finished

from background.limits import MOST_ATTEMPTS

logger = logging.getLogger(__name__)


@receiver(task_finished, dispatch_uid="alarm_of_failed_task")
def finished(sender: Any, task_result: TaskResult, **kwargs: Any) -> None:
    """Give the alarm at the last failure: without a worker the first is the last."""
    task = task_result.task
    is_alone = isinstance(task.get_backend(), ImmediateBackend)
    last = is_alone or task_result.attempts >= MOST_ATTEMPTS
    if task_result.status == TaskResultStatus.FAILED and last:
        give_up(task.module_path, task_result.id, task_result.attempts)


def give_up(path: str, key: str, attempts: int) -> None:
    """Write a line in the log and one e-mail to ADMINS; the mail tells no content."""
    logger.error("Task id=%s path=%s given up after attempts=%s", key, path, attempts)
    mail_admins(
        f"A task has failed: {path}",
        f"The task {path} ({key}) has failed {attempts} times and is tried no more.\n"
        f"The report in the admin says why, and can have it done again:\n"
        f"{settings.BASE_URL}/admin/reports/tasks/\n",
        fail_silently=True,
    )
