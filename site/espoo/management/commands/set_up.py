"""Make the site ready to serve: database, demo content, a first administrator."""

import secrets
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand

from articles.models import ArticlePage
from search.checks import reasons_to_rebuild

ADMINISTRATOR = "admin"


class Command(BaseCommand):
    """Safe to repeat: what is there already stays as it is."""

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("migrate", verbosity=0, interactive=False)
        if settings.DEMO and not ArticlePage.objects.exists():
            call_command("load_demo", verbosity=options["verbosity"])
        if reasons_to_rebuild():
            call_command("update_index", verbosity=0)
        call_command("make_social_cards", verbosity=0)
        self.make_administrator()

    def make_administrator(self) -> None:
        """Create the first administrator; the password is shown this once only."""
        users = get_user_model()
        if users.objects.filter(is_superuser=True).exists():
            return
        password = secrets.token_urlsafe(12)
        users.objects.create_superuser(ADMINISTRATOR, password=password)
        self.stdout.write(
            f"\n  Administrator:  {ADMINISTRATOR}\n  Password:       {password}\n"
            f"  Sign in at      {settings.BASE_URL}/admin/\n"
            "  The password is not shown again.\n"
        )
