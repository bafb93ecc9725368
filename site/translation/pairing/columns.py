"""The words of one language beside the segments of an original, and how they move.

Everything here is a value: a step gives a new column, and nothing of the words is ever
lost on the way.  Words without a place are set aside, where they can be taken from.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from math import log

# What it costs to leave a text alone, and to put two that differ in kind together.
_ALONE, _OTHER_KIND = 0.8, 1.2
# Two lengths that differ by this factor look no more alike than those of strangers.
_FARTHEST = 4.0
_NUMBER = re.compile(r"\d+")
_TAG = re.compile(r"<(/?)([a-z0-9]+)[^<>]*?(/?)>")
# Where a sentence may begin: before a capital letter, a digit or an opening mark; or a
# line break.
_GAP = re.compile(
    r"(?<!\s)(?:\s*(?P<line><br/?>)\s*|\s+(?=(?:<[^/][^<>]*>)?[\"“”»(\d–A-ZÅÄÖÉÜ]))"
)
_END = re.compile(r"[.!?…](?:<[^<>]*>)*[”\"’»)]?(?:<[^<>]*>)*$")
# A sentence is known by its last letters and the tags among them.
_END_LENGTH = 200
# More are not offered: whoever wants to cut there cuts twice.
_MOST_CUTS = 100

Cell = tuple[str, ...]


@dataclass(frozen=True)
class Piece:
    """A text as wagtail-localize cuts it: what kind of place it has, and its words.

    ``section`` is the field of the page, ``kind`` what it is in there ("Quote ·
    Speaker"); ``path`` is localize's.
    """

    section: str
    kind: str
    path: str
    words: str


@dataclass(frozen=True)
class Aside:
    """Words that stand at no segment, and the row that they stood at last."""

    row: int
    words: str


@dataclass(frozen=True)
class Column:
    """The words of one language: a cell for each row of the original.

    Words in one cell are joined when the text is adopted.  ``sections`` is the name
    of the field of each row: what moves stays in its field.
    """

    sections: tuple[str, ...]
    cells: tuple[Cell, ...]
    aside: tuple[Aside, ...] = ()

    @property
    def filled(self) -> int:
        """How many rows have words."""
        return sum(bool(cell) for cell in self.cells)

    def joined(self, row: int) -> str:
        """Return the words of a row as one text; "" where it has none."""
        return " ".join(self.cells[row])


# What can be done


def join(column: Column, row: int) -> Column:
    """Put the words of a row to those above; what follows moves up, to the next gap.

    Nothing changes in the first row of a field.
    """
    if not column.cells[row] or not _has_above(column, row):
        return column
    cells = list(column.cells)
    cells[row - 1] += cells[row]
    cells[row] = ()
    return close_up(replace(column, cells=tuple(cells)), row)


def split(column: Column, row: int, place: int) -> Column:
    """Cut the words of a row at one of its ``cuts``; the rest moves a row down."""
    halves = cuts(column.cells[row])
    if not 0 <= place < len(halves):
        return column
    first, rest = halves[place]
    cells = list(column.cells)
    cells[row] = first
    column = replace(column, cells=tuple(cells))
    if row + 1 < len(cells) and column.sections[row + 1] == column.sections[row]:
        return _put_in(column, row + 1, rest)
    aside = tuple(Aside(row, words) for words in rest)
    return replace(column, aside=column.aside + aside)


def move_down(column: Column, row: int) -> Column:
    """Leave a row without words; what stood there and below moves down to a gap."""
    return _put_in(column, row, ()) if column.cells[row] else column


def close_up(column: Column, row: int) -> Column:
    """Fill a row without words with what stands below, up to the next gap."""
    cells = list(column.cells)
    while (
        not cells[row]
        and row + 1 < len(cells)
        and column.sections[row + 1] == column.sections[row]
        and cells[row + 1]
    ):
        cells[row], cells[row + 1] = cells[row + 1], ()
        row += 1
    return replace(column, cells=tuple(cells))


def leave_out(column: Column, row: int) -> Column:
    """Set the words of a row aside; what stands below moves up."""
    if not column.cells[row]:
        return column
    cells = list(column.cells)
    aside = tuple(Aside(row, words) for words in cells[row])
    cells[row] = ()
    column = replace(column, cells=tuple(cells), aside=column.aside + aside)
    return close_up(column, row)


def take_back(column: Column, number: int, row: int) -> Column:
    """Put words that were set aside to those of a row, of whatever field."""
    if not 0 <= number < len(column.aside) or not 0 <= row < len(column.cells):
        return column
    words = column.aside[number].words
    cells = list(column.cells)
    cells[row] += (words,)
    aside = column.aside[:number] + column.aside[number + 1 :]
    return replace(column, cells=tuple(cells), aside=aside)


STEPS: dict[str, Callable[..., Column]] = {
    "join": join,
    "split": split,
    "down": move_down,
    "up": close_up,
    "out": leave_out,
    "back": take_back,
}


def step(column: Column, name: str, numbers: Sequence[int]) -> Column:
    """Return the column after a step; what is not possible changes nothing.

    ``numbers`` are the row and the cut, or the place among the words set aside and
    the row.
    """
    first, *more = numbers
    if name not in STEPS or len(more) != (name in ("split", "back")):
        return column
    if name != "back" and not 0 <= first < len(column.cells):
        return column
    return STEPS[name](column, first, *more)


def cuts(cell: Cell) -> list[tuple[Cell, Cell]]:
    """Return the ways to cut a cell in two, between its texts or else its sentences.

    Never inside a link or bold words.
    """
    if len(cell) > 1:
        return [(cell[:place], cell[place:]) for place in range(1, len(cell))]
    sentences = (pair for words in cell for pair in _sentences(words))
    return [((first,), (rest,)) for first, rest in islice(sentences, _MOST_CUTS)]


def _sentences(words: str) -> Iterable[tuple[str, str]]:
    """Yield the ways to cut a text, each after looking at every letter once."""
    depth, last = 0, 0
    for found in _GAP.finditer(words):
        start, end = found.span()
        depth += sum(_steps(words[last:start]))
        last = start
        if not start or end == len(words) or depth > 0:
            continue
        if found["line"] or _END.search(words[max(0, start - _END_LENGTH) : start]):
            yield words[:start], words[end:]


def _steps(words: str) -> Iterable[int]:
    """Yield 1 for each tag that opens, and -1 for each that closes."""
    for closes, name, single in _TAG.findall(words):
        if name != "br" and not single:
            yield -1 if closes else 1


def _has_above(column: Column, row: int) -> bool:
    return row > 0 and column.sections[row - 1] == column.sections[row]


def _put_in(column: Column, row: int, cell: Cell) -> Column:
    """Put a cell in at a row; the next gap of the field takes up what moves down.

    What no row is left for is set aside.
    """
    cells = list(column.cells)
    section = column.sections[row]
    moving = cell
    while row < len(cells) and column.sections[row] == section:
        cells[row], moving = moving, cells[row]
        if not moving:
            break
        row += 1
    aside = tuple(Aside(row - 1, words) for words in moving)
    return replace(column, cells=tuple(cells), aside=column.aside + aside)


# What is proposed


def align(original: Sequence[Piece], other: Sequence[Piece]) -> Column:
    """Put the texts of a version beside those of its original, as far as they agree.

    Field by field and in order: by what stands where, how long it is and which numbers
    it has.  What agrees with nothing is set aside.
    """
    cells: list[Cell] = [()] * len(original)
    aside = []
    for section in dict.fromkeys(piece.section for piece in (*original, *other)):
        rows = [n for n, piece in enumerate(original) if piece.section == section]
        theirs = [piece for piece in other if piece.section == section]
        pairs = _pairs([original[n] for n in rows], theirs)
        last = rows[0] if rows else 0
        for place, piece in enumerate(theirs):
            if place in pairs:
                last = rows[pairs[place]]
                cells[last] += (piece.words,)
            else:
                aside.append(Aside(last, piece.words))
    sections = tuple(piece.section for piece in original)
    return Column(sections, tuple(cells), tuple(aside))


def _pairs(ours: Sequence[Piece], theirs: Sequence[Piece]) -> dict[int, int]:
    """Return, by the place of each of their texts, the place of ours it stands for.

    The cheapest way through both in order (Needleman and Wunsch, 1970).
    """
    costs = [[_ALONE * place for place in range(len(theirs) + 1)]]
    for n, one in enumerate(ours, start=1):
        row = [_ALONE * n]
        for m, other in enumerate(theirs, start=1):
            row.append(
                min(
                    costs[n - 1][m - 1] + _unlike(one, other),
                    costs[n - 1][m] + _ALONE,
                    row[m - 1] + _ALONE,
                )
            )
        costs.append(row)
    pairs = {}
    n, m = len(ours), len(theirs)
    while n and m:
        if costs[n][m] == costs[n - 1][m - 1] + _unlike(ours[n - 1], theirs[m - 1]):
            n, m = n - 1, m - 1
            pairs[m] = n
        elif costs[n][m] == costs[n - 1][m] + _ALONE:
            n -= 1
        else:
            m -= 1
    return pairs


def _unlike(one: Piece, other: Piece) -> float:
    """Return how little two texts look like versions of each other, from 0."""
    factor = (len(other.words) + 10) / (len(one.words) + 10)
    cost = min(abs(log(factor)) / log(_FARTHEST), 1.0)
    if one.kind != other.kind:
        cost += _OTHER_KIND
    ours = set(_NUMBER.findall(_TAG.sub("", one.words)))
    theirs = set(_NUMBER.findall(_TAG.sub("", other.words)))
    if ours or theirs:
        cost += 0.3 - 0.6 * len(ours & theirs) / len(ours | theirs)
    return max(cost, 0.0)
