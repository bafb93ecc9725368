"""Pictures and addresses that a version may have of its own, and facts it may not.

wagtail-localize calls the first overridable segments.  Links to pages are none of
them here: readers are led to the page in their own language by themselves.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils import formats
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageChooserBlock
from wagtail.models import Page
from wagtail_localize.fields import SynchronizedField, get_translatable_fields
from wagtail_localize.models import OverridableSegment, SegmentOverride, Translation

from translation.editing.reading import Place, split

PICTURE, ADDRESS = "picture", "address"


@dataclass
class OwnValue:
    """What a version shows instead of the original's picture or address.

    ``original`` and ``own`` are a picture of the library or an address; ``own`` is
    None where the version shows what the original does.
    """

    pk: int
    context_id: int
    kind: str
    label: str
    original: Any
    own: Any = None
    stored: str = ""

    @property
    def name(self) -> str:
        """The name of its field in the form."""
        return f"own-{self.pk}"


def own_values(made: Translation) -> list[OwnValue]:
    """Return what may differ in this version, in reading order.  Three queries."""
    source = made.source
    model = source.specific_content_type.model_class()
    content = json.loads(source.content_json)
    overrides = {
        override.context_id: override
        for override in SegmentOverride.objects.filter(
            locale_id=made.target_locale_id, context__object_id=source.object_id
        )
    }
    found = []
    for segment in (
        OverridableSegment.objects.filter(source=source)
        .select_related("context")
        .order_by("order", "pk")
    ):
        place = Place(model, content, segment.context.path)
        kind = _kind(place.end, segment.context.path)
        if not kind:
            continue
        override = overrides.get(segment.context_id)
        found.append(
            OwnValue(
                pk=segment.pk,
                context_id=segment.context_id,
                kind=kind,
                label=" · ".join(filter(None, [place.field_label, place.label])),
                original=segment.data,
                own=override.data if override else None,
                stored=override.data_json if override else "",
            )
        )
    _fetch_pictures(found)
    return found


def _kind(end: Any, path: str) -> str:
    """Return what stands at the end of a path; "" where it is not to differ."""
    if isinstance(end, ImageChooserBlock):
        return PICTURE
    if isinstance(end, models.ForeignKey):
        return PICTURE if end.related_model is get_image_model() else ""
    is_link = isinstance(end, blocks.RichTextBlock) and len(split(path)) > 1
    is_address = isinstance(end, models.URLField | blocks.URLBlock)
    return ADDRESS if is_link or is_address else ""


def _fetch_pictures(values: Iterable[OwnValue]) -> None:
    pictures = [value for value in values if value.kind == PICTURE]
    keys = {key for value in pictures for key in (value.original, value.own) if key}
    if not keys:
        return
    # With the size in which Wagtail's chooser shows them.
    found = {
        one.pk: one
        for one in get_image_model()
        .objects.filter(pk__in=keys)
        .prefetch_renditions("max-165x165")
    }
    for value in pictures:
        value.original = found.get(value.original)
        value.own = found.get(value.own)


def shared_facts(original: models.Model) -> list[tuple[str, str]]:
    """Return the names and values of what is the same in all languages, not empty."""
    facts = []
    for translatable in get_translatable_fields(type(original)):
        field = translatable.get_field(type(original))
        if (
            not isinstance(translatable, SynchronizedField)
            or translatable.overridable
            or not isinstance(field, models.Field)
        ):
            continue
        if value := _displayed(original, field):
            facts.append((capfirst(str(field.verbose_name)), value))
    return facts


def _displayed(instance: models.Model, field: models.Field) -> str:
    value = getattr(instance, field.name)
    if value in (None, "", [], False):
        return ""
    if field.choices:
        return str(getattr(instance, f"get_{field.name}_display")())
    if value is True:
        return _("yes")
    if isinstance(value, Page):
        return value.get_admin_display_title()
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    return str(formats.localize(value))
