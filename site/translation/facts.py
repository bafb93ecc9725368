"""Facts that are not words reach every live version when the original is published.

A time, a place, a status, a telephone number or a picture is the same in all
languages (unless a version overrides it), and no reader may learn the new one later
than another.  Words wait for their translators.
"""

from collections.abc import Iterable
from copy import copy
from typing import Any

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.fields import StreamField
from wagtail.models import DraftStateMixin, Page, TranslatableMixin
from wagtail_localize.fields import SynchronizedField, get_translatable_fields
from wagtail_localize.models import (
    SegmentOverride,
    Translation,
)
from wagtail_localize.segments import OverridableSegmentValue, StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

# Kept by each version for itself, whatever its model says of them.
OWN = {"slug", "show_in_menus", "seo_title", "search_description"}


def carry(original: TranslatableMixin, translations: Iterable[Translation]) -> None:
    """Write the original's facts into its live versions and their latest revisions.

    Their words stay as they are.  Runs in the transaction of whoever publishes.
    """
    for translation in translations:
        version = translation.source.get_translated_instance(translation.target_locale)
        if not getattr(version, "live", True):
            continue  # it takes the facts when it is published
        changed = _set_facts(original, version, translation)
        if changed:
            _save(version)


def _save(version: models.Model) -> None:
    version.save()
    # The revision that is shown as the live one says the same.
    if isinstance(version, DraftStateMixin) and version.live_revision:
        version.live_revision.content = version.serializable_data()
        version.live_revision.save(update_fields=["content"])


def _set_facts(
    original: TranslatableMixin, version: TranslatableMixin, translation: Translation
) -> bool:
    overridden = set(
        SegmentOverride.objects.filter(
            locale_id=translation.target_locale_id,
            context__object_id=translation.source.object_id,
        ).values_list("context__path", flat=True)
    )
    changed = False
    for translatable in get_translatable_fields(type(original)):
        name = translatable.field_name
        field = translatable.get_field(type(original))
        if name in OWN and not _is_fixed(translatable):
            continue
        if isinstance(field, StreamField):
            changed |= _set_stream(original, version, name, translation, overridden)
        elif isinstance(field, models.ManyToOneRel):
            if isinstance(field.remote_field, ParentalKey):
                changed |= _set_children(original, version, field)
        elif name in overridden:
            continue
        elif isinstance(translatable, SynchronizedField):
            changed |= _set(version, field, field.value_from_object(original))
        elif isinstance(field, models.ForeignKey) and _is_translatable(field):
            related = getattr(original, name)
            changed |= _set(version, field, _in_language(related, version.locale_id))
    return changed


def _is_fixed(translatable: Any) -> bool:
    return isinstance(translatable, SynchronizedField) and not translatable.overridable


def _is_translatable(field: models.ForeignKey | models.ManyToOneRel) -> bool:
    related = field.related_model
    return isinstance(related, type) and issubclass(related, TranslatableMixin)


def _set(instance: models.Model, field: models.Field, value: Any) -> bool:
    if field.value_from_object(instance) == value:
        return False
    setattr(instance, field.attname, value)
    return True


def _in_language(related: TranslatableMixin | None, locale_id: int) -> Any:
    """Return the id of what is related in that language, or else of the original.

    Readers see the language marked where it is another's.
    """
    if related is None or isinstance(related, Page):
        return related.pk if related else None
    there = type(related)._default_manager.filter(
        translation_key=related.translation_key, locale_id=locale_id
    )
    if isinstance(related, DraftStateMixin):
        there = there.filter(live=True)
    return there.values_list("pk", flat=True).first() or related.pk


def _set_children(
    original: TranslatableMixin, version: TranslatableMixin, field: models.ManyToOneRel
) -> bool:
    """Take away children that are gone, and put facts and order of the others right.

    A new child comes at once where it has no words; else with its translation.
    """
    relation = field.name
    theirs = {
        getattr(child, "translation_key", child.pk): child
        for child in getattr(original, relation).all()
    }
    if not _is_translatable(field):
        return False
    ours = list(getattr(version, relation).all())
    kept, changed = [], False
    for child in ours:
        source = theirs.pop(child.translation_key, None)
        if source is None:
            changed = True
            continue
        for translatable in get_translatable_fields(type(child)):
            child_field = translatable.get_field(type(child))
            if isinstance(translatable, SynchronizedField):
                changed |= _set(
                    child, child_field, child_field.value_from_object(source)
                )
            elif isinstance(child_field, models.ForeignKey):
                related = getattr(source, child_field.name)
                changed |= _set(
                    child, child_field, _in_language(related, version.locale_id)
                )
        if hasattr(child, "sort_order") and child.sort_order != source.sort_order:
            child.sort_order = source.sort_order
            changed = True
        kept.append(child)
    for source in theirs.values():
        if any(isinstance(s, StringSegmentValue) for s in extract_segments(source)):
            continue
        child = copy(source)
        child.pk = None
        child._state.adding = True
        child.locale_id = version.locale_id
        setattr(child, field.remote_field.name, version)
        for translatable in get_translatable_fields(type(child)):
            child_field = translatable.get_field(type(child))
            if isinstance(child_field, models.ForeignKey):
                related = getattr(source, child_field.name)
                _set(child, child_field, _in_language(related, version.locale_id))
        kept.append(child)
        changed = True
    if changed:
        kept.sort(key=lambda child: getattr(child, "sort_order", 0) or 0)
        getattr(version, relation).set(kept)
    return changed


def _set_stream(
    original: TranslatableMixin,
    version: TranslatableMixin,
    name: str,
    translation: Translation,
    overridden: set[str],
) -> bool:
    """Exchange the pictures of blocks that both versions have."""
    raw = list(getattr(version, name).get_prep_value())
    changed = False
    for segment in extract_segments(original):
        if not isinstance(segment, OverridableSegmentValue):
            continue
        first, _dot, rest = segment.path.partition(".")
        is_picture = rest.endswith(".image")
        if first == name and is_picture and segment.path not in overridden:
            changed |= _put(raw, rest.split("."), segment.data)
    if changed:
        setattr(version, name, getattr(version, name).stream_block.to_python(raw))
    return changed


def _put(value: Any, path: list[str], new: Any) -> bool:
    """Put ``new`` at a path of ids and names in raw stream data, where there is one."""
    head, *rest = path
    if isinstance(value, list):
        block = next((one for one in value if one.get("id") == head), None)
        if block is None:
            return False
        return (
            _put(block["value"], rest, new) if rest else _exchange(block, "value", new)
        )
    if not isinstance(value, dict) or head not in value:
        return False
    return _put(value[head], rest, new) if rest else _exchange(value, head, new)


def _exchange(place: dict[str, Any], name: str, new: Any) -> bool:
    if place[name] == new:
        return False
    place[name] = new
    return True
