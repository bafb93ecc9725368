"""A connection to PostgreSQL that does not wait for ever.

A server that is stopped refuses at once.  One that hangs, or that no packet reaches,
says nothing: then psycopg would wait as long as it takes, and with it a thread of the
web process, and with that all other readers.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg

_of_this_thread = threading.local()


@contextmanager
def answered_within(seconds: float) -> Iterator[None]:
    """Have any query of this thread that takes longer fail with OperationalError."""
    _of_this_thread.seconds = seconds
    try:
        yield
    finally:
        _of_this_thread.seconds = None


class BoundedConnection(psycopg.Connection[Any]):
    """A connection that knows how long this thread may wait for an answer."""

    def wait(
        self, gen: Any, interval: float = 0.1, timeout: float | None = None
    ) -> Any:
        if timeout is None:
            timeout = getattr(_of_this_thread, "seconds", None)
        return super().wait(gen, interval, timeout)
