"""A text of the overview with its languages, as plain values."""

import datetime
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.text import capfirst
from wagtail.models import Page

from translation.lag import Progress
from translation.requests.models import is_past
from translation.standings import Kind, State


@dataclass(frozen=True)
class Version:
    """A version of a text as its row in the database has it.

    ``override_due`` and ``override_at`` are those of a page published before its pair,
    ``behind`` and ``behind_at`` of one published although words were missing.
    ``names`` says whether a field of it names the text that was asked about.
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
    names: bool

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


def _model_of(type_id: int) -> type[models.Model]:
    model: Any = ContentType.objects.get_for_id(type_id).model_class()
    return model


def _field_name(model: type[models.Model], name: str) -> str:
    one: Any = model._meta.get_field(name)
    if one.is_relation and one.one_to_many:
        return capfirst(str(one.related_model._meta.verbose_name_plural))
    return capfirst(str(one.verbose_name))
