"""Texts that already exist in two languages become a source and its translation.

The words of the existing version fill wagtail-localize's segments, so that
translators go on from there.  Blocks are matched by type and place; where they do not
match, nothing is guessed and the place is left to a translator.
"""

from collections import defaultdict
from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

from django.contrib.auth.models import User
from django.db import models, transaction
from wagtail.log_actions import log
from wagtail.models import Locale, TranslatableMixin
from wagtail_localize.models import (
    StringSegment,
    StringTranslation,
    Translation,
    TranslationSource,
)

from translation.words import string_values

RawBlock = dict[str, Any]


@dataclass
class Adoption:
    """What became of an adoption.

    ``missing`` holds the paths that are left to a translator, each with the number of
    segments in the source and in the existing version.  ``unplaced`` holds, by path,
    the existing version's texts that have no counterpart in the source.
    """

    translation: Translation
    filled: int = 0
    missing: list[tuple[str, int, int]] = field(default_factory=list)
    unplaced: dict[str, list[str]] = field(default_factory=dict)

    @property
    def is_complete(self) -> bool:
        """Whether every segment of the source has its translation."""
        return not self.missing


def align_stream(
    source: list[RawBlock], target: list[RawBlock]
) -> tuple[list[RawBlock], list[str]]:
    """Give the target's blocks the ids of the source's blocks they stand for.

    Takes and returns raw stream data.  Blocks are equal where runs of the same types
    stand in the same order; inside a list the items are equal where they are as many.
    What has no counterpart keeps its own id and is named in the second value.
    """
    aligned: list[RawBlock] = []
    unmatched: list[str] = []
    source_types = [block["type"] for block in source]
    target_types = [block["type"] for block in target]
    matcher = SequenceMatcher(a=source_types, b=target_types, autojunk=False)
    for operation, i1, i2, j1, j2 in matcher.get_opcodes():
        if operation == "equal":
            aligned += [
                {
                    **deepcopy(target[j1 + n]),
                    "id": source[i1 + n]["id"],
                    "value": _with_ids_of(
                        source[i1 + n]["value"], target[j1 + n]["value"]
                    ),
                }
                for n in range(i2 - i1)
            ]
        else:
            unmatched += [f"-{kind}" for kind in source_types[i1:i2]]
            unmatched += [f"+{kind}" for kind in target_types[j1:j2]]
            aligned += [deepcopy(block) for block in target[j1:j2]]
    return aligned, unmatched


def _with_ids_of(source: Any, target: Any) -> Any:
    """Return the target's value; list items take the source's ids where as many."""
    if isinstance(source, dict) and isinstance(target, dict):
        return {
            name: _with_ids_of(source.get(name), value)
            for name, value in target.items()
        }
    if isinstance(source, list) and isinstance(target, list):
        if len(source) != len(target):
            return deepcopy(target)
        return [
            {**_with_ids_of(one, other), "id": one["id"]}
            if isinstance(one, dict) and "id" in one and isinstance(other, dict)
            else _with_ids_of(one, other)
            for one, other in zip(source, target, strict=True)
        ]
    return deepcopy(target)


