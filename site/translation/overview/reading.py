"""All texts with their languages, read in three queries however many there are.

The report counts, filters and sorts by what no single row of the database says (the
state of a version follows from its segments, its lags and its review), so everything is
read as plain values and judged here by the same rules as everywhere
(``translation.standings``).
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Subquery, Value
from django.db.models.functions import Cast, Coalesce
from wagtail.models import (
    DraftStateMixin,
    Page,
    ReferenceIndex,
    TranslatableMixin,
    get_page_models,
)
from wagtail.snippets.models import get_snippet_models
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from translation.lag import Progress, lags_of
from translation.originals import IndependentOriginal
from translation.overview.texts import Asked, Cell, Review, Text, Version, Work
from translation.standings import (
    Kind,
    said_of_missing,
    said_of_original,
    said_of_translation,
)


def read_texts(named: UUID | None = None) -> list[Text]:
    """Return all pages and snippets that are translated; in no order.

    Each version says whether it names a version of the page whose key is ``named``.
    Three queries: versions, translations, and segments that lag.
    """
    works = _works()
    by_key: dict[tuple[bool, UUID], list[Version]] = defaultdict(list)
    for row in _rows(named):
        version = Version(*row)
        by_key[bool(version.path), version.key].append(version)
    texts = []
    for (_is_page, key), versions in by_key.items():
        there = {one.language: one for one in versions}
        originals = [one for one in versions if (key, one.language) not in works]
        original = min(originals or versions, key=lambda one: one.pk)
        cells = tuple(_cells(key, there, works))
        texts.append(Text(original, tuple(versions), cells))
    return texts


def translated_pages() -> list[type[Page]]:
    """Return the types of pages that have translations."""
    return [
        model
        for model in get_page_models()
        if model is not Page and not issubclass(model, IndependentOriginal)
    ]


def translated_snippets() -> list[Any]:
    """Return the types of snippets that readers see in their language."""
    return [
        model
        for model in get_snippet_models()
        if issubclass(model, TranslatableMixin) and issubclass(model, DraftStateMixin)
    ]


def _names(key: UUID | None) -> Value | Exists:
    """Return whether a field of a page names a version of a page.

    A link in a text is no naming: the field must be a relation.
    """
    if key is None:
        return Value(False, models.BooleanField())
    kind = ContentType.objects.get_for_model(Page)
    relations = {
        field.name
        for model in translated_pages()
        for field in model._meta.get_fields()
        if field.is_relation
    }
    versions = Page.objects.filter(translation_key=key)
    return Exists(
        ReferenceIndex.objects.filter(
            base_content_type=kind,
            to_content_type=kind,
            object_id=Cast(OuterRef("pk"), models.CharField()),
            to_object_id__in=versions.annotate(
                text=Cast("pk", models.CharField())
            ).values("text"),
            model_path__in=relations,
        )
    )


def _rows(named: UUID | None) -> Iterable[Any]:
    types = ContentType.objects.get_for_models(*translated_pages())
    pages = Page.objects.filter(alias_of=None, content_type__in=types.values())
    rows = (
        pages.annotate(_names=_names(named))
        .order_by()
        .values_list(
            "content_type_id",
            "pk",
            "translation_key",
            "locale__language_code",
            "draft_title",
            "live",
            "has_unpublished_changes",
            "latest_revision_created_at",
            "path",
            "owner_id",
            "pair_override__due",
            "pair_override__created_at",
            "published_behind__reason",
            "published_behind__created_at",
            "_names",
        )
    )
    return rows.union(*map(_snippet_rows, translated_snippets()), all=True)


def _snippet_rows(model: Any) -> models.QuerySet:
    """Return the rows of a type of snippet, in the columns of pages."""
    kind = ContentType.objects.get_for_model(model)

    def nothing(column: models.Field) -> Cast:
        return Cast(Value(None), column)

    return (
        model._default_manager.order_by()
        .annotate(
            _type=Value(kind.pk, models.IntegerField()),
            _path=Value("", models.CharField()),
            _owner=nothing(models.IntegerField()),
            _due=nothing(models.DateField()),
            _due_at=nothing(models.DateTimeField()),
            _behind=nothing(models.TextField()),
            _behind_at=nothing(models.DateTimeField()),
            _names=Value(False, models.BooleanField()),
        )
        .values_list(
            "_type",
            "pk",
            "translation_key",
            "locale__language_code",
            _title_field(model),
            "live",
            "has_unpublished_changes",
            "latest_revision__created_at",
            "_path",
            "_owner",
            "_due",
            "_due_at",
            "_behind",
            "_behind_at",
            "_names",
        )
    )


def _title_field(model: Any) -> str:
    """Return the field that Wagtail's own list shows first, or the first of words."""
    names = {one.name: one for one in model._meta.concrete_fields}
    first = model.snippet_viewset.list_display[0]
    if first in names:
        return str(first)
    return next(
        name for name, one in names.items() if isinstance(one, models.CharField)
    )


