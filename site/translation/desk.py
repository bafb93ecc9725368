"""The home page of the admin: what waits for a person, in short lists.

An app adds lists of its own with the hook ``waiting_lists``: a function that takes the
user and returns them.
"""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.forms import Media
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.http import urlencode
from django.utils.timezone import is_aware, localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.admin.utils import get_user_display_name
from wagtail_localize.models import Translation

from translation import waiting
from translation.requests.models import is_past
from translation.words import language_name


@dataclass(frozen=True)
class Row:
    """Something that waits: its title in its language, and what is said about it."""

    title: str
    language: str
    url: str
    about: str
    quote: str = ""
    is_overdue: bool = False


@dataclass(frozen=True)
class WaitingList:
    """Rows under a heading, and the address of the list that has all of them.

    ``total`` is how many there are; ``name`` is unique on the home page.
    """

    name: str
    heading: str
    rows: Sequence[Row]
    total: int
    more_url: str

    @property
    def left(self) -> int:
        """How many are not shown."""
        return max(0, self.total - len(self.rows))


class WaitingPanel(Component):
    """All lists that have rows; kind words where nothing waits."""

    name = "translation_waiting"
    template_name = "translation/waiting_panel.html"
    order = 90
    media = Media(css={"all": ["translation/editor.css", "translation/overview.css"]})

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        user = parent_context["request"].user
        lists = [one for make in hooks.get_hooks("waiting_lists") for one in make(user)]
        return {"lists": [one for one in lists if one.rows]}


def translations(user: Any) -> list[WaitingList]:
    """Return what there is to translate and review, came back, or is soon due."""
    to_translate, to_review = waiting.to_translate(user), waiting.to_review(user)
    returned, due = waiting.returned_to(user), waiting.due(user)
    overrides = waiting.overrides_due(user)
    is_mine = any(_is_asked_of(user, made) for made in to_translate)
    return [
        WaitingList(
            "translations-to-do",
            _("To translate"),
            [_to_do(made) for made in to_translate],
            _total(to_translate),
            report(whose="mine") if is_mine else reverse("translation:exchange"),
        ),
        WaitingList(
            "translations-to-review",
            _("To review"),
            [_stepped(made, made.standing.handed_in_by) for made in to_review],
            _total(to_review),
            report(state="review"),
        ),
        WaitingList(
            "translations-returned",
            _("Returned to you"),
            [_stepped(made, made.standing.changed_by) for made in returned],
            _total(returned),
            report(state="returned"),
        ),
        WaitingList(
            "translations-due",
            _("Due soon"),
            [*map(_due, due), *map(_override_due, overrides)],
            _total(due) + _total(overrides),
            report(whose="any", ordering="due"),
        ),
    ]


def report(**asked: str) -> str:
    """Return the address of the report with these filters."""
    return f"{reverse('wagtail_localize:translations_report')}?{urlencode(asked)}"


def day_in_words(day: datetime.date | None) -> str:
    """Return a day, or the day of a time here; "" for none."""
    if isinstance(day, datetime.datetime) and is_aware(day):
        day = localtime(day)
    return date_format(day, "SHORT_DATE_FORMAT") if day else ""


def _total(found: Sequence[Any]) -> int:
    return found[0].how_many if found else 0


def _is_asked_of(user: Any, made: Translation) -> bool:
    asked = getattr(made, "request", None)
    return bool(asked and asked.is_open and asked.assignee_id == user.pk)


def _row(made: Translation, about: Sequence[str], **more: Any) -> Row:
    """Return the row of a translation, with its language and deadline in front."""
    code = made.target_locale.language_code
    asked = getattr(made, "request", None)
    said = [language_name(code)]
    if asked and asked.is_open and asked.due:
        said.append(_("by %(day)s") % {"day": day_in_words(asked.due)})
    query = more.pop("query", "")
    # A page has its own title by now, a snippet may have none.
    own = made.draft_title
    return Row(
        own or made.source.object_repr,
        code if own else made.source.locale.language_code,
        reverse("translation:edit", args=[made.pk]) + query,
        " · ".join([*said, *about]),
        is_overdue=bool(asked and asked.is_overdue),
        **more,
    )


def _to_do(made: Any) -> Row:
    progress = made.progress
    about = [
        _("%(done)d of %(total)d segments")
        % {"done": progress.done, "total": progress.total}
    ]
    if progress.lagging:
        about.append(
            ngettext(
                "%(n)d lags since %(day)s",
                "%(n)d lag since %(day)s",
                progress.lagging,
            )
            % {"n": progress.lagging, "day": day_in_words(progress.since)}
        )
    asked = getattr(made, "request", None)
    quote = asked.instruction if asked and asked.is_open else ""
    return _row(made, about, query="?show=todo", quote=quote)


def _stepped(made: Any, person: Any) -> Row:
    standing = made.standing
    said = {
        waiting.Review.READY: _("handed in by %(name)s on %(day)s"),
        waiting.Review.RETURNED: _("returned by %(name)s on %(day)s"),
    }[standing.review]
    named = {"name": _name(person), "day": day_in_words(standing.changed_at)}
    return _row(made, [said % named], quote=standing.comment)


def _due(made: Any) -> Row:
    person = made.request.assignee
    who = _name(person) if person else _("asked of nobody yet")
    return _row(made, [who])


def _override_due(override: Any) -> Row:
    page = override.page
    return Row(
        page.draft_title,
        page.locale.language_code,
        # The version that follows may not be there yet.
        reverse("translation:together", args=[page.pk]),
        _("the other language follows by %(day)s")
        % {"day": day_in_words(override.due)},
        override.reason,
        is_past(override.due),
    )


def _name(person: Any) -> str:
    return get_user_display_name(person) if person else "–"
