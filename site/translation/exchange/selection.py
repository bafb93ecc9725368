"""Which translations a person takes to another program: by language, page and state."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.db.models import Exists, OuterRef, Q
from wagtail.models import Page, ReferenceIndex
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from translation import waiting
from translation.exchange.rows import LEFT_OUT


def of(
    user: Any,
    *,
    language: str = "",
    page: Page | None = None,
    with_complete: bool = False,
) -> models.QuerySet[Translation]:
    """Return what a person may translate, by title.

    Only what lacks words, unless ``with_complete``.  With a page: its texts, those of
    the pages below it, and those of the pages that belong to it by a field of theirs,
    as an article belongs to a project; whichever version of the page is given.
    """
    found = waiting.of(user, "change")
    if language:
        found = found.filter(target_locale__language_code=language)
    if page is not None:
        found = found.filter(source__object_id__in=texts_of(page))
    if not with_complete:
        words = StringTranslation.objects.filter(
            translation_of_id=OuterRef("string_id"),
            context_id=OuterRef("context_id"),
            locale_id=OuterRef(OuterRef("target_locale_id")),
            has_error=False,
        )
        wordless = StringSegment.objects.filter(
            ~Exists(words), source_id=OuterRef("source_id")
        ).exclude(context__path__in=LEFT_OUT)
        found = found.filter(Exists(wordless))
    return found.order_by("source__object_repr", "target_locale__language_code", "pk")


def texts_of(page: Page) -> models.QuerySet[Page]:
    """Return the translation keys of a page and of the pages that belong to it."""
    versions = list(page.get_translations(inclusive=True))
    inside = Q()
    for version in versions:
        inside |= Q(path__startswith=version.path)
    return Page.objects.filter(
        inside | Q(pk__in=that_name([version.pk for version in versions]))
    ).values("translation_key")


def that_name(pages: list[int]) -> list[int]:
    """Return the pages that name one of these in a field of their own.

    A link in a text is no belonging.
    """
    kind = ContentType.objects.get_for_model(Page)
    references = (
        ReferenceIndex.objects.filter(
            base_content_type=kind,
            to_content_type=kind,
            to_object_id__in=[str(pk) for pk in pages],
        )
        .exclude(model_path__contains=".")
        .select_related("content_type")
    )
    return [
        int(one.object_id)
        for one in references
        if _is_relation(one.content_type.model_class(), one.model_path)
    ]


def _is_relation(model: type[models.Model] | None, name: str) -> bool:
    try:
        return bool(model and model._meta.get_field(name).is_relation)
    except FieldDoesNotExist:
        return False
