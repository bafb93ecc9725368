"""A worker that does what waits, in the process of the test."""

import pytest
from django_tasks_db.management.commands import db_worker


@pytest.fixture
def later(settings):
    """Leave tasks to a worker, as TASKS=database does."""
    settings.TASKS = {
        "default": {
            "BACKEND": settings.TASK_BACKENDS["database"],
            "QUEUES": ["default", "slow"],
        }
    }


@pytest.fixture
def work(db, monkeypatch):
    """Return a function that does all that waits, and ends."""
    # The connection is that of the test.
    monkeypatch.setattr(db_worker, "close_old_connections", lambda: None)

    def run():
        db_worker.Worker(
            queue_names=["*"],
            interval=0,
            batch=True,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id="worker",
            excluded_queue_names=[],
        ).run()

    return run
