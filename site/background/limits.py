"""How often and when a task is tried."""

from datetime import timedelta

from django_tasks_db.models import DBTaskResult

# After the first failure, the second, and so on; then it is left to people.
PAUSES = [
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
]
MOST_ATTEMPTS = len(PAUSES) + 1
# A worker that was not heard of for so long is dead; it is heard of every BEAT seconds.
SILENCE = timedelta(seconds=30)
BEAT = 5.0


def attempts_of(task: DBTaskResult) -> int:
    """Return how many times a task was begun."""
    return len(task.worker_ids)
