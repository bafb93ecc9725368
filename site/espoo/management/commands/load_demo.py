"""Build the demo pages in all languages.  What is there already stays as it is."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from espoo.management.demo_site import DemoSite


class Command(BaseCommand):
    """All pages or none."""

    help = __doc__

    def tell(self, text: str) -> None:
        """Say what was made."""
        self.stdout.write(text)

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        made = DemoSite(self.tell if options["verbosity"] > 1 else None).build()
        self.stdout.write(f"Demo content: {made} pages made.")
