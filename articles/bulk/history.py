"""What a page's history says of changes made to many pages at once."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogActionRegistry, LogFormatter


class _Topic(LogFormatter):
    label = gettext_lazy("Topic changed")

    def format_message(self, log_entry: Any) -> str:
        name = log_entry.data.get("name", "")
        if log_entry.data.get("what") == "remove":
            return _("Topic removed: %(name)s") % {"name": name}
        return _("Topic added: %(name)s") % {"name": name}


class _Publisher(LogFormatter):
    label = gettext_lazy("Publisher set")

    def format_message(self, log_entry: Any) -> str:
        name = log_entry.data.get("name", "")
        return _("Publisher set: %(name)s") % {"name": name}


class _HandOver(LogFormatter):
    label = gettext_lazy("Contact handed over")

    def format_message(self, log_entry: Any) -> str:
        return _("Contact handed over from %(old)s to %(new)s") % {
            "old": log_entry.data.get("from", ""),
            "new": log_entry.data.get("to", ""),
        }


def register(actions: LogActionRegistry) -> None:
    """Make the actions known to Wagtail's log."""
    actions.register_action("articles.topic")(_Topic)
    actions.register_action("articles.publisher")(_Publisher)
    actions.register_action("articles.hand_over")(_HandOver)
