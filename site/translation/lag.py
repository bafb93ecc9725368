"""What a translation lacks since its original changed.

wagtail-localize keeps a snapshot of the original and says "up to date" until somebody
takes a new one.  Here the snapshot follows every publication, and each segment that
lost its translation by that keeps the words it had.
"""

from collections import defaultdict
from collections.abc import Iterable
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, NamedTuple
from uuid import uuid4

from django.contrib.auth.models import User
from django.db import models, transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail_localize.models import (
    StringSegment,
    StringTranslation,
    Translation,
    TranslationSource,
)

from background import later
from translation.models import Lag, Proposal, SegmentComment, Standing
from translation.requests.counting import recount

# Below this likeness two sentences are not the same one, changed.
SAME_SENTENCE = 0.35
STILL_RIGHT = "Still right"
SAME_TEXT = "Same text"

_small_edit: ContextVar[bool] = ContextVar("small_edit", default=False)


class Piece(NamedTuple):
    """A string of the original at its place."""

    string_id: int
    text: str


Snapshot = dict[int, list[Piece]]


@contextmanager
def small_edit(still_right: bool = True) -> Any:
    """Within this, publishing an original says that its translations stay right."""
    token = _small_edit.set(still_right)
    try:
        yield
    finally:
        _small_edit.reset(token)


def is_small_edit() -> bool:
    """Tell whether what is published now leaves translations right."""
    return _small_edit.get()


@transaction.atomic
def follow(instance: models.Model, *, user: User | None = None) -> list[Translation]:
    """Take a new snapshot of an original; return its translations.

    Readers of the translations see nothing of it.  Every segment that loses its
    translation keeps, as a ``Lag``, the original and the words it had.  After a small
    edit those words go on as the translation.
    """
    source = TranslationSource.objects.get_for_instance_or_none(instance)
    if source is None:
        return []
    translations = list(
        source.translations.filter(enabled=True).select_related("target_locale")
    )
    if not translations:
        return []
    before = _snapshot(source)
    was = (source.content_json, source.object_repr)
    source.update_from_db()
    after = _snapshot(source)
    changed = {
        context: pieces
        for context, pieces in after.items()
        if pieces != before.get(context)
    }
    now = timezone.now()
    for translation in translations:
        # It would hold the source as it was before.
        translation.source = source
        _take_words_along(translation, before, changed)
        _note_lags(translation, before, changed, now)
        _take_comments_along(translation, before, changed)
        if is_small_edit():
            _keep_all(translation, changed, instance, user)
    if was == (source.content_json, source.object_repr):
        return translations
    later.do(recount, source.pk)
    if getattr(instance, "live", True):
        for translation in translations:
            standing = Standing.of(translation)
            standing.outdated_since = standing.outdated_since or now
            standing.save(update_fields=["outdated_since", "changed_at"])
    return translations


def _snapshot(source: TranslationSource) -> Snapshot:
    pieces: Snapshot = defaultdict(list)
    for segment in (
        StringSegment.objects.filter(source=source)
        .select_related("string")
        .order_by("order")
    ):
        pieces[segment.context_id].append(Piece(segment.string_id, segment.string.data))
    return dict(pieces)


def _take_words_along(
    translation: Translation, before: Snapshot, changed: Snapshot
) -> None:
    """Give a text that now stands at another place too the words it had.

    A block that was copied, or was made anew with the same text, has another id.
    """
    rows = StringTranslation.objects.filter(
        context__in={*before, *changed},
        locale=translation.target_locale_id,
        has_error=False,
    )
    words = {(row.context_id, row.translation_of_id): row.data for row in rows}
    known = {
        piece.string_id: words[context, piece.string_id]
        for context, pieces in before.items()
        for piece in pieces
        if (context, piece.string_id) in words
    }
    for context, pieces in changed.items():
        for piece in pieces:
            if piece.string_id in known and (context, piece.string_id) not in words:
                StringTranslation.objects.get_or_create(
                    translation_of_id=piece.string_id,
                    context_id=context,
                    locale_id=translation.target_locale_id,
                    defaults={
                        "data": known[piece.string_id],
                        "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
                        "tool_name": SAME_TEXT,
                    },
                )


def _note_lags(
    translation: Translation, before: Snapshot, changed: Snapshot, now: Any
) -> None:
    """Write down what was there before, for each string that has no translation."""
    locale = translation.target_locale_id
    words = {
        (row.context_id, row.translation_of_id): row.data
        for row in StringTranslation.objects.filter(
            context__in=changed, locale=locale, has_error=False
        )
    }
    earlier = {
        (row.context_id, row.string_id): row
        for row in Lag.objects.filter(translation=translation, context__in=changed)
    }
    rows = []
    for context, pieces in changed.items():
        counterparts = _counterparts(before.get(context, []), pieces)
        for piece in pieces:
            if (context, piece.string_id) in words:
                continue
            known = earlier.get((context, piece.string_id))
            if known:
                continue
            old = counterparts.get(piece.string_id)
            lag = Lag(
                translation=translation,
                context_id=context,
                string_id=piece.string_id,
                since=now,
            )
            if old:
                carried = earlier.get((context, old.string_id))
                text = words.get((context, old.string_id))
                if text is not None:
                    lag.source_text, lag.text = old.text, text
                elif carried:  # it lagged already: the words are older still
                    lag.source_text, lag.text = carried.source_text, carried.text
                    lag.since = carried.since
            rows.append(lag)
    Lag.objects.bulk_create(rows, ignore_conflicts=True)


