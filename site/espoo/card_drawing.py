"""Draws social cards: a title in our type on a shore that belongs to the page.

Knows nothing of pages or storage: words and a key go in, a PNG comes out.
"""

import io
import math
import random
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from uuid import UUID

from PIL import Image, ImageDraw, ImageFont

WIDTH, HEIGHT = 1200, 630
FONT_FILE = Path(__file__).resolve().parent / "fonts" / "card-serif-600.ttf"
# Changed with the drawing, so that cards drawn before are known to be old.
DESIGN = "shore-1"

MARGIN = 72
LABEL_TOP, LABEL_SIZE = 56, 30
TITLE_TOP, TITLE_BOTTOM = 116, 404
LARGEST, SMALLEST, STEP = 84, 36, 4
LINE = 1.14  # height of a line, in font sizes
SOFT_HYPHEN, ELLIPSIS = "\u00ad", "…"
# No font has this, so it is drawn as whatever is not in the font.
NOT_A_CHARACTER = "\uffff"

SKY, INK, ACCENT, SUN = "#f2f6fa", "#16212e", "#0050bb", "#f5b800"
WATER = ["#dce8f5", "#b5cdeb", "#7ba5dc", "#3273c9", "#0050bb", "#00306f"]
SHORE_TOP, SHORE_BOTTOM = 456, 592
FINE = 2  # drawn at this scale and made smaller, so that the shores are smooth


@dataclass(frozen=True)
class FittedTitle:
    """A title broken into lines, and the size of type in which they fit."""

    size: int
    lines: list[str]


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONT_FILE, size)


@cache
def _is_in_font(character: str) -> bool:
    if character.isspace() or character == SOFT_HYPHEN:
        return True
    font = _font(SMALLEST)
    drawn, missing = font.getmask(character), font.getmask(NOT_A_CHARACTER)
    return drawn.size != missing.size or bytes(drawn) != bytes(missing)


def can_be_drawn(text: str) -> bool:
    """Return whether the font has every character; a script that it lacks has none."""
    return bool(text.strip()) and all(map(_is_in_font, text))


def draw_card(title: str, label: str, key: UUID) -> bytes:
    """Return a PNG of 1200 by 630 pixels with the title, and the label above it.

    The same key gives the same shore, so that the languages of a page share it.  A
    long title is set smaller, and cut with an ellipsis where even that is too long.
    """
    image = _shore(key)
    draw = ImageDraw.Draw(image)
    draw.text((MARGIN, LABEL_TOP), label, font=_font(LABEL_SIZE), fill=ACCENT)
    fitted = fit_title(title)
    for number, line in enumerate(fitted.lines):
        top = TITLE_TOP + number * fitted.size * LINE
        draw.text((MARGIN, top), line, font=_font(fitted.size), fill=INK)
    data = io.BytesIO()
    few_colours = image.quantize(
        128, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE
    )
    few_colours.save(data, "PNG", optimize=True)
    return data.getvalue()


def fit_title(title: str) -> FittedTitle:
    """Return the lines of a title in the largest type in which it fits its place."""
    height = TITLE_BOTTOM - TITLE_TOP
    width = WIDTH - 2 * MARGIN
    lines: list[str] = []
    for size in range(LARGEST, SMALLEST - 1, -STEP):
        lines = _wrap(title, size, width)
        fits = all(_font(size).getlength(line) <= width for line in lines)
        if fits and len(lines) * size * LINE <= height:
            return FittedTitle(size, _balanced(title, size, width, lines))
    words = [_cut(word, width) for word in title.split()]
    lines = _wrap(" ".join(words), SMALLEST, width)
    most = int(height / (SMALLEST * LINE))
    if len(lines) > most:
        last = lines[most - 1].rstrip(" -–,;:") + ELLIPSIS
        while _font(SMALLEST).getlength(last) > width:
            last = last[:-2] + ELLIPSIS
        lines = [*lines[: most - 1], last]
    return FittedTitle(SMALLEST, lines)


def _wrap(text: str, size: int, width: float) -> list[str]:
    """Return lines no wider than ``width``, but for words that are wider themselves.

    A word is broken only at its soft hyphens, and only where it would not fit.
    """
    font, lines, line = _font(size), [], ""
    for word in text.split():
        pieces = word.split(SOFT_HYPHEN)
        whole = "".join(pieces)
        longer = f"{line} {whole}".strip()
        if font.getlength(longer) <= width:
            line = longer
            continue
        if line and font.getlength(whole) <= width:
            lines.append(line)
            line = whole
            continue
        for number, piece in enumerate(pieces):
            longer = (line + piece) if number else f"{line} {piece}".strip()
            hyphen = "-" if number < len(pieces) - 1 else ""
            if line and font.getlength(longer + hyphen) > width:
                lines.append(line + ("-" if number else ""))
                line = piece
            else:
                line = longer
    return [*lines, line] if line else lines


def _balanced(text: str, size: int, width: int, lines: list[str]) -> list[str]:
    """Return as many lines of about the same length."""
    narrow, wide = width // 2, width
    while wide - narrow > 4:
        middle = (narrow + wide) // 2
        tried = _wrap(text, size, middle)
        fits = all(_font(size).getlength(line) <= middle for line in tried)
        if fits and len(tried) <= len(lines):
            wide, lines = middle, tried
        else:
            narrow = middle
    return lines


def _cut(word: str, width: float) -> str:
    """Return a word that fits on a line: the start of one that is wider than that."""
    font = _font(SMALLEST)
    plain = word.replace(SOFT_HYPHEN, "")
    if font.getlength(plain) <= width or SOFT_HYPHEN in word:
        return word
    while font.getlength(plain + ELLIPSIS) > width:
        plain = plain[:-1]
    return plain + ELLIPSIS


def _shore(key: UUID) -> Image.Image:
    """Return the ground of the card: a sky, a low sun, and water coming ashore."""
    # Not a secret: the same key has to give the same picture.
    chance = random.Random(key.int)  # noqa: S311 (a drawing, no secret)
    size = (WIDTH * FINE, HEIGHT * FINE)
    image = Image.new("RGB", size, SKY)
    draw = ImageDraw.Draw(image)
    radius = chance.randint(40, 68)
    sun_x = chance.randint(WIDTH // 2, WIDTH - 150) * FINE
    # Low enough to stay clear of the last line of a long title.
    sun_y = max(SHORE_TOP + chance.randint(0, 16), TITLE_BOTTOM + 6 + radius) * FINE
    radius *= FINE
    draw.ellipse(
        (sun_x - radius, sun_y - radius, sun_x + radius, sun_y + radius), fill=SUN
    )
    first = chance.randint(0, 2)
    colours = WATER[first : first + 4]
    for number, colour in enumerate(colours):
        share = number / (len(colours) - 1)
        level = (SHORE_TOP + share * (SHORE_BOTTOM - SHORE_TOP)) * FINE
        waves = [
            (
                chance.uniform(4, 15) * FINE,
                chance.uniform(0.6, 2.4) / size[0] * math.tau,
                chance.uniform(0, math.tau),
            )
            for _ in range(3)
        ]
        line = [
            (x, level + sum(h * math.sin(x * f + p) for h, f, p in waves))
            for x in range(0, size[0] + 8, 8)
        ]
        draw.polygon([*line, (size[0], size[1]), (0, size[1])], fill=colour)
    return image.resize((WIDTH, HEIGHT), Image.Resampling.BOX)
