"""Make every picture ready in the sizes and formats that the templates show."""

from typing import Any

from django.core.management.base import BaseCommand

from background import later
from background.progress import shown
from espoo.models import Picture
from espoo.pictures import make_renditions


class Command(BaseCommand):
    """Safe to repeat: what is there already stays as it is."""

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        keys = list(Picture.objects.order_by("pk").values_list("pk", flat=True))
        for key in shown(keys, len(keys), "Making pictures", self.stderr):
            later.do(make_renditions, key)
        self.stdout.write(f"{len(keys)} pictures are ready or waiting to be made.")
