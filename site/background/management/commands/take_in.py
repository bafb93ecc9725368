"""Take in what readers sent through web processes of the public role.

A worker does so by itself every five seconds; without one, run this each minute.
"""

from typing import Any

from django.core.management.base import BaseCommand

from background.postbox import take_in


class Command(BaseCommand):
    """Safe to repeat, and to run in several processes at once."""

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(str(take_in()))
