"""Delete files of uploads that no picture, document or size of a picture leads to.

Such a file is left where the database failed after it was written.  What is younger
than a day stays: its row may be on its way.  Run daily by a timer.
"""

from typing import Any

from django.core.files.storage import default_storage
from django.core.management.base import BaseCommand, CommandParser

from hardening.files import orphans


class Command(BaseCommand):
    """Prints how many there were; with --dry-run their names, and deletes none."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--dry-run", action="store_true", help="name the files, delete none"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        found = orphans()
        for name in found:
            if options["dry_run"]:
                self.stdout.write(name)
            else:
                default_storage.delete(name)
        done = "found" if options["dry_run"] else "deleted"
        self.stdout.write(f"Files that nothing leads to, {done}: {len(found)}.")
