"""Write all that is kept of a person who has an account, as JSON."""

import json
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.serializers.json import DjangoJSONEncoder

from accounts.personal import export


class Command(BaseCommand):
    """Changes nothing."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        """Take whose."""
        parser.add_argument("username")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write it to standard output."""
        user = User.objects.filter(username=options["username"]).first()
        if not user:
            raise CommandError(f"No account is called {options['username']}.")
        told = json.dumps(
            export(user), cls=DjangoJSONEncoder, ensure_ascii=False, indent=2
        )
        self.stdout.write(told)
