"""Take away all that tells who had an account; what they wrote stays.

It cannot be undone.  Asks before, unless --yes is given.
"""

from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.personal import LastAdministrator, erase


class Command(BaseCommand):
    """Refuses the last administrator."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        """Take whose, and whether to ask."""
        parser.add_argument("username")
        parser.add_argument("--yes", action="store_true", help="do not ask")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it, and say under which name the account stays."""
        user = User.objects.filter(username=options["username"]).first()
        if not user:
            raise CommandError(f"No account is called {options['username']}.")
        if not options["yes"] and input(
            f"Erase {user.username} for good? Type the name again: "
        ) != (user.username):
            raise CommandError("Nothing was erased.")
        try:
            erase(user)
        except LastAdministrator:
            raise CommandError("The last administrator cannot be erased.") from None
        self.stdout.write(f"Erased; the account is now {user.username}.")