def _works() -> dict[tuple[UUID, str], Work]:
    """Return the translations by text and language; two queries."""
    lagging = defaultdict(list)
    for pk, path, since in lags_of(
        Translation.objects.filter(enabled=True).values("pk")
    ).values_list("translation_id", "context__path", "since"):
        lagging[pk].append((since, path))
    found = {}
    words = StringTranslation.objects.filter(
        translation_of_id=OuterRef("string_id"),
        context_id=OuterRef("context_id"),
        locale_id=OuterRef(OuterRef("target_locale_id")),
        has_error=False,
    )
    segments = StringSegment.objects.filter(source_id=OuterRef("source_id")).order_by()

    def number(rows: models.QuerySet) -> Coalesce:
        counted = rows.values("source_id").annotate(n=Count("pk")).values("n")
        return Coalesce(Subquery(counted), 0)

    for row in (
        Translation.objects.filter(enabled=True)
        .annotate(
            total=number(segments),
            wordless=number(segments.filter(~Exists(words))),
            key=F("source__object_id"),
        )
        .values(
            "pk",
            "key",
            "created_at",
            "target_locale__language_code",
            "total",
            "wordless",
            "standing__review",
            "standing__changed_at",
            "standing__outdated_since",
            "request__pk",
            "request__assignee_id",
            "request__assignee__username",
            "request__assignee__first_name",
            "request__assignee__last_name",
            "request__due",
            "request__asked_by_id",
            "request__done_at",
            "request__words_new",
            "request__words_fuzzy",
            "request__words_repeated",
        )
    ):
        lags = lagging.get(row["pk"], [])
        found[row["key"], row["target_locale__language_code"]] = Work(
            row["pk"],
            row["created_at"],
            Review(
                row["standing__review"] or "",
                row["standing__changed_at"],
                row["standing__outdated_since"],
            ),
            Progress(
                row["total"],
                row["total"] - row["wordless"],
                len(lags),
                min(lags)[0] if lags else None,
            ),
            tuple(path for _since, path in lags),
            _asked(row),
        )
    return found


def _asked(row: dict[str, Any]) -> Asked | None:
    if not row["request__pk"]:
        return None
    names = (row["request__assignee__first_name"], row["request__assignee__last_name"])
    return Asked(
        row["request__assignee_id"],
        " ".join(filter(None, names)) or row["request__assignee__username"] or "",
        row["request__due"],
        row["request__asked_by_id"],
        row["request__done_at"] is None,
        row["request__words_new"],
        row["request__words_fuzzy"],
        row["request__words_repeated"],
    )


def _cells(
    key: UUID, there: dict[str, Version], works: dict[tuple[UUID, str], Work]
) -> Iterator[Cell]:
    versions = there.values()
    exception = next((one for one in versions if one.override_due), None)
    newest = max((one.changed for one in versions if one.changed), default=None)
    for code, name in dict(settings.WAGTAIL_CONTENT_LANGUAGES).items():
        version = there.get(code)
        if version is None:
            kind, text = said_of_missing(
                exception.override_due if exception else None, code
            )
            since = exception.override_at if exception else newest
            yield Cell(code, name, kind, text, since)
            continue
        work = works.get((key, code))
        if work:
            kind, text = said_of_translation(work.review, version, work.progress)
        else:
            kind, text = said_of_original(version)
        cell = Cell(code, name, kind, text, _since(kind, version, work), version, work)
        if version.behind:
            cell = replace(
                cell,
                kind=Kind.OVERRIDDEN,
                text=f"{text}: {version.behind}",
                since=version.behind_at,
            )
        yield cell


def _since(kind: Kind, version: Version, work: Work | None) -> datetime.datetime | None:
    if kind == Kind.LIVE:
        return None
    if work is None:
        return version.changed
    if kind == Kind.LAGGING:
        since: datetime.datetime | None = work.progress.since
        return since
    if kind == Kind.DRAFT:
        return work.begun
    return work.review.outdated_since or work.review.changed_at or work.begun
