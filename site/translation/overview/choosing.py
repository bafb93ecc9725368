"""Which texts of the overview are shown, in which order, and how many stand where."""

import datetime
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from translation.originals import IndependentOriginal
from translation.overview.texts import Cell, Text
from translation.standings import Kind


class Whose(models.TextChoices):
    """Whose request an open request is, as a person sees it."""

    MINE = "mine", _("asked of me")
    BY_ME = "by-me", _("asked by me")
    NOBODY = "nobody", _("of nobody yet")
    OVERDUE = "overdue", _("overdue")
    ANY = "any", _("any request")


class Age(models.IntegerChoices):
    """For how many days at least a version has been waiting."""

    WEEK = 7, _("more than a week")
    MONTH = 30, _("more than a month")
    QUARTER = 90, _("more than three months")
    YEAR = 365, _("more than a year")


def holds_texts(model: Any) -> bool:
    """Tell whether translated pages stand below pages of this type, as in a project."""
    return issubclass(model, Page) and any(
        not issubclass(one, IndependentOriginal) for one in model.clean_subpage_models()
    )


def belonging(texts: Iterable[Text], project: Text) -> list[Text]:
    """Return the texts that are below a page or name it in a field; it comes along.

    They were read with its key (``read_texts``).
    """
    paths = tuple(one.path for one in project.versions)
    return [
        text
        for text in texts
        if any(
            one.names or (one.path and one.path.startswith(paths))
            for one in text.versions
        )
    ]


def with_cell(
    texts: Iterable[Text], language: str, tests: Sequence[Callable[[Cell], bool]]
) -> list[Text]:
    """Return the texts of which one language passes all tests; "" is any language."""
    return [
        text
        for text in texts
        if any(
            all(test(cell) for test in tests)
            for cell in text.cells
            if language in ("", cell.language)
        )
    ]


def is_asked(whose: str, user: Any) -> Callable[[Cell], bool]:
    """Return the test for an open request of that kind."""

    def test(cell: Cell) -> bool:
        asked = cell.asked
        return (
            asked is not None
            and {
                Whose.MINE: asked.assignee_id == user.pk,
                Whose.BY_ME: asked.by_id == user.pk,
                Whose.NOBODY: asked.assignee_id is None,
                Whose.OVERDUE: asked.is_overdue,
                Whose.ANY: True,
            }[Whose(whose)]
        )

    return test


def waits_for(days: int) -> Callable[[Cell], bool]:
    """Return the test for a version that has waited longer than so many days."""
    latest = timezone.now() - datetime.timedelta(days=days)
    return lambda cell: cell.since is not None and cell.since < latest


def in_order(texts: Iterable[Text], ordering: str | None) -> list[Text]:
    """Return the texts sorted by "title", "type", "changed" or "due", "-" backwards.

    Otherwise those with a deadline first, the soonest before, then the newest change.
    What has no day stands last, whichever way it is sorted.
    """
    name = (ordering or "").removeprefix("-")
    backwards = (ordering or "").startswith("-")
    found = sorted(texts, key=lambda one: (one.title.casefold(), one.original.pk))
    if name in ("title", "type"):
        if name == "type":
            found.sort(key=lambda one: one.type_name.casefold(), reverse=backwards)
        elif backwards:
            found.reverse()
        return found
    if name != "due":
        found = _by_day(found, lambda one: one.changed, backwards or name != "changed")
    if name != "changed":
        found = _by_day(found, lambda one: one.due, backwards and name == "due")
    return found


def _by_day(
    texts: list[Text], day: Callable[[Text], Any], backwards: bool
) -> list[Text]:
    with_day = [one for one in texts if day(one) is not None]
    without = [one for one in texts if day(one) is None]
    return sorted(with_day, key=day, reverse=backwards) + without


def counts(texts: Iterable[Text]) -> list[tuple[str, list[tuple[Kind, int]]]]:
    """Return for each language, by its code, how many texts stand where."""
    found = Counter((cell.language, cell.kind) for one in texts for cell in one.cells)
    return [
        (code, [(kind, found[code, kind]) for kind in Kind])
        for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES
    ]
