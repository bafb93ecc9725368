"""The pairs of texts that readers see: translations of live pages, as published."""

from django.db.models import DateTimeField, F, OuterRef, QuerySet, Subquery
from wagtail.models import Page
from wagtail_localize.models import StringTranslation


def published_pairs(source: str, target: str) -> QuerySet[StringTranslation]:
    """Return translations from one language into another that are live, unordered.

    Each has the ``page_title`` of the version it stands in and ``page_date``, when that
    was published.  Words written since then are left out, and so are addresses of
    pages.
    """
    version = Page.objects.filter(
        translation_key=OuterRef("context__object_id"),
        locale=OuterRef("locale"),
        live=True,
    )
    return (
        StringTranslation.objects.filter(
            has_error=False,
            locale__language_code=target,
            translation_of__locale__language_code=source,
        )
        .exclude(context__path="slug")
        .annotate(
            page_title=Subquery(version.values("title")[:1]),
            page_date=Subquery(
                version.values("last_published_at")[:1], output_field=DateTimeField()
            ),
        )
        .filter(page_date__gte=F("updated_at"))
        .order_by()
    )
