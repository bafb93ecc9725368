"""Analyses the words of the site by the heavy analyser, in this process."""

from argparse import SUPPRESS
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from background.progress import counting
from lexicon import analysis, refining


class Command(BaseCommand):
    help = (
        "Analyse the words that were analysed lightly so far by the heavy analyser, "
        "where its extra is installed. The site starts this by itself after changes."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        # Given by the process that starts this one, with the file it has open.
        parser.add_argument("--lock", type=int, help=SUPPRESS)

    def handle(self, *args: Any, **options: Any) -> None:
        if not any(analysis.heavy_mark(language) for language in analysis.HEAVY):
            self.stdout.write("No heavy analyser is installed: nothing to refine.")
            return
        number = sum(refining.waiting(one).count() for one in analysis.HEAVY)
        bar = counting(number, "Refining words", self.stderr)
        done = refining.refine_all(options["lock"], bar)
        self.stdout.write(f"Refined {done} words.")
