"""Draw the pictures of the demo content.

Every picture is a calm "shoreline": smooth contour lines, flat bands of colour
and a sun, in the palette of the site.  The drawings are deterministic, so a
second run gives the same pictures.

    python site/demo/pictures.py
"""

import math
import random
from collections.abc import Callable, Sequence
from pathlib import Path

from PIL import Image, ImageDraw

FOLDER = Path(__file__).resolve().parent / "images"
WIDTH, HEIGHT = 1200, 800
SCALE = 3  # drawn three times larger, then scaled down: smooth edges
MOST_BYTES = 60_000

Colour = tuple[int, int, int]
Point = tuple[float, float]

PAPER = (255, 255, 255)
MIST = (242, 246, 250)
TINT = (227, 238, 251)
INK = (22, 33, 46)
DEEP = (0, 48, 111)
NIGHT = (14, 23, 36)
BLUE = (0, 80, 187)
BLUE_2 = (50, 115, 201)
SKY = (153, 185, 228)
WATER = (159, 193, 211)
PETROL = (31, 99, 144)
EMERALD = (3, 133, 114)
MOSS = (28, 107, 74)
LIME = (198, 219, 0)
VIOLET = (157, 85, 195)
PLUM = (91, 45, 142)
ORANGE = (255, 115, 0)
SUN = (245, 184, 0)
ROWAN = (168, 50, 31)


def mix(first: Colour, second: Colour, share: float) -> Colour:
    """Return a colour between two others; ``share`` 1 is the second."""
    red, green, blue = (
        round(a + (b - a) * share) for a, b in zip(first, second, strict=True)
    )
    return red, green, blue


class Sheet:
    """A drawing surface measured in the units of the finished picture."""

    def __init__(self, top: Colour, bottom: Colour, size: Point = (WIDTH, HEIGHT)):
        self.width, self.height = size
        pixels = round(self.width * SCALE), round(self.height * SCALE)
        shade = Image.linear_gradient("L").resize(pixels)
        self.image = Image.composite(
            Image.new("RGB", pixels, bottom), Image.new("RGB", pixels, top), shade
        )
        self.draw = ImageDraw.Draw(self.image)

    def area(self, points: Sequence[Point], colour: Colour) -> None:
        """Fill a closed shape."""
        self.draw.polygon([(x * SCALE, y * SCALE) for x, y in points], fill=colour)

    def line(self, points: Sequence[Point], colour: Colour, width: float = 2.5) -> None:
        """Draw an open line with rounded ends."""
        scaled = [(x * SCALE, y * SCALE) for x, y in points]
        self.draw.line(scaled, fill=colour, width=round(width * SCALE), joint="curve")
        for x, y in (points[0], points[-1]):
            self.disc(x, y, width / 2, colour)

    def disc(self, x: float, y: float, radius: float, colour: Colour) -> None:
        """Fill a circle."""
        self.draw.ellipse(
            [
                (value) * SCALE
                for value in (x - radius, y - radius, x + radius, y + radius)
            ],
            fill=colour,
        )

    def ring(
        self, x: float, y: float, radius: float, colour: Colour, width: float
    ) -> None:
        """Draw the outline of a circle."""
        box = [
            (value) * SCALE
            for value in (x - radius, y - radius, x + radius, y + radius)
        ]
        self.draw.ellipse(box, outline=colour, width=round(width * SCALE))

    def save(self, name: str) -> None:
        """Scale down and write a JPEG below the size limit."""
        small = self.image.resize(
            (round(self.width), round(self.height)), Image.Resampling.LANCZOS
        )
        path = FOLDER / f"{name}.jpg"
        for quality in range(90, 49, -4):
            small.save(path, quality=quality, optimize=True, progressive=True)
            if path.stat().st_size <= MOST_BYTES:
                return


def wave(
    seed: int, height: float, swell: float, slope: float = 0.0
) -> Callable[[float], float]:
    """Return a smooth curve across the sheet: a few slow sines."""
    chance = random.Random(seed)  # noqa: S311  a drawing, not a secret
    parts = [
        (
            swell / (n + 1),
            (n + 0.6) * 2 * math.pi / 1500,
            chance.uniform(0, 2 * math.pi),
        )
        for n in range(3)
    ]

    def at(x: float) -> float:
        return height + slope * x + sum(a * math.sin(f * x + p) for a, f, p in parts)

    return at


