"""Compile the message catalogs without GNU gettext, which a fresh machine may lack."""

from pathlib import Path
from typing import Any

import polib
from django.conf import settings
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    """Writes a .mo beside each .po that has changed.  Replaces Django's own command."""

    help = __doc__
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        for folder in settings.LOCALE_PATHS:
            for source in sorted(Path(folder).glob("*/LC_MESSAGES/*.po")):
                compiled = source.with_suffix(".mo")
                if (
                    compiled.exists()
                    and compiled.stat().st_mtime_ns >= source.stat().st_mtime_ns
                ):
                    continue
                polib.pofile(str(source)).save_as_mofile(str(compiled))
                if options["verbosity"] > 1:
                    self.stdout.write(str(compiled))
