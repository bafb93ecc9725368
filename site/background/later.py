"""Where work is put that nobody waits for."""

from functools import partial
from typing import Any

from django.db import transaction
from django_tasks.backends.immediate import ImmediateBackend
from django_tasks.base import Task

# For what takes minutes: a worker of its own keeps the rest from waiting behind it.
SLOW = "slow"


def do(task: Task[..., Any], *args: Any) -> None:
    """Have a task carried out once what is changed now stands in the database.

    Where a worker carries it out, it is written in the same transaction: both are
    kept, or neither, whatever becomes of this process.
    """
    if isinstance(task.get_backend(), ImmediateBackend):
        transaction.on_commit(partial(task.enqueue, *args))
    else:
        task.enqueue(*args)
