"""Words that are put into empty segments on request, for a person to look at.

They come from the translation memory or a machine, and are kept as proposals: nothing
publishes them until somebody has accepted or amended them.
"""

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail_localize.machine_translators import get_machine_translator
from wagtail_localize.machine_translators.base import BaseMachineTranslator
from wagtail_localize.models import Translation
from wagtail_localize.strings import StringValue

from translation.editing import boxes
from translation.editing.reading import Segment, read
from translation.memory.matching import Match, find, find_exact
from translation.models import Proposal
from translation.refusals import Refusal

# So many segments are compared with the memory, or sent to a machine, at one press of
# the button: two seconds among 60,000 texts, and what services take at once.
COMPARED, SENT = 300, 50

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Proposed:
    """How many segments got words, and how many were not asked about yet."""

    filled: int
    left: int = 0


def from_memory(made: Translation, *, nearly: bool = False) -> Proposed:
    """Propose for each empty segment what the memory has for the very same text.

    With ``nearly``, also the nearest match, for at most ``COMPARED`` segments.
    """
    empty = _empty(made)
    languages = (
        made.source.locale.language_code,
        made.target_locale.language_code,
    )
    found = find_exact({one.original for one in empty}, *languages)
    left: list[Segment] = []
    if nearly:
        left = [one for one in empty if one.original not in found]
        asked, left = left[:COMPARED], left[COMPARED:]
        found |= find({one.original for one in asked}, *languages)
    best = {original: matches[0] for original, matches in found.items()}
    return Proposed(_keep(made, _of_memory(made, empty, best)), len(left))


def _of_memory(
    made: Translation, empty: Iterable[Segment], best: Mapping[str, Match]
) -> list[Proposal]:
    return [
        Proposal(
            translation=made,
            context_id=one.context_id,
            string_id=one.string_id,
            text=match.words,
            kind=Proposal.Kind.MEMORY,
            origin=match.where[:255],
            dated=match.when,
            percent=match.percent,
            original="" if match.is_exact else match.original,
        )
        for one in empty
        if (match := best.get(one.original))
    ]


def machine_for(made: Translation) -> BaseMachineTranslator | None:
    """Return the machine of the settings; None where none can do these languages."""
    machine = get_machine_translator()
    if machine and machine.can_translate(made.source.locale, made.target_locale):
        return machine
    return None


def by_machine(made: Translation) -> Proposed:
    """Propose for each empty segment, at most ``SENT``, what a machine says.

    Raises Refusal where there is no machine, or its service fails; nothing is kept
    then.
    """
    machine = machine_for(made)
    if machine is None:
        raise Refusal(_("There is no machine translation for these languages."))
    empty = _empty(made)
    if not empty:
        return Proposed(0)
    asked, left = empty[:SENT], empty[SENT:]
    strings = {one.original: StringValue(one.original) for one in asked}
    try:
        answers = machine.translate(
            made.source.locale, made.target_locale, list(strings.values())
        )
        words = {
            original: boxes.from_box(boxes.to_box(answers[value].data), breaks=True)
            for original, value in strings.items()
            if value in answers
        }
    # A service may fail in every way there is.
    except Exception as error:
        _log.warning("Machine translation failed: %r", error)
        raise Refusal(
            _(
                "%(machine)s did not answer as it should. Nothing was changed; try "
                "again later."
            )
            % {"machine": machine.display_name}
        ) from error
    proposals = [
        Proposal(
            translation=made,
            context_id=one.context_id,
            string_id=one.string_id,
            text=words[one.original],
            kind=Proposal.Kind.MACHINE,
            origin=str(machine.display_name)[:255],
        )
        for one in asked
        if words.get(one.original)
    ]
    return Proposed(_keep(made, proposals), len(left))


def throw_away(made: Translation) -> int:
    """Take all proposals back that nobody has accepted; return how many."""
    return Proposal.objects.filter(translation=made).delete()[0]


def _empty(made: Translation) -> list[Segment]:
    """Return the segments in whose boxes nothing stands, in reading order."""
    return [
        one
        for part in read(made)
        for one in part.segments
        # An address follows from the title.
        if one.is_empty and one.path != "slug"
    ]


@transaction.atomic
def _keep(made: Translation, proposals: Iterable[Proposal]) -> int:
    """Keep proposals; return how many segments have one now that had none."""
    # What stands twice at one place has one translation.
    unique = {(one.context_id, one.string_id): one for one in proposals}
    before = Proposal.objects.filter(translation=made).count()
    Proposal.objects.bulk_create(unique.values(), ignore_conflicts=True)
    return Proposal.objects.filter(translation=made).count() - before
