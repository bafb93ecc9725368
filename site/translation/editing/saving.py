"""Keeping what translators write, so that two people on one text lose nothing.

Every box is sent back with marks of the words it showed and of the words that were
kept then.  What the writer did not touch is left alone.  Where somebody else has
written something different meanwhile, nothing is kept until the writer has chosen.
"""

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from django.contrib.auth.models import User
from django.db import models
from django.utils.translation import gettext as _
from wagtail_localize.models import (
    SegmentOverride,
    StringTranslation,
    Translation,
)

from translation import lag
from translation.editing import boxes
from translation.editing.own_values import PICTURE, OwnValue, own_values
from translation.editing.reading import Segment, read
from translation.models import Proposal
from translation.turns import turn_at

# What a box showed, and what was kept then.
Marks = tuple[str, str]
Choice = Literal["theirs", "mine"]


def mark(text: str) -> str:
    """Return a short mark of a text; "" for none."""
    if not text:
        return ""
    return hashlib.blake2b(text.encode(), digest_size=9).hexdigest()


def marks_of(segments: Iterable[Segment], values: Iterable[OwnValue]) -> str:
    """Return the marks that a form carries, as JSON."""
    marks = marks_by_name(segments)
    marks |= {value.name: ("", mark(value.stored)) for value in values}
    return json.dumps(marks, separators=(",", ":"))


def marks_by_name(segments: Iterable[Segment]) -> dict[str, Marks]:
    """Return the marks of segments by the names of their boxes."""
    return {
        f"words-{segment.pk}": (mark(boxes.tidy(segment.shown)), mark(segment.stored))
        for segment in segments
    }


def marks_from(text: str) -> dict[str, Marks]:
    """Return the marks of a form; what is no such JSON gives none."""
    try:
        return {
            str(name): (str(shown), str(kept))
            for name, (shown, kept) in json.loads(text).items()
        }
    except (ValueError, TypeError, AttributeError):
        return {}


@dataclass
class Sent:
    """What came with the form.

    ``words`` are the boxes by segment id; ``values`` the clean pictures and addresses
    by field name, None where the version shows the original's; ``still_right`` is the
    segment whose earlier words are kept, ``accepted`` the one whose proposed words are.
    ``asked`` are the segments for which the form asked whose words to keep, and
    ``choices`` the answers.
    """

    words: Mapping[int, str]
    marks: Mapping[str, Marks]
    values: Mapping[str, Any] = field(default_factory=dict)
    asked: Collection[int] = ()
    choices: Mapping[int, Choice] = field(default_factory=dict)
    still_right: int | None = None
    accepted: int | None = None


@dataclass
class Kept:
    """What became of it.

    ``undecided`` are words, by segment, against which somebody else's stand;
    ``homeless`` are words whose original went away while they were written.
    """

    saved: int = 0
    removed: int = 0
    given_back: int = 0
    still_right: int = 0
    thrown_away: int = 0
    with_errors: int = 0
    undecided: dict[int, str] = field(default_factory=dict)
    refused: dict[int, str] = field(default_factory=dict)
    homeless: list[str] = field(default_factory=list)
    overtaken: list[str] = field(default_factory=list)

    @property
    def changed(self) -> bool:
        """Whether anything is now different from before."""
        return bool(self.saved or self.removed or self.given_back or self.still_right)

    @property
    def is_settled(self) -> bool:
        """Whether nothing is left for the writer to decide."""
        return not (self.undecided or self.refused or self.homeless or self.overtaken)


def keep(made: Translation, sent: Sent, *, user: User) -> Kept:
    """Keep what was written; return what became of it.  Locks out other writers."""
    with turn_at(made):
        return _keep(made, sent, user)


def _keep(made: Translation, sent: Sent, user: User) -> Kept:
    segments = {segment.pk: segment for part in read(made) for segment in part.segments}
    kept = Kept()
    for pk, text in sent.words.items():
        shown, before = sent.marks.get(f"words-{pk}", ("", ""))
        text = boxes.tidy(text)
        touched = mark(text) != shown
        confirmed = pk in (sent.still_right, sent.accepted) or pk in sent.choices
        if not touched and not confirmed:
            continue
        segment = segments.get(pk)
        if segment is None:
            if text:
                kept.homeless.append(text)
            continue
        _keep_words(made, segment, text, before, touched, sent, kept, user)
    for value in own_values(made):
        if value.name in sent.values:
            _keep_value(made, value, sent, kept, user)
    return kept


def _keep_words(
    made: Translation,
    segment: Segment,
    text: str,
    before: str,
    touched: bool,
    sent: Sent,
    kept: Kept,
    user: User,
) -> None:
    data = boxes.from_box(text, breaks=segment.breaks)
    choice = sent.choices.get(segment.pk)
    if data == segment.stored or (
        choice == "theirs" and mark(segment.stored) == before
    ):
        if segment.is_unreviewed and touched:
            kept.thrown_away += _forget_proposal(made, segment)
        return
    overtaken = mark(segment.stored) != before
    if overtaken or (segment.pk in sent.asked and choice is None):
        kept.undecided[segment.pk] = text
        return
    if segment.pk == sent.still_right and not touched and segment.lag:
        try:
            lag.keep(segment.lag, user=user)
        except ValueError as error:
            kept.refused[segment.pk] = str(error)
        else:
            kept.still_right += 1
        return
    where = {
        "translation_of_id": segment.string_id,
        "context_id": segment.context_id,
        "locale_id": made.target_locale_id,
    }
    if not data:
        _delete(StringTranslation.objects.filter(**where))
        _forget_proposal(made, segment)
        kept.removed += 1
        return
    proposal = segment.proposal
    row, _made = StringTranslation.objects.update_or_create(
        **where,
        defaults={
            "data": data,
            "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
            "tool_name": proposal.origin if proposal and proposal.text == data else "",
            "last_translated_by": user,
            "has_error": False,
            "field_error": "",
        },
    )
    kept.saved += 1
    kept.with_errors += row.has_error
    if segment.proposal:
        _forget_proposal(made, segment)


def _forget_proposal(made: Translation, segment: Segment) -> int:
    return Proposal.objects.filter(
        translation=made, context=segment.context_id, string=segment.string_id
    ).delete()[0]


def _keep_value(
    made: Translation, value: OwnValue, sent: Sent, kept: Kept, user: User
) -> None:
    new = sent.values[value.name]
    own = value.own.pk if value.kind == PICTURE and value.own else value.own
    if new == own or (new is None and not value.stored):
        return
    if mark(value.stored) != sent.marks.get(value.name, ("", ""))[1]:
        kept.overtaken.append(
            _("“%(name)s” was changed by somebody else meanwhile. It was left so.")
            % {"name": value.label}
        )
        return
    where = {"context_id": value.context_id, "locale_id": made.target_locale_id}
    if new is None:
        _delete(SegmentOverride.objects.filter(**where))
        kept.given_back += 1
        return
    SegmentOverride.objects.update_or_create(
        **where,
        defaults={
            "data_json": json.dumps(new),
            "last_translated_by": user,
            "has_error": False,
            "field_error": "",
        },
    )
    kept.saved += 1


def _delete(rows: models.QuerySet) -> None:
    """Delete one by one: localize hears of it by a signal."""
    for row in rows:
        row.delete()
