"""Warn of accounts that nobody signs in to, close them; to be run once a day.

Also forgets sign-ins older than SIGN_INS_KEPT_DAYS, and sessions that are over.
"""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils import timezone

from accounts import dormant
from accounts.models import SignIn


class Command(BaseCommand):
    """Safe to repeat."""

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it, and say how many."""
        now = timezone.now()
        kept = now - timedelta(days=settings.SIGN_INS_KEPT_DAYS)
        forgotten, _kinds = SignIn.objects.filter(at__lt=kept).delete()
        call_command("clearsessions")
        warned, closed = [], []
        if settings.DORMANT_AFTER_DAYS:
            closed = dormant.close(now)
            warned = dormant.warn(now)
        self.stdout.write(
            f"Warned: {len(warned)}. Closed: {len(closed)}."
            f" Sign-ins forgotten: {forgotten}."
        )
