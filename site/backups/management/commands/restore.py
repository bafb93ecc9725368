"""Put back a backup: database and uploads, then migrate and look at pages.

Stop the site first.  The whole backup is unpacked beside the site and checked before
anything is touched: one that is cut, changed, foreign, of another kind of database or
of a newer version of the site, or that the key does not open, is refused.  A site that
holds something is only replaced with --over and the name of its database; its uploads
are moved aside.  Where the database refuses, it is as before.

Exit codes: 0, done; 3, the backup is refused and nothing was touched; 4, there is a
site already and nothing was touched; 5, a page that was asked for does not answer; 1,
anything else.
"""

from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from background.progress import shown
from backups import databases, keeping, media
from backups.errors import BackupError
from backups.looking import broken_pages
from backups.restoring import put_in_place, unpacked

REFUSED, NOT_EMPTY, BROKEN = 3, 4, 5


class Command(BaseCommand):
    """Asks nothing, so that it can be rehearsed as it will be run."""

    help = __doc__
    # The database may be empty, or of another version.
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "file",
            nargs="?",
            type=Path,
            help="the backup; the newest of BACKUP_DIR if none is named",
        )
        parser.add_argument(
            "--identity",
            type=Path,
            default=settings.BACKUPS.identity,
            help="file with the private key of age (default: BACKUP_IDENTITY_FILE)",
        )
        parser.add_argument(
            "--over",
            metavar="DATABASE",
            default="",
            help="replace the site that is there; say the name of its database (for"
            " SQLite, of its file)",
        )
        parser.add_argument(
            "--check-only",
            action="store_true",
            help="check the backup and touch nothing",
        )
        parser.add_argument(
            "--pages",
            type=int,
            default=30,
            help="how many pages to ask for afterwards (default: %(default)s)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        source = options["file"] or self._newest()
        self.stderr.write(f"Checking {source}")
        try:
            with unpacked(source, options["identity"], self.stderr) as (
                folder,
                manifest,
            ):
                self.stderr.write(
                    f"A backup of {manifest['made']}, {len(manifest['files'])} files,"
                    " whole and ours."
                )
                if options["check_only"]:
                    return
                over = self._may_replace(options["over"])
                put_in_place(folder, manifest, over=over, out=self.stderr)
        except BackupError as error:
            raise CommandError(str(error), returncode=REFUSED) from error
        bar = partial(shown, out=self.stderr)
        broken = list(broken_pages(options["pages"], bar))
        if broken:
            raise CommandError(
                f"Restored, but these pages do not answer: {', '.join(broken)}",
                returncode=BROKEN,
            )
        self.stdout.write("Restored.")

    def _newest(self) -> Path:
        there = keeping.kept(settings.BACKUPS.folder)
        if not there:
            raise CommandError(
                f"There is no backup in {settings.BACKUPS.folder}.", returncode=REFUSED
            )
        return there[0]

    def _may_replace(self, said: str) -> bool:
        """Return whether a site is replaced; CommandError where it may not be."""
        if databases.is_empty() and media.is_empty():
            return False
        name = Path(str(connection.settings_dict["NAME"])).name
        if said != name:
            raise CommandError(
                f"There is a site already. To replace it, say: --over {name}",
                returncode=NOT_EMPTY,
            )
        return True
