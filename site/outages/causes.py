"""What an error of the database or the disk means for who waits for an answer."""

import errno
from typing import Any

from django.db import Error, InterfaceError, OperationalError

# PostgreSQL's classes of errors (appendix A of its manual): the connection, and a
# server that is starting or stopping.  A lost connection has none.
AWAY = ("08", "57P")
DISK_FULL = "53100"
# SQLite has one kind of error for both "no such table" and "locked".
LOCKED = {"SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_CANTOPEN"}


def is_outage(error: BaseException | None) -> bool:
    """Whether the database does not answer now, and may answer soon."""
    if not isinstance(error, (OperationalError, InterfaceError)):
        return False
    cause: Any = error.__cause__
    if name := getattr(cause, "sqlite_errorname", ""):
        return name.startswith(tuple(LOCKED))
    state = getattr(cause, "sqlstate", None)
    return state is None or state.startswith(AWAY)


def is_full(error: BaseException | None) -> bool:
    """Whether there is no room left, on the disk of files or that of the database."""
    if isinstance(error, OSError):
        return error.errno in (errno.ENOSPC, errno.EDQUOT)
    cause: Any = error.__cause__ if isinstance(error, Error) else None
    return (
        getattr(cause, "sqlite_errorname", "") == "SQLITE_FULL"
        or getattr(cause, "sqlstate", None) == DISK_FULL
    )