def along(
    curve: Callable[[float], float], start: float = -20, end: float = 1220
) -> list[Point]:
    """Return points of a curve from left to right."""
    step = 8
    count = round((end - start) / step)
    return [(start + step * n, curve(start + step * n)) for n in range(count + 1)]


def bend(start: Point, first: Point, second: Point, end: Point) -> list[Point]:
    """Return points of a cubic Bézier curve."""
    points = []
    for n in range(121):
        t = n / 120
        a, b, c, d = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
        points.append(
            (
                a * start[0] + b * first[0] + c * second[0] + d * end[0],
                a * start[1] + b * first[1] + c * second[1] + d * end[1],
            )
        )
    return points


def land(sheet: Sheet, curve: Callable[[float], float], colour: Colour) -> None:
    """Fill everything below a curve."""
    sheet.area([*along(curve), (1220, 820), (-20, 820)], colour)


def glitter(sheet: Sheet, x: float, top: float, colour: Colour, rows: int = 9) -> None:
    """Draw the path of light under a sun: short strokes that widen downwards."""
    for n in range(rows):
        y = top + n * 24 + n * n * 1.2
        half = 24 + n * 9 + (18 if n % 2 else 0)
        shift = 10 if n % 3 == 1 else -8 if n % 3 == 2 else 0
        sheet.line([(x - half + shift, y), (x + half + shift, y)], colour, 4)


def one_helpline_many_languages() -> None:
    """Twenty-five lines from the left meet at one sun."""
    sheet = Sheet(MIST, mix(TINT, SKY, 0.5))
    sun = (905.0, 330.0)
    low = wave(3, 640, 26)
    land(sheet, low, mix(SKY, WATER, 0.5))
    land(sheet, wave(4, 715, 18), BLUE_2)
    for n in range(25):
        start = (-20.0, 70 + n * 27.5)
        sway = 60 * math.sin(n * 0.9)
        points = bend(start, (300, start[1] + sway), (560, sun[1] + (n - 12) * 16), sun)
        sheet.line(points, mix(BLUE, SKY, (n % 5) / 6), 3)
    sheet.disc(*sun, 132, mix(MIST, SUN, 0.25))
    sheet.disc(*sun, 92, SUN)
    sheet.save("one-helpline-many-languages")


def riga_ngo_house() -> None:
    """An island seen from above, ringed by contour lines."""
    sheet = Sheet(mix(WATER, PAPER, 0.45), mix(WATER, PETROL, 0.25))
    centre = (640.0, 420.0)
    for n in range(13):
        size = 620 - n * 44
        colour = (
            mix(WATER, PETROL, 0.12 + n * 0.06)
            if n < 7
            else mix(MOSS, LIME, (n - 6) / 11)
        )
        points = []
        for step in range(241):
            turn = 2 * math.pi * step / 240
            reach = size * (
                1
                + 0.10 * math.sin(2 * turn + 0.6 + n * 0.07)
                + 0.06 * math.sin(3 * turn + 2.1 - n * 0.05)
                + 0.03 * math.sin(5 * turn + n * 0.1)
            )
            points.append(
                (
                    centre[0] + reach * math.cos(turn),
                    centre[1] + 0.62 * reach * math.sin(turn),
                )
            )
        sheet.area(points, colour)
        sheet.line(points, mix(colour, PAPER, 0.45), 2)
    sheet.disc(655, 412, 34, SUN)
    sheet.save("riga-ngo-house")


def town_hall_pilot() -> None:
    """Half rings of seats around a low sun, as in an amphitheatre."""
    sheet = Sheet(PAPER, TINT)
    chance = random.Random(11)  # noqa: S311  a drawing, not a secret
    for n in range(9, 0, -1):
        radius = 110 + n * 72
        sheet.disc(600, 800, radius, mix(TINT, BLUE, 0.92 - n * 0.1))
    for n in range(1, 9):
        radius = 146 + n * 72
        seats = 6 + n * 3
        for seat in range(seats):
            turn = math.pi * (seat + 0.5) / seats
            x, y = 600 - radius * math.cos(turn), 800 - radius * math.sin(turn)
            warm = chance.random() < 0.14
            sheet.disc(x, y, 9, SUN if warm else PAPER)
    sheet.disc(600, 800, 150, mix(SUN, PAPER, 0.55))
    sheet.disc(600, 800, 112, SUN)
    sheet.save("town-hall-pilot")


