"""What waits for a person: on the home page of the admin."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery, Window
from django.forms import Media
from wagtail.admin.ui.components import Component
from wagtail.admin.utils import get_user_display_name
from wagtail.models import Page
from wagtail.permissions import page_permission_policy
from wagtail.snippets.models import get_snippet_models
from wagtail.snippets.permissions import get_permission_name
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from translation.lag import progress_of
from translation.models import Standing
from translation.words import language_name

Review = Standing.Review
SHOWN = 10


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
    page = Page.objects.filter(
        translation_key=OuterRef("source__object_id"),
        locale_id=OuterRef("target_locale_id"),
    )
    return (
        Translation.objects.filter(
            Exists(theirs) | Q(source__specific_content_type__in=types), enabled=True
        )
        .select_related(
            "source__locale",
            "target_locale",
            "standing__changed_by",
            "standing__handed_in_by",
        )
        .annotate(
            draft_title=Subquery(page.values("draft_title")[:1]),
            how_many=Window(models.Count("pk")),
        )
    )


def to_review(user: User) -> list[Translation]:
    """Return what was handed in and this person may publish, oldest first."""
    ready = of(user, "publish").filter(standing__review=Review.READY)
    return list(ready.order_by("standing__changed_at")[:SHOWN])


def returned_to(user: User) -> list[Translation]:
    """Return what this person handed in and got back, oldest first."""
    returned = of(user, "change").filter(
        standing__review=Review.RETURNED, standing__handed_in_by=user
    )
    return list(returned.order_by("standing__changed_at")[:SHOWN])


def to_translate(user: User) -> list[Translation]:
    """Return what has segments without words, with its ``progress``.

    First what readers have and is behind its original, the longest behind before.
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
    found = list(
        of(user, "change")
        .filter(Exists(wordless))
        .exclude(standing__review=Review.RETURNED, standing__handed_in_by=user)
        .order_by(F("standing__outdated_since").asc(nulls_last=True), "pk")[:SHOWN]
    )
    progress = progress_of(found)
    for made in found:
        made.progress = progress[made.pk]
    return found


class WaitingPanel(Component):
    """Lists what there is to review, what came back, and what to translate."""

    name = "translation_waiting"
    template_name = "translation/waiting_panel.html"
    order = 90
    media = Media(css={"all": ["translation/editor.css"]})

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        user = parent_context["request"].user
        lists = {
            "to_review": to_review(user),
            "returned": returned_to(user),
            "to_translate": to_translate(user),
        }
        for translations in lists.values():
            for made in translations:
                made.title = made.draft_title or made.source.object_repr
                made.language = language_name(made.target_locale.language_code)
        for made in lists["to_review"]:
            made.by = _name(made.standing.handed_in_by)
        for made in lists["returned"]:
            made.by = _name(made.standing.changed_by)
        return lists | {
            f"more_{name}": max(0, found[0].how_many - len(found)) if found else 0
            for name, found in lists.items()
        }


def _name(user: User | None) -> str:
    return get_user_display_name(user) if user else "–"
