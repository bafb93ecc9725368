"""Restores a backup: everything is checked first, then everything is put in place."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.core.management.base import OutputWrapper
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from background.progress import draw, shown, stop
from backups import archive, databases, media
from backups.errors import BackupError
from freshness import version
from search.checks import reasons_to_rebuild


@contextmanager
def unpacked(
    source: Path, identity: Path | None, out: OutputWrapper
) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Give the folder of an unpacked backup that fits this site, and its manifest.

    Raises BackupError where it does not; the site is not touched.
    """
    if not source.is_file():
        raise BackupError(f"There is no file {source}.")
    with tempfile.TemporaryDirectory(prefix="restore-", dir=settings.DATA_DIR) as name:
        folder = Path(name)
        folder.chmod(0o755)
        size = source.stat().st_size
        # Its end is read before what it holds is checked.
        reading = partial(draw, number=size + 1, what="Checking the backup", out=out)
        try:
            manifest = archive.unpack(source, folder, identity, reading)
        except BackupError:
            stop(out)
            raise
        reading(size + 1)
        kind = manifest["kind"]
        if kind != connection.vendor:
            raise BackupError(
                f"This backup is of {kind}, and DATABASE_URL leads to"
                f" {connection.vendor}."
            )
        known = set(MigrationLoader(None).disk_migrations)
        ours = {app for app, _name in known}
        unknown = [
            f"{app}.{one}"
            for app, one in manifest["migrations"]
            if (app, one) not in known and not _was_squashed(app, one, ours)
        ]
        if unknown:
            raise BackupError(
                "This backup was made by a newer version of the site; install that"
                f" first. Unknown migrations: {', '.join(sorted(unknown)[:3])}"
            )
        yield folder, manifest


def _was_squashed(app: str, name: str, ours: set[str]) -> bool:
    """Whether a migration is of a library that has put several into one since."""
    replaced = MigrationLoader(None).replacements.values()
    return app in ours and any((app, name) in one.replaces for one in replaced)


def put_in_place(
    folder: Path, manifest: dict[str, Any], *, over: bool, out: OutputWrapper
) -> None:
    """Replace database and uploads; bring both up to this version of the site."""
    if not over and not (databases.is_empty() and media.is_empty()):
        raise BackupError("There is a site already: see --over.")
    out.write("Putting the database in place.")
    databases.load(folder / archive.DATABASE, over=over)
    wrong = [
        table
        for table, rows in databases.facts().rows.items()
        if table in manifest["rows"] and rows != manifest["rows"][table]
    ]
    if wrong:
        raise BackupError(
            f"Rows are not what the backup says, in {', '.join(wrong)}."
            " (If the site was not stopped, stop it and restore again.)"
        )
    aside = media.put_back(folder, partial(shown, out=out))
    if aside:
        out.write(f"The uploads that were there are in {aside} now.")
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        out.write("Older than this version of the site: migrating.")
        call_command("migrate", verbosity=0, interactive=False)
    if reasons_to_rebuild():
        out.write("Making the search index anew.")
        call_command("update_index", verbosity=0)
    # Nothing that was kept of the site as it was may be shown.
    version.changed()
    cache.clear()
