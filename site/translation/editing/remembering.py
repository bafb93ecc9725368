"""What the translation memory offers for the segments that lack words."""

from collections.abc import Sequence
from dataclasses import dataclass

from wagtail_localize.models import Translation

from translation.editing import boxes
from translation.editing.reading import Part, Segment
from translation.editing.saving import mark
from translation.memory.matching import Match, find


@dataclass(frozen=True)
class Offer:
    """A match beside a segment.

    ``box`` is what it puts into the box, ``key`` what the button for it sends.
    """

    match: Match
    box: str
    key: str


def offer(made: Translation, parts: Sequence[Part]) -> None:
    """Note on each segment without words, or lagging, what the memory has for it."""
    open_ones = [
        segment
        for part in parts
        for segment in part.segments
        if not segment.is_done and segment.path != "slug"
    ]
    found = find(
        {segment.original for segment in open_ones},
        made.source.locale.language_code,
        made.target_locale.language_code,
    )
    for segment in open_ones:
        segment.matches = [
            Offer(match, boxes.to_box(match.words), _key(segment, match))
            for match in found.get(segment.original, ())
        ]


def _key(segment: Segment, match: Match) -> str:
    return f"{segment.pk}-{mark(match.words)}"


def take_over(parts: Sequence[Part], key: str) -> None:
    """Put the offer of that key into its box; nothing where there is none."""
    for part in parts:
        for segment in part.segments:
            for one in segment.matches:
                if one.key == key:
                    segment.taken_over = one.match.words
