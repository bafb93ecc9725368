"""Asking for a translation, changing what was asked, and closing it."""

import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page
from wagtail.permissions import page_permission_policy
from wagtail_localize.models import Translation

from background import later
from translation.lag import Progress
from translation.requests.counting import recount
from translation.requests.models import TranslationRequest
from translation.requests.telling import tell_assignee
from translation.roles import SUBMIT, may_publish


def may_ask(user: Any, version: Any) -> bool:
    """Tell whether a person may say who translates a version, and by when.

    Those who may ask for translations, and those who may publish the version.
    """
    app_label, _model, codename = SUBMIT.split(".")
    return user.has_perm(f"{app_label}.{codename}") or may_publish(user, version)


def is_whole(version: Any, progress: Progress) -> bool:
    """Tell whether readers have all of a version: nothing is left to ask for."""
    return bool(getattr(version, "live", True) and progress.is_complete)


def translators_of(instance: Any) -> QuerySet:
    """Return who may write a version, or what is put below a page; by name.

    A page that is not there yet is asked for by its parent.
    """
    if isinstance(instance, Page):
        people = page_permission_policy.users_with_permission_for_instance(
            "change", instance
        )
    else:
        policy = instance.snippet_viewset.permission_policy
        people = policy.users_with_permission("change")
    return people.filter(is_active=True).order_by("last_name", "first_name", "username")


@transaction.atomic
def ask(
    made: Translation,
    *,
    user: Any,
    assignee: Any = None,
    due: datetime.date | None = None,
    instruction: str = "",
) -> TranslationRequest:
    """Ask for a translation, or change what was asked; the assignee is told.

    A request that was done is open again.  Words are counted after the commit.
    """
    found = TranslationRequest.objects.filter(translation=made).first()
    asked = found or TranslationRequest(translation=made)
    was = (asked.assignee_id, asked.due, asked.instruction, asked.is_open)
    asked.assignee, asked.due = assignee, due
    asked.instruction, asked.done_at = instruction.strip(), None
    if found and was == (asked.assignee_id, asked.due, asked.instruction, True):
        return found
    asked.asked_by, asked.asked_at = user, timezone.now()
    asked.save()
    log(
        instance=made.source.get_translated_instance(made.target_locale),
        action="translation.request",
        user=user,
        data={
            "language": made.target_locale.language_code,
            "name": assignee.get_username() if assignee else "",
            "by": due.isoformat() if due else "",
            "comment": asked.instruction,
        },
    )
    later.do(recount, made.source_id)
    if assignee and assignee != user:
        later.do(tell_assignee, asked.pk, user.pk)
    return asked


def close(made: Translation) -> None:
    """Say that readers have the whole version: nobody is asked for it any more."""
    TranslationRequest.objects.filter(translation=made, done_at=None).update(
        done_at=timezone.now()
    )
