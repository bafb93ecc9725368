"""Makes a backup: database and uploads at one point, while people go on writing."""

import platform
import tempfile
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import OutputWrapper
from django.db import connection

from background.progress import shown
from backups import archive, databases, keeping, media
from backups.errors import BackupError

TRIES = 5


def make(out: OutputWrapper) -> Path:
    """Return a new backup, whole and read once more.

    Files are brought before the database is dumped and again after it.  So each row has
    its file, also where that is deleted meanwhile.  Only of a file that is younger than
    the first round and deleted before the second nothing is left; then the database
    is dumped again.  What rows lacked before is no reason for that: it is named.
    """
    there = settings.BACKUPS.folder
    there.mkdir(parents=True, exist_ok=True, mode=0o700)
    with tempfile.TemporaryDirectory(prefix="backup-", dir=settings.DATA_DIR) as name:
        folder = Path(name)
        uploads, dump = folder / archive.MEDIA, folder / archive.DATABASE
        uploads.mkdir()
        media.gather(uploads)
        lacking: list[str] = []
        for _ in range(TRIES):
            dump.unlink(missing_ok=True)
            moment = datetime.now(UTC)
            facts = databases.dump(dump)
            media.gather(uploads)
            before, lacking = lacking, _lacking(facts, uploads)
            if not lacking or lacking == before:
                break
        else:
            raise BackupError("Files are deleted more quickly than they can be kept.")
        for one in lacking:
            out.write(f"This file was lost before the backup: {one}")
        encrypted = bool(settings.BACKUPS.recipients)
        target = there / keeping.new_name(moment, encrypted=encrypted)
        files = [
            (one.relative_to(folder).as_posix(), one)
            for one in sorted(folder.rglob("*"))
            if one.is_file()
        ]
        archive.write(
            target,
            shown(files, len(files), "Writing the backup", out),
            _manifest(facts, moment, lacking),
            settings.BACKUPS.recipients,
        )
    return target


def _lacking(facts: databases.Facts, uploads: Path) -> list[str]:
    return [name for name in facts.files if not (uploads / name).is_file()]


def _manifest(
    facts: databases.Facts, moment: datetime, lacking: list[str]
) -> dict[str, Any]:
    names = ["Django", "wagtail", "wagtail-localize"]
    return {
        "made": moment.isoformat(),
        "kind": connection.vendor,
        "versions": {
            "python": platform.python_version(),
            **{name: version(name) for name in names},
        },
        "migrations": facts.migrations,
        "rows": facts.rows,
        "lacking": lacking,
    }
