"""Ready structures that a new page may begin with; nothing is saved by choosing one."""

import tomllib
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField
from wagtail.models import Page

from articles.models import ArticlePage, MeetingPage, ProjectPage

_TEXTS = Path(__file__).with_suffix(".toml")
# For a tree whose language has no guiding texts.
_FALLBACK = "en"


@dataclass(frozen=True)
class StartingPoint:
    """What a new page of a type may begin with."""

    key: str
    model: type[Page]
    label: Any
    about: Any


NEWS, STORY, PROJECT, CALL, SUMMARY = POINTS = [
    StartingPoint(
        "news",
        ArticlePage,
        _("News"),
        _("What is new, what changes and what happens next."),
    ),
    StartingPoint(
        "story",
        ArticlePage,
        _("Story"),
        _("People and what they do, with room for quotations."),
    ),
    StartingPoint(
        "project",
        ProjectPage,
        _("Project page"),
        _("Why, what, how to take part, and a box of facts."),
    ),
    StartingPoint(
        "call",
        MeetingPage,
        _("Call to a meeting"),
        _("Why to come, the programme, and what is good to know."),
    ),
    StartingPoint(
        "summary",
        MeetingPage,
        _("Summary of a meeting"),
        _("The result, what was talked about, what happens next."),
    ),
]


def points_for(model: type[Page]) -> list[StartingPoint]:
    """Return what a page of this type may begin with; [] where there is no choice."""
    return [point for point in POINTS if point.model is model]


def fill(page: Page, key: str) -> None:
    """Put the texts of a starting point into the empty fields of a page in memory.

    In the language of the page.  An unknown key, or one for another type, does nothing.
    """
    if key not in [point.key for point in points_for(type(page))]:
        return
    by_language = _texts()[key]
    texts = by_language.get(page.locale.language_code, by_language[_FALLBACK])
    for name, text in texts.items():
        if getattr(page, name):
            continue
        field = page._meta.get_field(name)
        if isinstance(field, StreamField):
            blocks = [_block(line) for line in text.splitlines() if line]
            setattr(page, name, field.stream_block.to_python(blocks))
        else:
            setattr(page, name, text)


@cache
def _texts() -> dict[str, dict[str, dict[str, str]]]:
    return tomllib.loads(_TEXTS.read_text())


def _block(line: str) -> dict[str, Any]:
    sign, _space, rest = line.partition(" ")
    kind: str = "paragraph"
    value: Any = f"<p>{escape(line, quote=False)}</p>"
    if sign == "##":
        kind, value = "heading", {"text": rest, "level": "h2"}
    elif sign == ">":
        kind, value = "quote", {"text": rest, "speaker": "", "role": ""}
    elif sign == "!":
        title, _bar, words = rest.partition(" | ")
        kind, value = "facts", {"title": title, "text": f"<p>{words}</p>"}
    return {"type": kind, "value": value, "id": str(uuid4())}
