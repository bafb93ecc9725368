"""What nothing leads to: pages without a link to them, pictures and files unused."""

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models.functions import Cast
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, ReferenceIndex
from wagtail.query import PageQuerySet

from translation.versions import readable

# Front and section pages stand in the menu.
_SECTION_DEPTH = 3


def lonely_pages() -> PageQuerySet:
    """Return what readers can read and no other page links to or names.

    The list of its section leads there, as long as that is published: ``is_listed``.
    A link to one language is a link to all.
    """
    page_type = ContentType.objects.get_for_model(Page)
    # Not for each page anew: the keys of all that is linked to, found once.
    linked = (
        ReferenceIndex.objects.filter(
            base_content_type=page_type, to_content_type=page_type
        )
        .annotate(by=_key_of("object_id"), to=_key_of("to_object_id"))
        .filter(to__isnull=False)
        .exclude(by=models.F("to"))
        .values("to")
    )
    parents = readable(Page.objects.all()).filter(
        path=models.Func(
            models.OuterRef("path"),
            models.Value(1),
            models.F("depth") * Page.steplen,
            function="SUBSTR",
            output_field=models.CharField(),
        ),
        depth=models.OuterRef("depth") - 1,
    )
    return (
        readable(Page.objects.filter(depth__gt=_SECTION_DEPTH))
        .exclude(translation_key__in=linked)
        .annotate(is_listed=models.Exists(parents))
    )


def _key_of(name: str) -> models.Subquery:
    """Return the translation key of the page whose number a reference has as text."""
    number = Cast(models.OuterRef(name), models.BigIntegerField())
    return models.Subquery(Page.objects.filter(pk=number).values("translation_key")[:1])


def unused_pictures() -> models.QuerySet:
    """Return the pictures that nothing shows."""
    return _unused(get_image_model())


def unused_documents() -> models.QuerySet:
    """Return the documents that nothing links to."""
    return _unused(get_document_model())


def _unused(model: type[models.Model]) -> models.QuerySet:
    references = ReferenceIndex.objects.filter(
        to_content_type=ContentType.objects.get_for_model(model),
        to_object_id=models.OuterRef("as_text"),
    )
    rows = model._default_manager.annotate(as_text=Cast("pk", models.CharField()))
    return rows.filter(~models.Exists(references)).order_by("-created_at", "-pk")
