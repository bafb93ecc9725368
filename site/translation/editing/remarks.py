"""What people write about segments: read, written and settled."""

from collections.abc import Mapping, Sequence

from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.utils import timezone
from wagtail_localize.models import Translation

from background import later
from translation import notices
from translation.editing import boxes
from translation.editing.reading import Part, Segment
from translation.models import SegmentComment

LONGEST = 4000


def attach(made: Translation, parts: Sequence[Part]) -> list[SegmentComment]:
    """Note on each segment what was written about it, in one query.

    Returns the unsettled comments whose segments are gone from the original.
    """
    threads: dict[tuple[int, int], list[SegmentComment]] = {}
    for comment in SegmentComment.objects.filter(translation=made).select_related(
        "author__wagtail_userprofile", "resolved_by__wagtail_userprofile"
    ):
        threads.setdefault((comment.context_id, comment.string_id), []).append(comment)
    for part in parts:
        for segment in part.segments:
            # A sentence that stands twice at a place has its thread at the first.
            segment.comments = threads.pop((segment.context_id, segment.string_id), [])
    return [
        one for thread in threads.values() for one in thread if one.resolved_at is None
    ]


def write(
    made: Translation,
    segments: Mapping[int, Segment],
    texts: Mapping[int, str],
    *,
    user: User,
) -> int:
    """Add what was written to the threads of segments, by their ids; return how many.

    Those concerned are told.  What belongs to none of the ``segments`` is left to the
    caller.
    """
    written = [
        SegmentComment.objects.create(
            translation=made,
            context_id=segment.context_id,
            string_id=segment.string_id,
            about=segment.original,
            text=tidied[:LONGEST],
            author=user,
        )
        for pk, text in texts.items()
        if (tidied := boxes.tidy(text)) and (segment := segments.get(pk))
    ]
    for one in written:
        later.do(notices.tell_of_comment, one.pk)
    return len(written)


def settle(made: Translation, comment_id: int, *, user: User) -> bool:
    """Settle the whole thread of a comment; return whether it was open."""
    one = SegmentComment.objects.filter(translation=made, pk=comment_id).first()
    if one is None:
        return False
    thread = open_comments(made).filter(context=one.context_id, string=one.string_id)
    return bool(thread.update(resolved_at=timezone.now(), resolved_by=user))


def open_comments(made: Translation) -> QuerySet[SegmentComment]:
    """Return the comments on a translation that nobody has settled."""
    return SegmentComment.objects.filter(translation=made, resolved_at=None)
