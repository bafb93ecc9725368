"""A task for the tests: it never ends when it is begun for the first time."""

import time
from pathlib import Path

from django_tasks import task


@task()
def sleep_at_first(mark):
    """Leave a mark; whoever finds it there ends, and who does not sleeps on."""
    if Path(mark).exists():
        return "done"
    Path(mark).touch()
    time.sleep(600)
    return "slept"


@task()
def fail():
    raise OSError("no such luck")
