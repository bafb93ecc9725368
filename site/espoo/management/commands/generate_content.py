"""Make a large site of meaningless articles, to measure how the real one would grow."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from articles.models import ArticlePage
from background.progress import draw
from espoo.management.growth import grow


class Command(BaseCommand):
    """Each run adds to what is there."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "number", type=int, help="How many articles to make in each language."
        )
        parser.add_argument(
            "--yes",
            action="store_true",
            help="Do so even on a site that has articles and is no demonstration.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        number = options["number"]
        if number < 1:
            raise CommandError("At least one article is to be made.")
        if ArticlePage.objects.exists() and not (settings.DEMO or options["yes"]):
            raise CommandError(
                "This site has articles, and nothing tells the new ones from them. "
                "Give --yes if they may be mixed."
            )

        def tell(done: int) -> None:
            draw(done, number, "Making articles", self.stderr)
            if options["verbosity"] and not self.stderr.isatty():
                self.stdout.write(f"{done} of {number} articles a language")
                self.stdout.flush()

        grow(number, tell)
