"""What a site needs to answer, asked quickly."""

import shutil
from collections.abc import Callable

from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

# With less no upload and no log fits: bytes.
LEAST_DISK = 200_000_000
WELL = "ok"


def database() -> str:
    """Whether the database answers a query."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return WELL


def migrations() -> str:
    """Whether the database is what the code needs; it may be ahead of the code."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return f"{len(plan)} not applied" if plan else WELL


def disk() -> str:
    """Whether something can still be written where the data is."""
    free = shutil.disk_usage(settings.DATA_DIR).free
    return WELL if free >= LEAST_DISK else f"{free // 1_000_000} MB free"


def kept() -> str:
    """Whether what is put into the cache is there; the site does without, slowly."""
    cache.set("monitoring.health", WELL, 10)
    return WELL if cache.get("monitoring.health") == WELL else "no answer"


# What readers cannot be served without, and what only makes them wait.
NEEDED: dict[str, Callable[[], str]] = {
    "database": database,
    "migrations": migrations,
    "disk": disk,
}
USEFUL: dict[str, Callable[[], str]] = {"cache": kept}


def ready() -> tuple[bool, dict[str, str]]:
    """Return whether readers can be served, and how each part is."""
    said = {name: _ask(part) for name, part in {**NEEDED, **USEFUL}.items()}
    return all(said[name] == WELL for name in NEEDED), said


def _ask(part: Callable[[], str]) -> str:
    try:
        return part()
    except Exception as error:
        # Whatever it is: the answer is that this part is not well.  No more than the
        # kind of the error is said, which names no address and no user.
        return type(error).__name__
