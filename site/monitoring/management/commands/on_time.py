"""Run another command for a timer, and keep that it ran (see /-/timers).

Everything after its name is passed on: manage.py on_time check_links --later.  Ends as
that command ends.
"""

import time
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError

from monitoring.timers import LONGEST, TOLD, note


class Command(BaseCommand):
    """What could not be kept is said, and is no failure of the command."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", choices=sorted(LONGEST), help="the command")
        parser.add_argument("rest", nargs="...", help="what it is told")

    def handle(self, *args: Any, **options: Any) -> None:
        began = time.monotonic()
        succeeded = False
        try:
            rest = options["rest"] or TOLD.get(options["name"], [])
            call_command(options["name"], *rest)
            succeeded = True
        except SystemExit as end:
            succeeded = not end.code
            raise
        finally:
            try:
                note(options["name"], time.monotonic() - began, succeeded=succeeded)
            except DatabaseError as error:
                self.stderr.write(f"That it ran could not be kept: {error}")
