"""What is written into a page's history about its languages."""

from datetime import date, datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.log_actions import LogActionRegistry, LogFormatter

from translation.words import language_name


def _label(text: Any) -> type[LogFormatter]:
    """Return a formatter that says ``text``, the language, and what was given."""

    class Formatter(LogFormatter):
        label = text

        def format_message(self, log_entry: Any) -> str:
            data = log_entry.data
            parts = [str(text)]
            if codes := data.get("language"):
                names = [language_name(code) for code in codes.split(", ")]
                parts.append("(" + ", ".join(names) + ")")
            if count := data.get("segments"):
                parts.append(ngettext("%d segment", "%d segments", count) % count)
            if name := data.get("name"):
                parts.append(name)
            if by := data.get("by"):
                day = date_format(date.fromisoformat(by), "SHORT_DATE_FORMAT")
                parts.append(_("by %(day)s") % {"day": day})
            for key in ("reason", "comment", "message"):
                if data.get(key):
                    parts.append("– " + data[key])
            if due := data.get("due"):
                day = date_format(date.fromisoformat(due), "SHORT_DATE_FORMAT")
                parts.append(_("(the other by %(day)s)") % {"day": day})
            if at := data.get("at"):
                time = localtime(datetime.fromisoformat(at))
                parts.append("– " + date_format(time, "SHORT_DATETIME_FORMAT"))
            return " ".join(parts)

    return Formatter


ACTIONS = {
    "translation.small_edit": gettext_lazy("Small edit: translations stay right"),
    "translation.keep": gettext_lazy("Earlier translation kept as still right"),
    "translation.override": gettext_lazy("Published although words are missing"),
    "translation.pair_override": gettext_lazy(
        "One language published before the other"
    ),
    "translation.request": gettext_lazy("Translation asked for"),
    "translation.hand_in": gettext_lazy("Handed in for review"),
    "translation.approve": gettext_lazy("Translation approved"),
    "translation.return": gettext_lazy("Translation returned"),
    "translation.together": gettext_lazy("Languages published together"),
    "translation.schedule": gettext_lazy("Languages scheduled together"),
    "translation.unschedule": gettext_lazy("Schedule of the languages ended"),
    "translation.refused": gettext_lazy("Scheduled publication refused"),
    "translation.withdraw": gettext_lazy("Languages unpublished together"),
    "translation.stop": gettext_lazy("Translation stopped"),
    "translation.restart": gettext_lazy("Translation taken up again"),
    "translation.import": gettext_lazy("Imported"),
    "translation.paired": gettext_lazy("Paired with an existing text"),
}


def register(actions: LogActionRegistry) -> None:
    """Make the actions known to Wagtail's log."""
    for action, text in ACTIONS.items():
        actions.register_action(action)(_label(text))
