"""Look where the links of all published pages lead, and keep what is broken.

To be run weekly, at night.  Other sites are asked a few at once, each of them one
address after the other; addresses of private networks are never visited.
"""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from articles.links.checking import check
from articles.links.fetching import Fetcher
from articles.links.tasks import check_links
from background import later
from background.progress import draw


class Command(BaseCommand):
    """Ends with 0, whatever is broken: the report in the admin shows it."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--internal", action="store_true", help="only links within the site"
        )
        parser.add_argument(
            "--later", action="store_true", help="leave it to a worker (TASKS=database)"
        )
        parser.add_argument(
            "--timeout", type=float, default=10, help="seconds to wait for an answer"
        )
        parser.add_argument(
            "--parallel", type=int, default=8, help="how many sites are asked at once"
        )
        parser.add_argument(
            "--pause",
            type=float,
            default=1,
            help="seconds between two questions to one site",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["later"]:
            later.do(check_links, options["internal"])
            return
        fetcher = None if options["internal"] else Fetcher(timeout=options["timeout"])

        def tell(number: int, of: int, what: str) -> None:
            if options["verbosity"] > 1:
                self.stderr.write(f"{number}/{of} {what}")
            else:
                draw(number, of, "Asking for links", self.stderr)

        done = check(
            fetcher,
            at_once=max(1, options["parallel"]),
            pause=options["pause"],
            tell=tell,
        )
        self.stdout.write(
            _(
                "Links: %(links)s. Broken: %(broken)s, new among them: %(new)s. "
                "Mended: %(mended)s."
            )
            % vars(done)
        )
