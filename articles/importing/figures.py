"""Pictures with their captions and credits, whether or not they came with the text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from articles.importing.elements import Element
from articles.importing.findings import Findings
from articles.importing.normalise import Line

_LABEL = (
    r"(?:Kuvaaja|Kuvat?|Bild(?:er)?|Foto(?:graf)?|Figure|Picture|Photo(?:grapher)?)"
)
_FIGURE = re.compile(
    rf"^\(?(?P<label>{_LABEL}(?: \d{{1,2}})?) ?: *(?P<rest>\S.*)$", re.DOTALL
)
_GLUED = re.compile(rf"[ (]*(?P<label>{_LABEL}) ?: *(?P<rest>[^:]{{2,120}})$")
_WORD = r"[A-ZÅÄÖ][\w'.-]*"
_CREDIT = re.compile(
    rf"^(?:[^/]{{1,60}} / )?{_WORD}(?: (?:{_WORD}|von|af|de|van)){{0,3}}"
    r"(?: / [^/]{1,60})?$"
)
_NUMBERED = re.compile(rf"^{_LABEL} ?\d{{1,2}}\s*[.:–-]?\s*")
MAX_CAPTION_LENGTH = 500


@dataclass(frozen=True)
class Figure:
    """A caption and a credit, either may be empty; ``labels`` as they stood."""

    caption: str
    credit: str
    labels: tuple[str, ...]


def read_figure(text: str) -> Figure | None:
    """Return the figure a line describes, None for any other line.

    A label with two to four capitalised words is a credit, with anything else a
    caption; a credit glued to the end of a caption is split off.
    """
    if len(text) > MAX_CAPTION_LENGTH:
        return None
    match = _FIGURE.match(text)
    if match:
        rest = match["rest"].rstrip(")") if text.startswith("(") else match["rest"]
        if _is_credit(rest):
            return Figure("", rest.strip(" ."), (match["label"],))
        caption, credit, label = _split_credit(rest)
        labels = (match["label"], label) if label else (match["label"],)
        return Figure(caption, credit, labels)
    caption, credit, label = _split_credit(text)
    return Figure(caption, credit, (label,)) if credit and caption else None


def _is_credit(text: str) -> bool:
    words = text.strip(" .").split()
    return 2 <= len(words) <= 8 and bool(_CREDIT.match(text.strip(" .")))


def _split_credit(text: str) -> tuple[str, str, str]:
    """Return caption, credit and label of "… Photo: Name Surname"."""
    match = _GLUED.search(text)
    if match:
        credit = match["rest"].rstrip(" .)")
        if _is_credit(credit):
            return text[: match.start()].strip(), credit, match["label"]
    return text.strip(), "", ""


def add_figure(
    found: Findings,
    lines: Sequence[Line],
    text: str,
    figure: Figure,
    *,
    lead_image: bool = False,
    alt_text: str = "",
) -> None:
    """File a figure without its picture, or add to the figure right above it.

    A caption below an alt text, a credit below a caption and a sentence that is there
    twice (alt text, then caption) belong to one figure.
    """
    last = found.elements[-1] if found.elements else None
    if last and last.kind == "figure" and last.lines[-1] < lines[0].number:
        data = last.data
        repeated = bool(alt_text) and alt_text == data["alt_text"]
        completes = (figure.caption and not data["caption"]) or (
            figure.credit and not data["credit"] and not figure.caption
        )
        same_place = data["lead_image"] == lead_image or "picture" in data
        if same_place and (repeated or completes):
            merged = data | {
                "caption": data["caption"] or figure.caption or alt_text,
                "credit": data["credit"] or figure.credit,
                "labels": [*data["labels"], *figure.labels],
            }
            numbers = (*last.lines, *(line.number for line in lines))
            joined = last.text if repeated else f"{last.text}\n{text}"
            found.replace(last, Element("figure", numbers, joined, 0.8, merged))
            return
    element = found.add(
        "figure",
        lines,
        text,
        0.85 if figure.labels else 0.6,
        caption=figure.caption,
        credit=figure.credit,
        alt_text=alt_text,
        labels=list(figure.labels),
        lead_image=lead_image,
    )
    found.doubt(
        "picture-missing", _("The picture did not come with the text."), element
    )


def add_picture(
    found: Findings, lines: Sequence[Line], place: int, *, lead_image: bool
) -> None:
    """File a figure whose picture is in the file, by its place among the pictures."""
    picture = found.pictures[place]
    element = found.add(
        "figure",
        lines,
        picture.alt_text or picture.name,
        0.95,
        caption="",
        credit="",
        alt_text=picture.alt_text,
        labels=[],
        lead_image=lead_image,
        picture=place,
    )
    if picture.problem:
        found.doubt("picture-missing", picture.problem, element)
    elif picture.alt_text:
        note = _("Check what the file says for those who cannot see the picture.")
        found.doubt("picture-alt", note, element)
    else:
        note = _("Describe the picture for those who cannot see it.")
        found.doubt("picture-alt", note, element)


def add_caption(found: Findings, lines: Sequence[Line], text: str) -> None:
    """File what the file says is a caption, with the picture above it where one is."""
    text = _NUMBERED.sub("", text)
    figure = read_figure(text)
    if figure is None:
        caption, credit, label = _split_credit(text)
        figure = Figure(caption, credit, (label,) if label else ())
    add_figure(found, lines, text, figure)
