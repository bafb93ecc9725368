"""From the parts of a Word file to lines, as a plain text has them."""

from dataclasses import replace

from articles.importing.files.parts import Document, Part, Run, merged
from articles.importing.marks import marks_of
from articles.importing.normalise import Line, clean_line, is_blank

# What stands for a picture, and between the cells of a table, in the text.
PICTURE = "Picture: "
CELL_BREAK = " | "


def lines_of(document: Document) -> tuple[str, list[Line]]:
    """Return a document as a text, and as the lines of that text with what is known.

    A blank line stands before each part, a bullet or number before each item.  The
    text, read by itself, gives the same article as far as plain words can.
    """
    raw: list[str] = []
    lines: list[Line] = []
    for part in document.parts:
        is_first = True
        for shown, runs in _shown(part, document):
            if is_blank(shown):
                continue
            if is_first and raw:
                raw.append("")
            raw.append(shown)
            line = clean_line(shown, len(raw), blank_before=is_first and bool(lines))
            lines.append(replace(line, part=part, marks=marks_of(runs, line.text)))
            is_first = False
    return "\n".join(raw) + "\n", lines


def _shown(part: Part, document: Document) -> list[tuple[str, tuple[Run, ...]]]:
    """Return the lines that a part takes up, with their runs."""
    if part.kind == "table":
        return [(CELL_BREAK.join(row), ()) for row in part.rows if any(row)]
    if part.kind == "picture":
        picture = document.pictures[part.picture]
        return [(PICTURE + (picture.alt_text or picture.name), ())]
    marker = ""
    if part.kind == "item":
        marker = f"{part.number}. " if part.number else "• "
    shown = []
    for runs in _broken(part.runs):
        text = "".join(run.text for run in runs)
        if not is_blank(text):
            shown.append((marker + text.lstrip() if marker else text, runs))
            marker = ""
    return shown


def _broken(runs: tuple[Run, ...]) -> list[tuple[Run, ...]]:
    """Return the runs of each line."""
    broken: list[list[Run]] = [[]]
    for run in runs:
        for place, text in enumerate(run.text.split("\n")):
            if place:
                broken.append([])
            broken[-1].append(replace(run, text=text))
    return [merged(line) for line in broken]