def fill_segments(
    translation: Translation,
    texts: dict[str, list[str]],
    *,
    user: User | None = None,
    tool_name: str = "",
) -> Adoption:
    """Write the texts into the translation's segments; nothing is saved on the page.

    A path whose segments are not as many as the texts is left alone and reported.  A
    segment whose text is empty has none afterwards, and is reported too.
    """
    adoption = Adoption(translation)
    segments = defaultdict(list)
    for segment in translation.source.stringsegment_set.order_by(
        "order"
    ).select_related("string", "context"):
        segments[segment.context.path].append(segment)
    for path, wanted in segments.items():
        found = texts.get(path, [])
        if len(found) != len(wanted):
            adoption.missing.append((path, len(wanted), len(found)))
            continue
        if lacking := found.count(""):
            adoption.missing.append((path, len(wanted), len(wanted) - lacking))
        for segment, text in zip(wanted, found, strict=True):
            if not text:
                _forget(translation, segment)
                continue
            StringTranslation.objects.update_or_create(
                translation_of=segment.string,
                locale=translation.target_locale,
                context=segment.context,
                defaults={
                    "data": text,
                    "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
                    "tool_name": tool_name,
                    "last_translated_by": user,
                    "has_error": False,
                    "field_error": "",
                },
            )
            adoption.filled += 1
    uneven = {
        path
        for path, many, _few in adoption.missing
        if len(texts.get(path, [])) != many
    }
    left = uneven | (set(texts) - set(segments))
    adoption.unplaced = {path: texts[path] for path in texts if path in left}
    return adoption


def _forget(translation: Translation, segment: StringSegment) -> None:
    StringTranslation.objects.filter(
        translation_of=segment.string_id,
        context=segment.context_id,
        locale=translation.target_locale_id,
    ).delete()


@transaction.atomic
def adopt(
    source: TranslatableMixin,
    existing: TranslatableMixin,
    *,
    user: User | None = None,
    tool_name: str = "Import",
) -> Adoption:
    """Make an existing text the translation of ``source``, as a draft.

    ``source`` is a saved page or snippet, ``existing`` an unsaved one of the same type
    that holds the other language's words and has that locale; its blocks, list items
    and translatable children carry the source's ids and translation keys
    (``align_stream``, ``adopt_children``).  The target is made by wagtail-localize,
    never live; one that is live already stays as it stands.
    """
    texts = string_values(existing)
    return adopt_words(source, existing.locale, texts, user=user, tool_name=tool_name)


@transaction.atomic
def adopt_words(
    source: TranslatableMixin,
    locale: Locale,
    texts: dict[str, list[str]],
    *,
    user: User | None = None,
    tool_name: str = "Import",
    action: str = "translation.import",
    note: str = "",
) -> Adoption:
    """Make texts, by the paths of ``source``, its translation in a language.

    The history of the version says so, by ``action``, with the ``note``.
    """
    translation_source, _ = TranslationSource.update_or_create_from_instance(source)
    translation, _ = Translation.objects.get_or_create(
        source=translation_source, target_locale=locale
    )
    if not translation.enabled:
        translation.enabled = True
        translation.save(update_fields=["enabled"])
    adoption = fill_segments(translation, texts, user=user, tool_name=tool_name)
    target = translation.source.object.get_instance_or_none(translation.target_locale)
    if not getattr(target, "live", False):
        translation.save_target(user=user, publish=False)
    log(
        instance=translation.source.get_translated_instance(translation.target_locale),
        action=action,
        user=user,
        data={
            "language": translation.target_locale.language_code,
            "segments": adoption.filled,
            "message": note,
        },
    )
    return adoption


def adopt_children(
    source: Iterable[TranslatableMixin], target: Iterable[TranslatableMixin]
) -> None:
    """Give the target's translatable children the keys of the source's, in order."""
    for one, other in zip(source, target, strict=True):
        other.translation_key = one.translation_key


def raw_stream(page: models.Model, field_name: str) -> list[RawBlock]:
    """Return the raw blocks of a stream, with the ids they have."""
    return list(getattr(page, field_name).get_prep_value())


def adopt_existing_version(translation: Translation) -> Adoption | None:
    """Fill a new translation from the version that already exists in that language.

    Versions that are only linked by ``translation_key`` (seeded snippets, pages made
    by hand) would otherwise be overwritten with the source's words.  Returns None
    where there is no such version.
    """
    try:
        existing = translation.source.get_translated_instance(translation.target_locale)
    except models.ObjectDoesNotExist:
        return None
    if getattr(existing, "alias_of_id", None):
        return None
    return fill_segments(translation, string_values(existing), tool_name="Adopted")