def hello_espoo() -> None:
    """A large sun rises behind the horizon of a blue sea."""
    sheet = Sheet(mix(SKY, PAPER, 0.75), mix(SUN, PAPER, 0.7))
    sheet.disc(430, 420, 236, mix(SUN, PAPER, 0.55))
    sheet.disc(430, 420, 178, SUN)
    land(sheet, wave(21, 402, 14, -0.03), mix(PETROL, SKY, 0.45))
    land(sheet, lambda x: 462, mix(BLUE, SKY, 0.35))
    for n in range(7):
        colour = mix(BLUE_2, DEEP, n / 6)
        curve = wave(30 + n, 505 + n * 46, 11 + n)
        land(sheet, curve, colour)
        sheet.line(along(curve), mix(colour, PAPER, 0.35), 2)
    glitter(sheet, 430, 484, mix(SUN, PAPER, 0.3), 8)
    sheet.save("hello-espoo")


def information_service() -> None:
    """A light on a headland throws one beam over the evening sea."""
    sheet = Sheet(mix(PLUM, DEEP, 0.55), mix(VIOLET, PAPER, 0.55))
    beam = mix(mix(PLUM, DEEP, 0.3), SUN, 0.42)
    sheet.area([(903, 262), (-20, 120), (-20, 420)], beam)
    sheet.area([(903, 262), (-20, 210), (-20, 330)], mix(beam, SUN, 0.35))
    land(sheet, wave(41, 520, 12), mix(VIOLET, DEEP, 0.55))
    hill = bend((560, 640), (720, 590), (780, 420), (905, 416))
    hill += bend((905, 416), (1030, 414), (1120, 450), (1230, 470))
    sheet.area([*hill, (1230, 820), (560, 820)], mix(NIGHT, DEEP, 0.25))
    for n in range(6):
        colour = mix(mix(VIOLET, DEEP, 0.62), DEEP, n / 6)
        curve = wave(44 + n, 590 + n * 38, 12)
        land(sheet, curve, colour)
        sheet.line(along(curve), mix(colour, PAPER, 0.25), 2)
    tower = mix(PAPER, VIOLET, 0.12)
    sheet.area([(876, 425), (888, 288), (918, 288), (930, 425)], tower)
    sheet.area([(881, 370), (885, 326), (921, 326), (925, 370)], ROWAN)
    sheet.area([(880, 290), (926, 290), (926, 282), (880, 282)], NIGHT)
    sheet.disc(903, 262, 36, mix(SUN, PAPER, 0.5))
    sheet.disc(903, 262, 22, SUN)
    sheet.save("information-service")


