"""The buttons that fill empty segments with proposed words, and what they say."""

from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail_localize.models import Translation

from translation.editing.proposing import (
    Proposed,
    by_machine,
    from_memory,
    throw_away,
)


def steps(made: Translation) -> dict[str, Callable[[str], str]]:
    """Return what each button does, by what it sends as ``action``.

    Each returns what to say of it, or raises Refusal.
    """
    return {
        "fill-exact": lambda _comment: _said(from_memory(made)),
        "fill-near": lambda _comment: _said(from_memory(made, nearly=True)),
        "fill-machine": lambda _comment: _said(by_machine(made)),
        "empty-again": lambda _comment: _thrown_away(throw_away(made)),
    }


def _said(done: Proposed) -> str:
    if not done.filled:
        text = _("Nothing was found for the empty segments.")
    else:
        text = ngettext(
            "%(n)d segment has proposed words now: accept or amend them.",
            "%(n)d segments have proposed words now: accept or amend them.",
            done.filled,
        ) % {"n": done.filled}
    if done.left:
        text += " " + ngettext(
            "%(n)d segment was not asked about yet: press again.",
            "%(n)d segments were not asked about yet: press again.",
            done.left,
        ) % {"n": done.left}
    return text


def _thrown_away(count: int) -> str:
    return ngettext(
        "%(n)d proposal was thrown away.",
        "%(n)d proposals were thrown away.",
        count,
    ) % {"n": count}
