"""Write database and uploads into one new file, at one point, while the site is in use.

The file is in BACKUP_DIR, encrypted where BACKUP_RECIPIENTS names a key of age, and has
its checksum beside it (sha256sum --check).  Afterwards what is older than BACKUP_KEEP
asks for is deleted; the newest backup never is.  Prints the path of the new file.

Exit codes: 0, done; 1, no backup was made, and nothing was deleted.
"""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from backups import keeping
from backups.errors import BackupError
from backups.making import make


class Command(BaseCommand):
    """Safe to repeat; nothing has to be stopped."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--keep-all", action="store_true", help="delete no old backup afterwards"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            target = make(self.stderr)
        except (BackupError, OSError) as error:
            raise CommandError(f"No backup was made. {error}") from error
        size = target.stat().st_size / 1_000_000
        self.stdout.write(str(target))
        self.stderr.write(f"{size:.1f} MB")
        if not options["keep_all"]:
            ours = settings.BACKUPS
            for name in keeping.forget(
                ours.folder, ours.daily, ours.weekly, ours.monthly
            ):
                self.stderr.write(f"deleted {name}")
