"""Restore the newest backup beside the site, and see that it is one.

Makes a scratch database (on the server of DATABASE_URL, whose user must be allowed to
make databases; or a file) and a scratch folder, restores into them, compares rows and
files with what the backup says, asks for pages, and removes both.  Needs the private
key where backups are encrypted.  The site goes on meanwhile.

Exit codes: 0, the backup can be restored; those of restore otherwise.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote
from uuid import uuid4

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from backups import keeping


class Command(BaseCommand):
    """Touches nothing of the site."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--pages", type=int, default=30, help="how many to ask for")

    def handle(self, *args: Any, **options: Any) -> None:
        there = keeping.kept(settings.BACKUPS.folder)
        if not there:
            raise CommandError(f"There is no backup in {settings.BACKUPS.folder}.")
        with (
            tempfile.TemporaryDirectory(dir=settings.DATA_DIR) as name,
            _scratch_database(Path(name)) as url,
        ):
            # Static files are of the release, and in no backup.
            (Path(name) / "static").symlink_to(settings.STATIC_ROOT)
            done = subprocess.run(  # noqa: S603 (a list of our own words)
                [
                    *(sys.executable, settings.PROJECT_DIR / "manage.py"),
                    *("restore", there[0], f"--pages={options['pages']}"),
                ],
                env=_environment(name, url),
                check=False,
            )
        if done.returncode:
            raise CommandError(
                f"{there[0].name} cannot be restored.", returncode=done.returncode
            )
        self.stdout.write(f"{there[0].name} can be restored.")


def _environment(folder: str, url: str) -> dict[str, str]:
    """Return the environment of the site, but for what is kept: that is the scratch."""
    # A bucket and a cache are shared with the site, and would be written to.
    own = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("MEDIA_S3_") and name != "REDIS_URL"
    }
    # The key of a local site is in the folder of its data.
    key = {"SECRET_KEY": settings.SECRET_KEY}
    return own | key | {"DATA_DIR": folder, "DATABASE_URL": url, "TASKS": "at-once"}


@contextmanager
def _scratch_database(folder: Path) -> Iterator[str]:
    """Give the address of a new database, and remove it at the end."""
    if connection.vendor == "sqlite":
        yield f"sqlite:///{folder / 'db.sqlite3'}"
        return
    name = f"espoo_check_{uuid4().hex[:12]}"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
    try:
        yield _url_of(name)
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def _url_of(name: str) -> str:
    now = connection.settings_dict
    who = quote(now["USER"], safe="")
    if now["PASSWORD"]:
        who += f":{quote(now['PASSWORD'], safe='')}"
    where = quote(now["HOST"], safe="")
    port = f":{now['PORT']}" if now["PORT"] else ""
    options = "&".join(
        f"{key}={quote(str(value), safe='')}"
        for key, value in now["OPTIONS"].items()
        if key != "pool"
    )
    place = f"{who}@{where}{port}" if who or where else ""
    return f"postgres://{place}/{name}" + (f"?{options}" if options else "")
