"""Delete uploaded files that nobody imported within a day."""

from typing import Any

from django.core.management.base import BaseCommand

from articles.models import TextUpload


class Command(BaseCommand):
    """To be run daily; each upload does it too."""

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"Uploads deleted: {TextUpload.objects.forget()}.")
