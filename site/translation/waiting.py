"""What waits for a person: to review, returned to them, to translate, soon due."""

import datetime
from typing import Any

from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, Value, When, Window
from django.utils import timezone
from wagtail.models import Page
from wagtail.permissions import page_permission_policy
from wagtail.snippets.models import get_snippet_models
from wagtail.snippets.permissions import get_permission_name
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from translation.lag import progress_of
from translation.models import PairOverride, Standing

Review = Standing.Review
SHOWN = 10
# So many days ahead a deadline is near.
NEAR = 7
SEE_OVERRIDES = "translation.view_pairoverride"


def of(user: Any, action: str) -> models.QuerySet[Translation]:
    """Return the translations whose versions a person may "change" or "publish"."""
    versions = page_permission_policy.instances_user_has_permission_for(user, action)
    theirs = versions.filter(
        translation_key=OuterRef("source__object_id"),
        locale_id=OuterRef("target_locale_id"),
    )
    snippets = [
        model
        for model in get_snippet_models()
        if hasattr(model, "translation_key")
        and user.has_perm(get_permission_name(action, model))
    ]
    types = ContentType.objects.get_for_models(*snippets).values()
    return of_anybody().filter(
        Exists(theirs) | Q(source__specific_content_type__in=types)
    )


def of_anybody() -> models.QuerySet[Translation]:
    """Return all translations with what a list shows of them."""
    page = Page.objects.filter(
        translation_key=OuterRef("source__object_id"),
        locale_id=OuterRef("target_locale_id"),
    )
    return (
        Translation.objects.filter(enabled=True)
        .select_related(
            "source__locale",
            "target_locale",
            "standing__changed_by",
            "standing__handed_in_by",
            "request__assignee",
        )
        .annotate(
            draft_title=Subquery(page.values("draft_title")[:1]),
            how_many=Window(models.Count("pk")),
        )
    )


def to_review(user: User) -> list[Translation]:
    """Return what was handed in and this person may publish.

    First what is overdue, then the oldest.
    """
    ready = of(user, "publish").filter(standing__review=Review.READY)
    return list(ready.order_by(_overdue_first(), "standing__changed_at")[:SHOWN])


def returned_to(user: User) -> list[Translation]:
    """Return what this person handed in and got back; overdue first, then oldest."""
    returned = of(user, "change").filter(
        standing__review=Review.RETURNED, standing__handed_in_by=user
    )
    return list(returned.order_by(_overdue_first(), "standing__changed_at")[:SHOWN])


def to_translate(user: User) -> list[Translation]:
    """Return what has segments without words, with its ``progress``.

    First what this person is asked for, the soonest deadline before, then what readers
    have and is behind its original, the longest behind before.  What somebody else is
    asked for is theirs.
    """
    words = StringTranslation.objects.filter(
        translation_of_id=OuterRef("string_id"),
        context_id=OuterRef("context_id"),
        locale_id=OuterRef(OuterRef("target_locale_id")),
        has_error=False,
    )
    wordless = StringSegment.objects.filter(
        ~Exists(words), source_id=OuterRef("source_id")
    )
    asked = Q(request__done_at=None, request__assignee__isnull=False)
    found = list(
        of(user, "change")
        .filter(Exists(wordless))
        .exclude(standing__review=Review.RETURNED, standing__handed_in_by=user)
        .filter(~asked | Q(request__assignee=user))
        .order_by(
            Case(When(asked, then=Value(0)), default=Value(1)),
            _overdue_first(),
            F("request__due").asc(nulls_last=True),
            F("standing__outdated_since").asc(nulls_last=True),
            "pk",
        )[:SHOWN]
    )
    progress = progress_of(found)
    for made in found:
        made.progress = progress[made.pk]
    return found


def due(user: User) -> list[Translation]:
    """Return what others translate and is due within a week, the soonest first.

    What this person asked for, or may publish.
    """
    theirs = of(user, "publish").values("pk")
    return list(
        of_anybody()
        .filter(
            Q(request__asked_by=user) | Q(pk__in=theirs),
            request__done_at=None,
            request__due__lte=_near(),
        )
        .exclude(request__assignee=user)
        .order_by("request__due", "pk")[:SHOWN]
    )


def overrides_due(user: User) -> list[PairOverride]:
    """Return what one language of the pair owes the other within a week.

    For whoever may see such exceptions at all.
    """
    if not user.has_perm(SEE_OVERRIDES):
        return []
    return list(
        PairOverride.objects.filter(due__lte=_near())
        .select_related("page__locale")
        .annotate(how_many=Window(models.Count("pk")))
        .order_by("due", "pk")[:SHOWN]
    )


def _near() -> datetime.date:
    return timezone.localdate() + datetime.timedelta(days=NEAR)


def _overdue_first() -> Case:
    overdue = When(
        request__done_at=None,
        request__due__lt=timezone.localdate(),
        then=Value(0),
    )
    return Case(overdue, default=Value(1))
