"""Delete what readers searched for over 90 days ago, as the privacy notice promises."""

from typing import Any

from django.core.management.base import BaseCommand

from search.models.statistics import SearchedFor, first_day_kept


class Command(BaseCommand):
    """To be run daily."""

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        deleted, _by_model = SearchedFor.objects.filter(
            day__lt=first_day_kept()
        ).delete()
        self.stdout.write(f"Searches deleted: {deleted}.")
