"""From the translator's hands to the publisher's: handing in, approving, returning.

Every step is written into the page's history, and those whom it concerns are told.
"""

from collections.abc import Collection
from typing import Any

from django.contrib.auth.models import User
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail_localize.models import Translation

from background import later
from translation import notices
from translation.models import Standing
from translation.publishing import unfinished
from translation.refusals import Refusal
from translation.turns import turn_at

Review = Standing.Review


class StepRefused(Refusal):
    """A step that the translation is not ready for.  ``messages`` say why."""


def hand_in(made: Translation, *, user: User, comment: str = "") -> None:
    """Say that a translation is ready for review.

    Raises StepRefused where words are missing or behind, or where it is in review.
    """
    _step(
        made,
        Review.READY,
        user,
        comment,
        possible_from=(Review.NONE, Review.RETURNED),
        action="translation.hand_in",
        handed_in_by=user,
    )


def approve(made: Translation, *, user: User, comment: str = "") -> None:
    """Say that a translation may be published.

    Raises StepRefused where it is not handed in, or where its original has changed
    since.
    """
    _step(
        made,
        Review.APPROVED,
        user,
        comment,
        possible_from=(Review.READY,),
        action="translation.approve",
    )


def give_back(made: Translation, *, user: User, comment: str) -> None:
    """Return a translation to whoever handed it in.

    Raises StepRefused without a comment, or where it is not in review.
    """
    if not comment.strip():
        raise StepRefused(_("Write what is to be done."))
    _step(
        made,
        Review.RETURNED,
        user,
        comment,
        possible_from=(Review.READY, Review.APPROVED),
        action="translation.return",
    )


def _step(
    made: Translation,
    to: Review,
    user: Any,
    comment: str,
    *,
    possible_from: Collection[str],
    action: str,
    **fields: Any,
) -> None:
    with turn_at(made):
        _step_on(made, to, user, comment, possible_from, action, fields)


def _step_on(
    made: Translation,
    to: Review,
    user: Any,
    comment: str,
    possible_from: Collection[str],
    action: str,
    fields: dict[str, Any],
) -> None:
    standing = Standing.of(made)
    if standing.review not in possible_from:
        raise StepRefused(
            _("Somebody was faster: the translation is now “%(state)s”.")
            % {"state": standing.get_review_display()}
        )
    if to != Review.RETURNED and (why_not := unfinished(made)):
        raise StepRefused(why_not)
    standing.review, standing.comment = to, comment.strip()
    standing.changed_by = user
    for name, value in fields.items():
        setattr(standing, name, value)
    standing.save()
    log(
        instance=made.source.get_translated_instance(made.target_locale),
        action=action,
        user=user,
        data={
            "language": made.target_locale.language_code,
            "comment": standing.comment,
        },
    )
    later.do(notices.tell, made.pk, to.value, user.pk)


def take_up_again(made: Translation, *, user: User) -> bool:
    """Put a translation back to work whose words were changed in or after review.

    Returns whether it was in review or approved.
    """
    return bool(
        Standing.objects.filter(
            translation=made, review__in=(Review.READY, Review.APPROVED)
        ).update(review=Review.NONE, comment="", changed_by=user)
    )
