"""Taking a version out of translation, and taking it up again, without losing words.

A stopped version is an ordinary page or snippet: it no longer follows its original and
is written by hand.  Its translated segments stay.
"""

from typing import Any

from django.db import models, transaction
from django.utils import timezone
from wagtail.fields import StreamField
from wagtail.log_actions import log
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from translation.adoption import align_stream, fill_segments, raw_stream
from translation.lag import progress_of
from translation.models import Lag, Standing
from translation.words import string_values


@transaction.atomic
def stop(made: Translation, version: models.Model, *, user: Any = None) -> None:
    """Let a version no longer follow its original."""
    made.enabled = False
    made.save(update_fields=["enabled"])
    log(
        instance=version,
        action="translation.stop",
        user=user,
        data={"language": made.target_locale.language_code},
    )


@transaction.atomic
def take_up_again(made: Translation, version: models.Model, *, user: Any = None) -> int:
    """Let a version follow its original again; return how many segments have words.

    What was written in the version meanwhile becomes its translation.  Where the
    original is another one than was translated, or has other pieces than the version,
    a translator looks: the words stand beside the segment as the earlier ones.
    """
    made.source.update_from_db()
    made = Translation.objects.select_related("source", "target_locale").get(pk=made.pk)
    made.enabled = True
    made.save(update_fields=["enabled"])
    before = {
        (row.context_id, row.translation_of_id): row.translation_of.data
        for row in _rows(made).order_by("updated_at")
    }
    adoption = fill_segments(
        made, words_of(made, version), user=user, tool_name="Adopted"
    )
    uneven = {path for path, *_numbers in adoption.missing}
    _leave_to_a_translator(made, before, uneven)
    Standing.objects.filter(translation=made).update(
        review="", comment="", outdated_since=None
    )
    done = progress_of([made])[made.pk].done
    log(
        instance=version,
        action="translation.restart",
        user=user,
        data={"language": made.target_locale.language_code, "segments": done},
    )
    return done


def words_of(made: Translation, version: models.Model) -> dict[str, list[str]]:
    """Return the words of a version at the places of its original.

    Blocks that were made anew in the version take the place of the original's blocks
    that they stand for.
    """
    version = latest(version)
    original = made.source.as_instance()
    for field in type(version)._meta.get_fields():
        if isinstance(field, StreamField):
            raw, _unmatched = align_stream(
                raw_stream(original, field.name), raw_stream(version, field.name)
            )
            stream = getattr(version, field.name)
            setattr(version, field.name, stream.stream_block.to_python(raw))
    return string_values(version)


def latest(version: models.Model) -> models.Model:
    """Return a page or snippet with its latest draft, unsaved."""
    if hasattr(version, "get_latest_revision_as_object"):
        return version.get_latest_revision_as_object()
    return version


def _rows(made: Translation) -> models.QuerySet[StringTranslation]:
    return StringTranslation.objects.filter(
        context__object_id=made.source.object_id, locale=made.target_locale
    ).select_related("translation_of")


def _leave_to_a_translator(
    made: Translation, before: dict[tuple[int, int], str], uneven: set[str]
) -> None:
    """Turn words whose place in the original is in doubt into earlier words.

    ``before`` holds what was translated when the translation was stopped: the original
    by context and string.  ``uneven`` are the paths where nothing could be matched.
    """
    rows = {(row.context_id, row.translation_of_id): row for row in _rows(made)}
    originals = {context: text for (context, _string), text in before.items()}
    segments = StringSegment.objects.filter(source=made.source).select_related(
        "string", "context"
    )
    for segment in segments:
        place = (segment.context_id, segment.string_id)
        row = rows.get(place)
        if row is None or (place in before and segment.context.path not in uneven):
            continue
        Lag.objects.update_or_create(
            translation=made,
            context_id=segment.context_id,
            string_id=segment.string_id,
            defaults={
                "source_text": originals.get(segment.context_id, ""),
                "text": row.data,
                "since": timezone.now(),
            },
        )
        row.delete()
