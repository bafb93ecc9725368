"""Where each language version of a text stands: for lists, reports and headers."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import models
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy
from wagtail.models import Page
from wagtail_localize.models import Translation

from translation.lag import Progress, progress_of
from translation.models import PairOverride, PublishedBehind, Standing


class Kind(models.TextChoices):
    """What there is to do, or not, with a version."""

    MISSING = "missing", pgettext_lazy("language version", "missing")
    DRAFT = "draft", pgettext_lazy("language version", "draft")
    REVIEW = "review", gettext_lazy("in review")
    RETURNED = "returned", gettext_lazy("returned")
    LAGGING = "lagging", gettext_lazy("behind its original")
    WAITING = "waiting", gettext_lazy("to be published anew")
    OVERRIDDEN = "overridden", gettext_lazy("exception with a reason")
    LIVE = "live", pgettext_lazy("language version", "live")


@dataclass(frozen=True)
class State:
    """Where the version in one language stands.

    ``version`` is None where there is none, and ``made`` is the id of the translation
    that makes it, None for an original.  ``text`` says it for people, with the
    numbers, days and reasons that belong to it.
    """

    language: str
    name: str
    kind: Kind
    text: str
    version: Any = None
    made: int | None = None

    @property
    def is_original(self) -> bool:
        """Whether this version is written in its language, not translated."""
        return self.version is not None and self.made is None


def states_of(instances: Sequence[Any]) -> dict[UUID, list[State]]:
    """Return the states of all languages by translation key, in the site's order.

    The instances are all pages, or all of one type of snippet; some of the versions
    of a text are enough.  Six queries for pages, four for snippets, however many.
    """
    keys = {one.translation_key for one in instances}
    if not keys:
        return {}
    model = Page if isinstance(instances[0], Page) else type(instances[0])
    versions = _versions(model, keys)
    works = {
        (made.source.object_id, made.target_locale_id): made
        for made in Translation.objects.filter(
            source__object_id__in=keys, enabled=True
        ).select_related("source", "target_locale", "standing")
    }
    progress = progress_of(works.values())
    exceptions = _exceptions(keys) if model is Page else {}
    behind = _behind(keys) if model is Page else {}
    codes = dict(settings.WAGTAIL_CONTENT_LANGUAGES)
    found: dict[UUID, list[State]] = {}
    for key in keys:
        there = {one.locale.language_code: one for one in versions[key]}
        found[key] = []
        for code, name in codes.items():
            version = there.get(code)
            if version is None:
                exception = exceptions.get(key)
                kind, text = said_of_missing(exception.due if exception else None, code)
                found[key].append(State(code, name, kind, text))
                continue
            made = works.get((key, version.locale_id))
            kind, text = (
                said_of_translation(
                    getattr(made, "standing", None), version, progress[made.pk]
                )
                if made
                else said_of_original(version)
            )
            if reason := behind.get(version.pk):
                kind, text = Kind.OVERRIDDEN, f"{text}: {reason}"
            found[key].append(State(code, name, kind, text, version, made and made.pk))
    return found


def _versions(model: type[models.Model], keys: Iterable[UUID]) -> dict[UUID, list[Any]]:
    found: Any = model._default_manager.filter(translation_key__in=keys)
    if model is Page:
        found = found.filter(alias_of=None)
    by_key: dict[UUID, list[Any]] = defaultdict(list)
    one: Any
    for one in found.select_related("locale"):
        by_key[one.translation_key].append(one)
    return by_key


def _exceptions(keys: Iterable[UUID]) -> dict[UUID, PairOverride]:
    return {
        one.page.translation_key: one
        for one in PairOverride.objects.filter(
            page__translation_key__in=keys
        ).select_related("page")
    }


def _behind(keys: Iterable[UUID]) -> dict[int, str]:
    return dict(
        PublishedBehind.objects.filter(page__translation_key__in=keys).values_list(
            "page_id", "reason"
        )
    )


def said_of_missing(follows: datetime.date | None, code: str) -> tuple[Kind, str]:
    """Return what is said of a language that is not there, in words too.

    ``follows`` is the day by which one of the pair follows the other, if it is alone.
    """
    if follows and code in settings.LANGUAGE_PAIR:
        return Kind.OVERRIDDEN, _("missing, follows by %(day)s") % {
            "day": date_format(follows, "SHORT_DATE_FORMAT")
        }
    return Kind.MISSING, str(Kind.MISSING.label)


def said_of_original(version: Any) -> tuple[Kind, str]:
    """Return what is said of a version that is written in its language."""
    if not getattr(version, "live", True):
        return Kind.DRAFT, str(Kind.DRAFT.label)
    if getattr(version, "has_unpublished_changes", False):
        return Kind.LIVE, _("live, with a newer draft")
    return Kind.LIVE, str(Kind.LIVE.label)


def said_of_translation(
    standing: Any, version: Any, progress: Progress
) -> tuple[Kind, str]:
    """Return what is said of a translated version.

    ``standing`` has the review and since when it is outdated; None for one that nobody
    has handed in.
    """
    review = standing.review if standing else ""
    is_live = getattr(version, "live", True)
    if progress.lagging:
        return Kind.LAGGING, ngettext(
            "%(n)d segment behind since %(day)s",
            "%(n)d segments behind since %(day)s",
            progress.lagging,
        ) % {
            "n": progress.lagging,
            "day": date_format(localtime(progress.since), "SHORT_DATE_FORMAT"),
        }
    if review:
        kind = {
            Standing.Review.READY: Kind.REVIEW,
            Standing.Review.RETURNED: Kind.RETURNED,
            Standing.Review.APPROVED: Kind.WAITING,
        }[Standing.Review(review)]
        return kind, str(Standing.Review(review).label)
    if not progress.is_complete or not is_live:
        text = _("draft, %(done)d of %(total)d segments")
        if is_live:
            text = _("live, %(done)d of %(total)d segments")
        return Kind.DRAFT, text % {"done": progress.done, "total": progress.total}
    if standing and standing.outdated_since:
        return Kind.WAITING, _("translated, not published yet")
    return Kind.LIVE, str(Kind.LIVE.label)