def _take_comments_along(
    translation: Translation, before: Snapshot, changed: Snapshot
) -> None:
    """Leave what was written about a segment with it when its original changes."""
    threads = SegmentComment.objects.filter(
        translation=translation, context__in=changed
    )
    known = set(threads.values_list("context_id", "string_id").order_by())
    for context in {context for context, _string in known}:
        pieces = changed[context]
        for new, old in _counterparts(before.get(context, []), pieces).items():
            if (context, old.string_id) in known and old not in pieces:
                threads.filter(context=context, string=old.string_id).update(string=new)


def _counterparts(old: list[Piece], new: list[Piece]) -> dict[int, Piece]:
    """Return, by the new string, the old one it most likely comes from.

    One string at a place is always the same one, changed.  Several (the sentences of
    a rich text) are compared in order, and then by their likeness.
    """
    if len(old) == len(new) == 1:
        return {new[0].string_id: old[0]}
    found: dict[int, Piece] = {}
    matcher = SequenceMatcher(
        a=[piece.text for piece in old], b=[piece.text for piece in new], autojunk=False
    )
    for operation, i1, i2, j1, j2 in matcher.get_opcodes():
        if operation != "replace":
            continue
        left = old[i1:i2]
        for piece in new[j1:j2]:
            best = max(
                left, key=lambda one: _likeness(one.text, piece.text), default=None
            )
            if best and _likeness(best.text, piece.text) >= SAME_SENTENCE:
                found[piece.string_id] = best
                left.remove(best)
    return found


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(a=one, b=other, autojunk=False).ratio()


def lags_of(translations: Iterable[Translation]) -> models.QuerySet[Lag]:
    """Return the segments that lag now: they belong to the snapshot and lack words."""
    segment = StringSegment.objects.filter(
        source_id=models.OuterRef("translation__source_id"),
        context_id=models.OuterRef("context_id"),
        string_id=models.OuterRef("string_id"),
    )
    words = StringTranslation.objects.filter(
        translation_of_id=models.OuterRef("string_id"),
        context_id=models.OuterRef("context_id"),
        locale_id=models.OuterRef("translation__target_locale_id"),
        has_error=False,
    )
    return Lag.objects.filter(
        models.Exists(segment),
        ~models.Exists(words),
        translation__in=translations,
    )


def keep(lag: Lag, *, user: User | None = None) -> StringTranslation:
    """Say that the earlier translation is still right.

    Raises ValueError where there is none, or where its links are not the original's.
    """
    if not lag.text:
        raise ValueError("There is no earlier translation to keep.")
    row, _made = StringTranslation.objects.update_or_create(
        translation_of_id=lag.string_id,
        context_id=lag.context_id,
        locale_id=lag.translation.target_locale_id,
        defaults={
            "data": lag.text,
            "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
            "tool_name": STILL_RIGHT,
            "last_translated_by": user,
            "has_error": False,
            "field_error": "",
        },
    )
    if row.has_error:
        message = str(row.get_error())
        row.delete()
        raise ValueError(message)
    return row


def _keep_all(
    translation: Translation,
    changed: Snapshot,
    instance: models.Model,
    user: User | None,
) -> None:
    kept = 0
    for lag in lags_of([translation]).filter(context__in=changed).exclude(text=""):
        try:
            keep(lag, user=user)
            kept += 1
        except ValueError:
            continue  # its links have changed: a translator looks at it
    if kept:
        log(
            instance=instance,
            action="translation.small_edit",
            user=user,
            uuid=uuid4(),  # or the history shows one of the languages only
            data={
                "language": translation.target_locale.language_code,
                "segments": kept,
            },
        )


@dataclass(frozen=True)
class Progress:
    """How many segments there are, have words, and lost them by a change.

    ``since`` is when the first of those that lag was left behind.  ``unreviewed`` are
    those without words for which there are proposed ones that nobody has accepted.
    """

    total: int = 0
    done: int = 0
    lagging: int = 0
    since: Any = None
    unreviewed: int = 0

    @property
    def is_complete(self) -> bool:
        """Whether every segment has its words."""
        return self.done == self.total

    @property
    def missing(self) -> int:
        """The number of segments without words, those that lag included."""
        return self.total - self.done


def progress_of(translations: Iterable[Translation]) -> dict[int, Progress]:
    """Return the progress by the translation's id.  Two queries, however many."""
    translations = list(translations)
    ids = [translation.pk for translation in translations]
    words = StringTranslation.objects.filter(
        translation_of_id=models.OuterRef("string_id"),
        context_id=models.OuterRef("context_id"),
        locale_id=models.OuterRef("source__translations__target_locale_id"),
        has_error=False,
    )
    proposed = Proposal.objects.filter(
        translation_id=models.OuterRef("source__translations"),
        context_id=models.OuterRef("context_id"),
        string_id=models.OuterRef("string_id"),
    )
    counted = (
        StringSegment.objects.filter(source__translations__in=ids)
        .annotate(has_words=models.Exists(words), is_proposed=models.Exists(proposed))
        .values("source__translations")
        .annotate(
            total=models.Count("pk"),
            done=models.Count("pk", filter=models.Q(has_words=True)),
            unreviewed=models.Count(
                "pk", filter=models.Q(has_words=False, is_proposed=True)
            ),
        )
        .values_list("source__translations", "total", "done", "unreviewed")
    )
    lagging = {
        pk: (count, since)
        for pk, count, since in lags_of(translations)
        .values("translation")
        .annotate(count=models.Count("pk"), first=models.Min("since"))
        .values_list("translation", "count", "first")
    }
    numbers = {pk: counts for pk, *counts in counted}
    found = {}
    for pk in ids:
        total, done, unreviewed = numbers.get(pk, (0, 0, 0))
        found[pk] = Progress(total, done, *lagging.get(pk, (0, None)), unreviewed)
    return found
