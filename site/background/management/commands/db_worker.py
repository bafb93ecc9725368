"""Carry out tasks until stopped, where TASKS=database.

Tasks that fail are tried again after 1, 5, 30 and 120 minutes, and those of a worker
that died are taken up.  Run one worker for each queue, "default" and "slow", or one for
both: --queue-name "*".
"""

from datetime import timedelta
from typing import Any

from django.core.management.base import CommandParser
from django_tasks_db.management.commands import db_worker

from background.heart import Heart
from background.limits import SILENCE


class Command(db_worker.Command):
    """The worker of django-tasks-db, with a sign of life.

    The first SIGTERM lets it end the task at hand, the second one does not.
    """

    help = __doc__

    # The library's commands are narrower than Django's, in this and in ``handle``.
    def add_arguments(self, parser: CommandParser) -> None:  # type: ignore[override]
        super().add_arguments(parser)
        parser.add_argument(
            "--silence",
            type=float,
            default=SILENCE.total_seconds(),
            help="seconds after which a worker that gives no sign of life is dead"
            " (default: %(default)r)",
        )
        # Two processes for one worker would be more than a task may be begun by.
        parser.set_defaults(reload=False)

    def handle(self, *, worker_id: str, silence: float, **options: Any) -> None:  # type: ignore[override]
        with Heart(worker_id, timedelta(seconds=silence)):
            super().handle(worker_id=worker_id, **options)
