"""Build the demo pages in all languages.  What is there already stays as it is."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from espoo.management.demo_site import DemoSite


class Command(BaseCommand):
    """All pages or none."""

    help = __doc__

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        loud = options["verbosity"] > 1
        made = DemoSite(self.stdout.write if loud else lambda text: None).build()
        self.stdout.write(f"Demo content: {made} pages made.")
