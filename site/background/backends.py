"""What carries out tasks where the operator runs no worker."""

from typing import Any

from django.db import connection
from django_tasks.backends.immediate import ImmediateBackend
from django_tasks.base import Task, TaskResult, TaskResultStatus
from django_tasks_db.backend import DatabaseBackend
from django_tasks_db.models import DBTaskResult, get_date_max


# Both have attributes of the same names, whose types differ in the libraries' stubs.
class AtOnce(ImmediateBackend, DatabaseBackend):  # type: ignore[misc]
    """Does a task in the process that asks for it, and keeps what has failed.

    It is kept as a task of the database, so that the report shows it and that it can
    be done again, by a person or by ``db_worker --batch``.
    """

    supports_get_result = False

    # The library's own parameters carry types that we cannot name.
    def enqueue(  # type: ignore[override]
        self, task: Task, args: Any, kwargs: Any
    ) -> TaskResult:
        """Do the task now, and return how it ended; no error of it is raised."""
        result = super().enqueue(task, args, kwargs)
        # In a transaction that is lost nothing can be kept; the log has the error.
        if result.status == TaskResultStatus.FAILED and not connection.needs_rollback:
            error = result.errors[-1]
            DBTaskResult.objects.create(
                status=TaskResultStatus.FAILED,
                started_at=result.started_at,
                finished_at=result.finished_at,
                args_kwargs={"args": result.args, "kwargs": result.kwargs},
                priority=task.priority,
                task_path=task.module_path,
                worker_ids=result.worker_ids,
                queue_name=task.queue_name,
                backend_name=self.alias,
                run_after=get_date_max(),
                exception_class_path=error.exception_class_path,
                traceback=error.traceback,
            )
        return result
