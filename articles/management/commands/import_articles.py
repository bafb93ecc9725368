"""Turn existing articles, as text or Word files, into linked draft pages."""

import datetime
import json
from functools import partial
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.exporting.archive import WrongExport, opened
from articles.exporting.restoring import Restorer
from articles.importing.files.packages import MOST_BYTES
from articles.importing.manifest import ManifestError, read_manifest
from articles.importing.publishing import Deadline
from articles.importing.run import Options, Source, import_texts
from background.progress import counting, shown

# Those of a folder; a file that is named is known by its bytes.
SUFFIXES = {".txt", ".docx", ".odt"}


class Command(BaseCommand):
    """Reads text, Word and OpenDocument files; docs/importing.md says how."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("paths", nargs="*", type=Path, metavar="PATH")
        parser.add_argument(
            "--from-export",
            type=Path,
            metavar="EXPORT",
            help="take in what export_articles wrote, a folder or a zip file",
        )
        parser.add_argument("--language", choices=["fi", "sv", "en"])
        parser.add_argument(
            "--pair",
            nargs="+",
            action="append",
            default=[],
            metavar="FILE",
            help="these files are one article in several languages",
        )
        parser.add_argument("--manifest", type=Path, help="a table of files, as CSV")
        parser.add_argument(
            "--update",
            action="store_true",
            help="texts that have changed since change their drafts",
        )
        parser.add_argument("--publish", action="store_true")
        parser.add_argument("--reason", help="why one language goes live alone")
        parser.add_argument(
            "--due",
            type=datetime.date.fromisoformat,
            metavar="YYYY-MM-DD",
            help="when the other language follows",
        )
        parser.add_argument("--dry-run", action="store_true")
        parser.add_argument("--json", type=Path, help="write the report here as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        if bool(options["paths"]) == bool(options["from_export"]):
            raise CommandError(_("Name files to import, or an export."))
        if options["from_export"]:
            self.restore(options["from_export"], options["verbosity"])
            return
        if bool(options["reason"]) != bool(options["due"]):
            raise CommandError(_("--reason and --due go together."))
        deadline = None
        if options["reason"]:
            deadline = Deadline(options["reason"], options["due"])
        try:
            manifest = read_manifest(options["manifest"]) if options["manifest"] else {}
        except ManifestError as error:
            raise CommandError(str(error)) from error
        sources = list(self.sources(options["paths"]))
        names = {source.name for source in sources}
        pairs = [tuple(Path(file).name for file in pair) for pair in options["pair"]]
        unknown = sorted({name for pair in pairs for name in pair} - names)
        unknown += sorted(set(manifest) - names)
        if unknown:
            raise CommandError(
                _("Not among the files to import: %(names)s")
                % {"names": ", ".join(unknown)}
            )
        report = import_texts(
            sources,
            Options(
                language=options["language"],
                pairs=pairs,
                manifest=manifest,
                update=options["update"],
                publish=options["publish"],
                deadline=deadline,
                dry_run=options["dry_run"],
            ),
            partial(shown, out=self.stderr),
        )
        self.stdout.write(report.as_text())
        if options["json"]:
            text = json.dumps(report.as_json(), ensure_ascii=False, indent=2)
            options["json"].write_text(text + "\n", encoding="utf-8")
        failed = len(report.refused) + len(report.unpublished)
        if failed:
            raise CommandError(
                ngettext(
                    "%(n)s text needs attention (see above).",
                    "%(n)s texts need attention (see above).",
                    failed,
                )
                % {"n": failed}
            )

    def restore(self, path: Path, verbosity: int) -> None:
        """Bring an export in, whole; say what became of it."""
        try:
            with opened(path) as export:
                pages = len(export.data["pages"])
                bar = counting(pages, "Bringing pages in", self.stderr)
                tell = self.stderr.write if verbosity > 1 else bar
                result = Restorer(export, tell=tell).run()
        except WrongExport as error:
            raise CommandError(str(error)) from error
        for note in result.notes:
            self.stdout.write(note)
        self.stdout.write(
            ngettext("%(n)s page was made.", "%(n)s pages were made.", len(result.made))
            % {"n": len(result.made)}
        )
        if result.kept:
            self.stdout.write(
                ngettext(
                    "%(n)s page is here already and stays as it is.",
                    "%(n)s pages are here already and stay as they are.",
                    len(result.kept),
                )
                % {"n": len(result.kept)}
            )

    def sources(self, paths: list[Path]) -> list[Source]:
        """Return the files in order; a folder gives those with our suffixes by name.

        Raises CommandError for a path that is not there, a folder without such files,
        a file that is too large, and two files of one name.
        """
        files: list[Path] = []
        for path in paths:
            if path.is_dir():
                found = [
                    file
                    for file in sorted(path.rglob("*"))
                    if file.suffix.lower() in SUFFIXES
                ]
                if not found:
                    raise CommandError(
                        _("There are no .txt, .docx or .odt files in %(path)s.")
                        % {"path": path}
                    )
                files += found
            elif path.is_file():
                files.append(path)
            else:
                raise CommandError(_("There is no file %(path)s.") % {"path": path})
        sources: dict[str, Source] = {}
        for file in dict.fromkeys(files):
            if file.stat().st_size > MOST_BYTES:
                raise CommandError(
                    _("%(path)s is larger than %(n)s MB: no article is.")
                    % {"path": file, "n": MOST_BYTES // (1024 * 1024)}
                )
            if file.name in sources:
                raise CommandError(
                    _("Two files are called %(name)s: rename one.")
                    % {"name": file.name}
                )
            sources[file.name] = Source(file.name, file.read_bytes())
        return list(sources.values())