def languages_in_figures() -> None:
    """Layers of shore in many colours, as in a cut through the ground."""
    sheet = Sheet(PAPER, MIST)
    sheet.disc(930, 150, 62, SUN)
    colours = [
        mix(SKY, PAPER, 0.4), SKY, BLUE_2, BLUE, DEEP, PETROL, EMERALD,
        mix(EMERALD, LIME, 0.55), LIME, mix(LIME, SUN, 0.6),
        ORANGE, ROWAN, VIOLET, PLUM,
    ]  # fmt: skip
    for n, colour in enumerate(colours):
        curve = wave(60 + n // 2, 262 + n * 39, 54 - n * 2, -0.05 + n * 0.006)
        land(sheet, curve, mix(colour, PAPER, 0.12))
        sheet.line(along(curve), PAPER, 3)
    sheet.save("languages-in-figures")


def ai_translation_trial() -> None:
    """A shore of hills and its broken reflection in still water."""
    sheet = Sheet(mix(PETROL, PAPER, 0.78), mix(PETROL, PAPER, 0.95))
    middle = 410
    sheet.disc(800, 236, 70, SUN)
    sheet.area(
        [(-20, middle), (1220, middle), (1220, 820), (-20, 820)],
        mix(WATER, PAPER, 0.35),
    )
    layers = [
        (wave(81, 292, 60), mix(EMERALD, PAPER, 0.55)),
        (wave(84, 342, 46), mix(EMERALD, PETROL, 0.35)),
        (wave(86, 384, 22), mix(PETROL, DEEP, 0.6)),
    ]
    for curve, colour in layers:
        top = along(curve)
        sheet.area([*top, (1220, middle), (-20, middle)], colour)
        mirrored = [(x, 2 * middle - min(y, middle)) for x, y in top]
        sheet.area(
            [*mirrored, (1220, middle), (-20, middle)],
            mix(colour, mix(WATER, PAPER, 0.35), 0.5),
        )
    sheet.disc(800, 2 * middle - 236, 70, mix(SUN, mix(WATER, PAPER, 0.35), 0.4))
    pale = mix(WATER, PAPER, 0.35)
    for n in range(17):
        y = middle + 14 + n * 21
        sway = wave(100 + n, y, 3)
        sheet.line(along(sway), mix(pale, PAPER, 0.35), 2 + n * 0.45)
    sheet.line([(-20, middle), (1220, middle)], PAPER, 4)
    sheet.save("ai-translation-trial")


def ngos_and_authorities() -> None:
    """Two headlands reach towards each other; the sun stands between them."""
    sheet = Sheet(mix(ORANGE, PAPER, 0.86), mix(SUN, PAPER, 0.8))
    sheet.disc(600, 330, 150, mix(SUN, PAPER, 0.55))
    sheet.disc(600, 330, 104, SUN)
    land(sheet, lambda x: 430, mix(WATER, PAPER, 0.3))
    glitter(sheet, 600, 452, mix(SUN, PAPER, 0.25), 10)
    for n in range(6):
        reach = 520 - n * 74
        top = 330 + n * 62
        left = bend(
            (-20, top - 90),
            (reach * 0.5, top - 96),
            (reach * 0.7, top),
            (reach, top + 104),
        )
        left += bend(
            (reach, top + 104),
            (reach * 0.6, top + 130),
            (200, top + 190),
            (-20, top + 210),
        )
        colour = mix(mix(EMERALD, PAPER, 0.25), MOSS, n / 5)
        sheet.area([*left, (-20, 820)], colour)
        sheet.line(left[:121], mix(colour, PAPER, 0.4), 2.5)
        right = [(1200 - x, y + 18) for x, y in left]
        colour = mix(mix(BLUE_2, PAPER, 0.25), DEEP, n / 5)
        sheet.area([*right, (1220, 820)], colour)
        sheet.line(right[:121], mix(colour, PAPER, 0.4), 2.5)
    sheet.save("ngos-and-authorities")


def citizenship_celebration() -> None:
    """Strings of small lights over a dark bay, and their reflections."""
    sheet = Sheet(NIGHT, mix(DEEP, BLUE_2, 0.35))
    chance = random.Random(7)  # noqa: S311  a drawing, not a secret
    land(sheet, wave(121, 470, 26), mix(DEEP, NIGHT, 0.35))
    land(sheet, lambda x: 520, mix(DEEP, BLUE, 0.25))
    for n in range(6):
        curve = wave(126 + n, 566 + n * 42, 8)
        sheet.line(along(curve), mix(DEEP, SKY, 0.22 + n * 0.03), 2)
    for row in range(3):
        sag, top = 120 + row * 24, 70 + row * 92
        for part in range(3):
            start = -60 + part * 440 + row * 60

            def rope(
                x: float, start: float = start, sag: float = sag, top: float = top
            ) -> float:
                share = (x - start) / 440
                return top + sag * 4 * share * (1 - share)

            points = [
                (start + 440 * s / 60, rope(start + 440 * s / 60)) for s in range(61)
            ]
            sheet.line(points, mix(NIGHT, SKY, 0.45), 2)
            for lamp in range(1, 9):
                x = start + 440 * lamp / 9
                y = rope(x) + 9
                warm = chance.choice([SUN, SUN, mix(SUN, PAPER, 0.5), ORANGE, LIME])
                sheet.disc(x, y, 17, mix(NIGHT, warm, 0.3))
                sheet.disc(x, y, 9, warm)
                if row == 2:
                    for dash in range(6):
                        level = 536 + dash * 19 + (5 if lamp % 2 else 0)
                        half = 13 - dash * 1.8
                        shift = chance.uniform(-3, 3)
                        glow = mix(warm, DEEP, 0.35 + dash * 0.1)
                        ends = [(x - half + shift, level), (x + half + shift, level)]
                        sheet.line(ends, glow, 3)
    sheet.save("citizenship-celebration")


def competence_centre() -> None:
    """Terraces climb from the water on the left to the sun on the right."""
    sheet = Sheet(MIST, mix(LIME, PAPER, 0.8))
    sheet.disc(985, 170, 84, SUN)
    for n in range(9):
        colour = mix(mix(EMERALD, PAPER, 0.55), mix(DEEP, EMERALD, 0.25), n / 8)

        def step(x: float, n: int = n) -> float:
            rise = 0.0
            for edge in range(4):
                rise += 78 / (1 + math.exp(-(x - 240 - edge * 230 + n * 26) / 26))
            return 610 - rise + n * 42 + 6 * math.sin(x / 130 + n)

        land(sheet, step, colour)
        sheet.line(along(step), mix(colour, PAPER, 0.5), 2.5)
    sheet.save("competence-centre")


def six_cities() -> None:
    """Six lights on a dark sea; lines join the largest to the other five."""
    sheet = Sheet(mix(DEEP, NIGHT, 0.25), mix(DEEP, BLUE, 0.35))
    for n in range(16):
        curve = wave(160 + n, 40 + n * 50, 20, 0.01)
        sheet.line(along(curve), mix(DEEP, SKY, 0.2), 2)
    lead = (760.0, 300.0)
    for x, y in ((700, 120), (170, 420), (300, 660), (640, 600), (980, 640)):
        points = bend(
            lead, (lead[0], (lead[1] + y) / 2), ((x + lead[0]) / 2, y), (x, y)
        )
        sheet.line(points, mix(SUN, DEEP, 0.25), 4)
        sheet.disc(x, y, 34, mix(DEEP, SUN, 0.3))
        sheet.disc(x, y, 20, PAPER)
    sheet.disc(*lead, 74, mix(DEEP, SUN, 0.35))
    sheet.disc(*lead, 48, SUN)
    sheet.save("six-cities")


def twelve_languages() -> None:
    """Twelve wavy lines, each of its own colour, like twelve lines of text."""
    sheet = Sheet(PAPER, MIST)
    colours = [
        BLUE, BLUE_2, PETROL, EMERALD, MOSS, mix(LIME, MOSS, 0.3),
        SUN, ORANGE, ROWAN, VIOLET, PLUM, DEEP,
    ]  # fmt: skip
    chance = random.Random(12)  # noqa: S311  a drawing, not a secret
    for n, colour in enumerate(colours):
        curve = wave(200, 92 + n * 56, 14)
        x = 110.0
        while x < 1010:
            word = chance.randint(70, 230)
            end = min(x + word, 1090)
            sheet.line(along(curve, x, end), colour, 17)
            x = end + 44
    sheet.save("twelve-languages")


def network_mark() -> None:
    """A plain mark for a funding note: six points around a ring of waves."""
    sheet = Sheet(PAPER, PAPER, (600, 400))
    sheet.ring(300, 200, 132, DEEP, 10)
    for n in range(6):
        turn = 2 * math.pi * n / 6 - math.pi / 2
        x, y = 300 + 132 * math.cos(turn), 200 + 132 * math.sin(turn)
        sheet.disc(x, y, 32, PAPER)
        sheet.disc(x, y, 22, SUN if n == 0 else BLUE)
    for n in range(3):
        y = 168 + n * 32
        points = [
            (232 + 136 * s / 60, y + 9 * math.sin(s / 60 * 4 * math.pi))
            for s in range(61)
        ]
        sheet.line(points, BLUE_2, 8)
    sheet.save("network-mark")


PICTURES = (
    one_helpline_many_languages,
    riga_ngo_house,
    town_hall_pilot,
    hello_espoo,
    information_service,
    languages_in_figures,
    ai_translation_trial,
    ngos_and_authorities,
    citizenship_celebration,
    competence_centre,
    six_cities,
    twelve_languages,
    network_mark,
)


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for picture in PICTURES:
        picture()
