"""All texts with their languages, read in three queries however many there are.

The report counts, filters and sorts by what no single row of the database says (the
state of a version follows from its segments, its lags and its review), so everything is
read as plain values and judged here by the same rules as everywhere
(``translation.standings``).
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Subquery, Value
from django.db.models.functions import Cast, Coalesce
from django.utils.text import capfirst
from wagtail.models import (
    DraftStateMixin,
    Page,
    TranslatableMixin,
    get_page_models,
)
from wagtail.snippets.models import get_snippet_models
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from translation.lag import Progress, lags_of
from translation.originals import IndependentOriginal
from translation.requests.models import is_past
from translation.standings import (
    Kind,
    State,
    said_of_missing,
    said_of_original,
    said_of_translation,
)


@dataclass(frozen=True)
class Version:
    """A version of a text as its row in the database has it.

    ``override_due`` and ``override_at`` are those of a page published before its pair,
    ``behind`` and ``behind_at`` of one published although words were missing.
    """

    type_id: int
    pk: int
    key: UUID
    language: str
    title: str
    live: bool
    has_unpublished_changes: bool
    changed: datetime.datetime | None
    path: str
    owner_id: int | None
    override_due: datetime.date | None
    override_at: datetime.datetime | None
    behind: str
    behind_at: datetime.datetime | None

    @property
    def model(self) -> type[models.Model]:
        """The type of page or snippet."""
        return _model_of(self.type_id)

    @cached_property
    def instance(self) -> Any:
        """What is asked for rights and addresses; it is not read from the database."""
        if not self.path:
            return self.model(pk=self.pk, translation_key=self.key)
        return Page(
            pk=self.pk,
            translation_key=self.key,
            content_type_id=self.type_id,
            path=self.path,
            depth=len(self.path) // Page.steplen,
            owner_id=self.owner_id,
            title=self.title,
            draft_title=self.title,
            live=self.live,
        )


@dataclass(frozen=True)
class Asked:
    """A request for a translation, as far as a list shows it."""

    assignee_id: int | None
    assignee: str
    due: datetime.date | None
    by_id: int | None
    is_open: bool
    new: int | None
    fuzzy: int | None
    repeated: int | None

    @property
    def is_overdue(self) -> bool:
        """Whether it is open and its day has passed."""
        return self.is_open and is_past(self.due)


@dataclass(frozen=True)
class Review:
    """Where a translation stands in review; as of one nobody has handed in."""

    review: str = ""
    changed_at: datetime.datetime | None = None
    outdated_since: datetime.datetime | None = None


@dataclass(frozen=True)
class Work:
    """A translation of a text: its review, its progress and who is asked for it."""

    pk: int
    begun: datetime.datetime
    review: Review
    progress: Progress
    lagging: tuple[str, ...] = ()
    asked: Asked | None = None


@dataclass(frozen=True)
class Cell:
    """Where one language of a text stands, and since when it waits.

    ``since`` is None where nobody waits for anything.
    """

    language: str
    name: str
    kind: Kind
    text: str
    since: datetime.datetime | None = None
    version: Version | None = None
    work: Work | None = None

    @property
    def asked(self) -> Asked | None:
        """The request, while it is open."""
        asked = self.work.asked if self.work else None
        return asked if asked and asked.is_open else None

    @property
    def state(self) -> State:
        """The state as lists and headers know it."""
        return State(
            self.language,
            self.name,
            self.kind,
            self.text,
            self.version.instance if self.version else None,
            self.work.pk if self.work else None,
        )

    @property
    def lagging(self) -> list[str]:
        """The names of the fields whose segments lag, each once."""
        if not self.version or not self.work or self.kind != Kind.LAGGING:
            return []
        paths = dict.fromkeys(path.partition(".")[0] for path in self.work.lagging)
        return [_field_name(self.version.model, path) for path in paths]


@dataclass(frozen=True)
class Text:
    """A page or snippet with all its languages, in the site's order."""

    original: Version
    versions: tuple[Version, ...]
    cells: tuple[Cell, ...]

    @property
    def language(self) -> str:
        """The code of the language that the text was written in."""
        return self.original.language

    @property
    def title(self) -> str:
        """What the original is called."""
        return self.original.title

    @property
    def type_name(self) -> str:
        """What its type is called."""
        return capfirst(str(self.original.model._meta.verbose_name))

    @property
    def type_key(self) -> str:
        """The name of its type in an address."""
        return self.original.model._meta.label_lower

    @property
    def changed(self) -> datetime.datetime | None:
        """When anything of the original was last changed."""
        return self.original.changed

    @property
    def due(self) -> datetime.date | None:
        """The first deadline that is open; None without one."""
        days = [one.asked.due for one in self.cells if one.asked and one.asked.due]
        return min(days, default=None)

    def cell(self, language: str) -> Cell:
        """Return where one of the site's languages stands."""
        return next(one for one in self.cells if one.language == language)


def read_texts() -> list[Text]:
    """Return all pages and snippets that are translated; in no order.

    Three queries: versions, translations, and segments that lag.
    """
    works = _works()
    by_key: dict[tuple[bool, UUID], list[Version]] = defaultdict(list)
    for row in _rows():
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


def _model_of(type_id: int) -> type[models.Model]:
    model: Any = ContentType.objects.get_for_id(type_id).model_class()
    return model


def _rows() -> Iterable[Any]:
    types = ContentType.objects.get_for_models(*translated_pages())
    pages = Page.objects.filter(alias_of=None, content_type__in=types.values())
    rows = pages.order_by().values_list(
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


def _field_name(model: type[models.Model], name: str) -> str:
    one: Any = model._meta.get_field(name)
    if one.is_relation and one.one_to_many:
        return capfirst(str(one.related_model._meta.verbose_name_plural))
    return capfirst(str(one.verbose_name))
