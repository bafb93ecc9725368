"""Write pages out as text, data and files, to read elsewhere or to import again."""

import datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.exporting.archive import write_to
from articles.exporting.collecting import collect
from articles.exporting.selection import KINDS, Selection, with_what_they_need
from background.progress import counting

NOTHING_CHOSEN, EXISTS, FILES_LOST = 3, 4, 5


class Command(BaseCommand):
    """Writes a selection of pages to a new folder, or to a zip file.

    Without a selection nothing is written: --all exports everything.  Exit codes: 0,
    done; 3, the selection holds no page; 4, the target is there already; 5, done, but
    the site has lost files that pages show; 1, anything else.
    """

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "target", type=Path, help="a new folder, or a file that ends in .zip"
        )
        parser.add_argument("--all", action="store_true", help="all pages")
        parser.add_argument(
            "--id", type=int, action="append", default=[], help="this page (repeatable)"
        )
        parser.add_argument(
            "--type",
            choices=list(KINDS),
            action="append",
            default=[],
            help="pages of this kind (repeatable)",
        )
        parser.add_argument(
            "--language",
            action="append",
            default=[],
            metavar="CODE",
            help="pages in this language (repeatable)",
        )
        parser.add_argument(
            "--section",
            default="",
            metavar="ADDRESS",
            help="pages under this address, such as /fi/hankkeet/",
        )
        parser.add_argument(
            "--since",
            type=datetime.date.fromisoformat,
            metavar="YYYY-MM-DD",
            help="pages changed on this day or later",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        selection = Selection(
            ids=tuple(options["id"]),
            kinds=tuple(options["type"]),
            languages=tuple(options["language"]),
            section=options["section"],
            since=options["since"],
        )
        if (selection == Selection()) != options["all"]:
            raise CommandError(_("Say which pages, or --all for every page."))
        chosen = list(selection.pages())
        if not chosen:
            raise CommandError(_("No page is like that."), returncode=NOTHING_CHOSEN)
        pages = with_what_they_need(chosen)
        tell = counting(len(pages), "Collecting pages", self.stderr)
        export = collect(pages, self.stderr.write if options["verbosity"] > 1 else tell)
        try:
            lost = write_to(export, options["target"])
        except FileExistsError:
            raise CommandError(
                _("%(path)s is there already: choose another name.")
                % {"path": options["target"]},
                returncode=EXISTS,
            ) from None
        except OSError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            ngettext(
                "%(n)s page and %(files)s files were written to %(path)s.",
                "%(n)s pages and %(files)s files were written to %(path)s.",
                len(pages),
            )
            % {
                "n": len(pages),
                "files": len(export.files) - len(lost),
                "path": options["target"],
            }
        )
        if lost:
            raise CommandError(
                _("The files of these are lost on this site: %(names)s")
                % {"names": ", ".join(lost)},
                returncode=FILES_LOST,
            )
