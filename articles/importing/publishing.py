"""Imported pages go live: the languages of the pair together, or with a reason."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page

from articles.models import ArticlePage, ContactPage, PageTask
from translation.lag import progress_of
from translation.models import PairOverride
from translation.publishing import publish_together, translation_of
from translation.refusals import PublishingRefused


@dataclass(frozen=True)
class Deadline:
    """Why a text goes live before its pair, and by when the other follows."""

    reason: str
    due: datetime.date


@dataclass(frozen=True)
class Outcome:
    """Whether a group was published, and what is to be said of it."""

    published: bool
    message: str = ""


class _NotFit(Exception):
    pass


def publish_group(
    pages: Sequence[ArticlePage],
    deadline: Deadline | None,
    user: User | None = None,
) -> Outcome:
    """Publish the versions of one article, all or none, and then their contacts.

    A contact that is not fit to publish stays a draft, and the message says so.

    Refused where a version is incomplete, not fit to publish, or without its pair and
    without a reason.
    """
    try:
        with transaction.atomic():
            message = _publish(pages, deadline, user)
    except _NotFit as error:
        return Outcome(False, str(error))
    except ValidationError as error:
        return Outcome(False, " ".join(error.messages))
    return Outcome(True, message)


def _publish(
    pages: Sequence[ArticlePage],
    deadline: Deadline | None,
    user: User | None,
) -> str:
    pages = list(pages)
    _require_pair(pages, deadline, user)
    publish_together([page for page in pages if not page.live], user=user)
    return _publish_contacts(pages, deadline, user)


def is_complete(page: Page) -> bool:
    """Tell whether every segment of a translation is filled; originals always are."""
    made = translation_of(page)
    return made is None or progress_of([made])[made.pk].is_complete


def _require_pair(
    pages: Sequence[Page], deadline: Deadline | None, user: User | None
) -> None:
    """Keep the reason with the page where one language of the pair goes alone.

    Raises _NotFit without one.
    """
    present = {page.locale.language_code for page in pages}
    missing = [code for code in settings.LANGUAGE_PAIR if code not in present]
    if not missing:
        return
    if deadline is None:
        raise _NotFit(
            _(
                "The version in “%(language)s” is missing. Give --reason and --due to "
                "publish without it."
            )
            % {"language": ", ".join(missing)}
        )
    PairOverride.objects.get_or_create(
        page_id=pages[0].pk,
        defaults={
            "reason": deadline.reason,
            "due": deadline.due,
            "created_by": user,
        },
    )
    for code in missing:
        PageTask.objects.get_or_create(
            page_id=pages[0].pk,
            kind=PageTask.Kind.PAIR_MISSING,
            note=f"{code}: {deadline.reason}",
        )


def _publish_contacts(
    pages: Sequence[ArticlePage],
    deadline: Deadline | None,
    user: User | None,
) -> str:
    """Publish the contacts the pages name; return what is to be said of the others."""
    keys = {
        relation.contact.translation_key
        for page in pages
        for relation in page.article_contacts.all()
    }
    left = []
    for key in keys:
        versions = list(
            ContactPage.objects.filter(
                translation_key=key, withdrawn=False
            ).select_related("locale")
        )
        complete = [version for version in versions if is_complete(version)]
        if any(version.live for version in versions) or not versions:
            continue
        try:
            with transaction.atomic():
                _require_pair(complete, deadline, user)
                publish_together(complete, user=user)
        except (_NotFit, PublishingRefused) as error:
            why = " ".join(getattr(error, "messages", [str(error)]))
            left.append(
                _("The contact %(name)s is not published: %(why)s")
                % {"name": versions[0].title, "why": why}
            )
    return " ".join(left)
