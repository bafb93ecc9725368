"""The older name of Wagtail's command, which would otherwise still be Wagtail's."""

from translation.management.commands import publish_scheduled


class Command(publish_scheduled.Command):
    """Does what ``publish_scheduled`` does."""
