"""Delete feedback that was sent over a year ago, as the privacy notice promises."""

import datetime
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from duties.models import Feedback

KEPT = datetime.timedelta(days=365)


class Command(BaseCommand):
    """To be run daily."""

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        old = Feedback.objects.filter(created_at__lt=timezone.now() - KEPT)
        deleted, _by_model = old.delete()
        self.stdout.write(f"Feedback deleted: {deleted}.")
