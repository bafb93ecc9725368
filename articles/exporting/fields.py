"""The fields of a page or snippet as data, with names that hold on every site.

In the database things are known by numbers, which are others in every database.  In an
export a page or snippet is ``<translation key>/<language>``, a picture or document the
SHA-1 of its file.
"""

import datetime
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from modelcluster.fields import ParentalKey
from modelcluster.models import get_all_child_relations
from wagtail import blocks
from wagtail.documents import get_document_model
from wagtail.documents.models import AbstractDocument
from wagtail.fields import RichTextField, StreamField
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage
from wagtail.models import Page, TranslatableMixin

Record = dict[str, Any]
# A function that exchanges what names a thing: its model and the name it had.
Exchange = Callable[[type[models.Model], Any], Any]

# What the site keeps of a row for itself, or what an export says in another way.
_BOOKKEEPING = {
    "id",
    "page_ptr",
    "path",
    "depth",
    "numchild",
    "translation_key",
    "locale",
    "latest_revision",
    "live_revision",
    "latest_revision_created_at",
    "live",
    "has_unpublished_changes",
    "first_published_at",
    "last_published_at",
    "go_live_at",
    "expired",
    "locked",
    "locked_at",
    "locked_by",
    "draft_title",
    "content_type",
    "url_path",
    "owner",
    "alias_of",
}
_LINK = re.compile(r'<a\b[^<>]*\blinktype="(?P<kind>page|document)"[^<>]*>')
_ID = re.compile(r'(?P<before>\bid=")(?P<name>[^"]*)"')


def fields_of(model: type[models.Model]) -> Iterator[models.Field]:
    """Yield the fields that hold content; neither keys nor bookkeeping."""
    for field in model._meta.concrete_fields:
        if field.name not in _BOOKKEEPING and not isinstance(field, ParentalKey):
            yield field


def children_of(model: type[models.Model]) -> Iterator[Any]:
    """Yield the relations to the rows of a page that are translated with it."""
    for relation in get_all_child_relations(model):
        if issubclass(relation.related_model, TranslatableMixin):
            yield relation


def write(instance: models.Model, exchange: Exchange) -> Record:
    """Return the content of a page or snippet, its numbers exchanged for names."""
    return {
        "fields": _written(instance, exchange),
        "children": {
            relation.name: [
                {"key": str(child.translation_key), **_written(child, exchange)}
                for child in _in_order(getattr(instance, relation.name).all())
            ]
            for relation in children_of(type(instance))
        },
    }


def _in_order(rows: Iterable[Any]) -> list[Any]:
    """Return the rows of a page as they stand; those without a place as they came.

    PostgreSQL gives rows of the same place in any order.
    """
    return sorted(
        rows,
        key=lambda row: (row.sort_order is None, row.sort_order or 0, row.pk or 0),
    )


def _written(instance: models.Model, exchange: Exchange) -> Record:
    return {
        field.name: _value(field, instance, exchange)
        for field in fields_of(type(instance))
    }


def _value(field: models.Field, instance: models.Model, exchange: Exchange) -> Any:
    value = field.value_from_object(instance)
    if isinstance(field, StreamField):
        return in_stream(field.stream_block, list(value.get_prep_value()), exchange)
    if isinstance(field, RichTextField):
        return in_rich_text(value or "", exchange)
    if isinstance(field, models.ForeignKey):
        return exchange(_target(field), value) if value else None
    if isinstance(value, datetime.date):
        return value.isoformat()
    if value is None or isinstance(value, str | int | float | list | dict):
        return value
    return field.value_to_string(instance)


def _target(field: models.ForeignKey) -> type[models.Model]:
    model = field.related_model
    return field.model if isinstance(model, str) else model


def read(instance: Any, record: Record, exchange: Exchange) -> list[str]:
    """Give a page or snippet its content; return the names of what it lacks.

    Nothing is saved.  A row whose page or snippet is not there is left out, and named.
    Raises ValueError, TypeError or KeyError for data that is none of an export.
    """
    lacking = _read(instance, record["fields"], exchange)
    for relation in children_of(type(instance)):
        rows = []
        for place, row in enumerate(record["children"].get(relation.name, [])):
            child = relation.related_model(
                translation_key=row["key"], locale=instance.locale, sort_order=place
            )
            missing = _read(child, row, exchange)
            if any(name in missing for name in _required(child)):
                lacking.append(relation.name)
                continue
            rows.append(child)
        setattr(instance, relation.name, rows)
    return lacking


def _required(child: models.Model) -> Iterator[str]:
    for field in fields_of(type(child)):
        if isinstance(field, models.ForeignKey) and not field.null:
            yield field.name


def _read(instance: models.Model, values: Record, exchange: Exchange) -> list[str]:
    lacking = []
    for field in fields_of(type(instance)):
        if field.name not in values:
            continue
        value = values[field.name]
        if isinstance(field, StreamField):
            raw = in_stream(field.stream_block, value, exchange)
            setattr(instance, field.name, field.stream_block.to_python(raw))
        elif isinstance(field, RichTextField):
            setattr(instance, field.name, in_rich_text(value, exchange))
        elif isinstance(field, models.ForeignKey):
            found = exchange(_target(field), value) if value else None
            if value and not found:
                lacking.append(field.name)
            setattr(instance, field.attname, found)
        else:
            try:
                setattr(instance, field.name, field.to_python(value))
            except ValidationError as error:
                raise ValueError(field.name) from error
    return lacking


def in_stream(block: Any, raw: Any, exchange: Exchange) -> Any:
    """Return raw stream data with what its blocks refer to exchanged."""
    if isinstance(block, blocks.StreamBlock):
        return [
            {
                **one,
                "value": in_stream(
                    block.child_blocks[one["type"]], one["value"], exchange
                ),
            }
            for one in raw or []
        ]
    if isinstance(block, blocks.ListBlock):
        return [
            {**one, "value": in_stream(block.child_block, one["value"], exchange)}
            for one in raw or []
        ]
    if isinstance(block, blocks.StructBlock):
        return {
            name: in_stream(block.child_blocks[name], value, exchange)
            if name in block.child_blocks
            else value
            for name, value in (raw or {}).items()
        }
    if isinstance(block, blocks.RichTextBlock):
        return in_rich_text(raw or "", exchange)
    if isinstance(block, blocks.ChooserBlock):
        return exchange(block.model_class, raw) if raw else None
    return raw


def in_rich_text(html: str, exchange: Exchange) -> str:
    """Return rich text with the pages and documents of its links exchanged.

    What is not there becomes 0, which leads nowhere and is found as a broken link.
    """

    def link(found: re.Match[str]) -> str:
        model = Page if found["kind"] == "page" else get_document_model()
        return _ID.sub(
            lambda one: f'{one["before"]}{exchange(model, one["name"]) or 0}"',
            found[0],
        )

    return _LINK.sub(link, html)


def is_file(model: type[models.Model]) -> bool:
    """Tell whether things of a model are files: pictures or documents."""
    return issubclass(model, AbstractImage | AbstractDocument)


def name_of_file(row: Any) -> str:
    """Return what a picture or document is called: the SHA-1 of its file."""
    return str(row.get_file_hash())


def files() -> dict[str, type[models.Model]]:
    """Return the models of files by the name of their list in an export."""
    return {"pictures": get_image_model(), "documents": get_document_model()}
