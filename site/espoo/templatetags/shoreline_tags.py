"""Template tags of the look: the shoreline drawn where a page has no photograph."""

import hashlib
import math
from collections.abc import Callable

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()

WIDTH, HEIGHT = 600, 400
# The stylesheet may show a band of 5:2 from the middle; the sun stays inside it.
SKY = 88
# Points of a line, edge to edge; few enough to keep the drawing at about 2 KB.
STEPS = 7
HUES = 4
FEWEST_LINES, MOST_LINES = 3, 5

Point = tuple[int, int]


@register.simple_tag
def shoreline(key: object) -> SafeString:
    """Return a drawing of three to five shorelines and a sun, as inline SVG.

    The same key gives the same drawing for ever, so a page that passes its
    ``translation_key`` looks alike in all its languages.  The colours come from the
    stylesheet (``shoreline-0`` to ``shoreline-3``), which knows light from dark.
    """
    digest = hashlib.sha256(str(key).encode()).digest()
    between = _choices(digest)
    number = round(between(FEWEST_LINES, MOST_LINES))
    horizon = between(0.42, 0.54) * HEIGHT
    gap = (HEIGHT * 0.9 - horizon) / number
    phase = between(0, math.tau)
    waves = between(0.7, 1.25)
    lines = []
    for line in range(number):
        # Far land is high and uneven, near water long and calm; each line follows
        # the one before it, as the depths on a chart do.
        height = 46 * (1 - 0.16 * line)
        phase += between(0.4, 1.1)
        detail = between(0, math.tau)
        lines.append(
            [
                (
                    round(WIDTH * step / STEPS),
                    round(
                        horizon
                        + gap * line
                        - height * 0.62 * math.sin(waves * step * 0.9 + phase)
                        - height * 0.38 * math.sin(waves * step * 1.9 + detail)
                    ),
                )
                for step in range(STEPS + 1)
            ]
        )
    radius = round(between(26, 38))
    sun_x = round(between(WIDTH / 6, WIDTH * 5 / 6))
    # The first line hides the foot of the sun, never the whole of it.
    step = round(sun_x / WIDTH * STEPS)
    sun_y = round(lines[0][step][1] - radius * between(0, 1.2))
    return format_html(
        '<svg class="shoreline shoreline-{}" viewBox="0 0 {} {}"'
        ' preserveAspectRatio="xMidYMid slice" aria-hidden="true" focusable="false">'
        '<circle class="shoreline-sun" cx="{}" cy="{}" r="{}"/>{}</svg>',
        digest[0] % HUES,
        WIDTH,
        HEIGHT,
        sun_x,
        max(sun_y, radius + SKY),
        radius,
        format_html_join(
            "", '<path d="{}V{}H0Z"/>', ((_curve(line), HEIGHT) for line in lines)
        ),
    )


def _choices(digest: bytes) -> Callable[[float, float], float]:
    """Return a function that picks the next number between two others.

    From the bytes of the digest and not from ``random``, whose numbers may differ from
    one version of Python to the next.
    """
    numbers = iter(digest)

    def between(low: float, high: float) -> float:
        return low + (high - low) * next(numbers) / 255

    return between


def _curve(points: list[Point]) -> str:
    """Return a smooth path through the points (Catmull-Rom, as cubic Béziers)."""
    before = [points[0], *points]
    after = [*points[2:], points[-1]]
    path = f"M{points[0][0]} {points[0][1]}"
    for index, (end, beyond) in enumerate(zip(points[1:], after, strict=True)):
        start, earlier = points[index], before[index]
        path += (
            f"C{start[0] + (end[0] - earlier[0]) / 6:.0f}"
            f" {start[1] + (end[1] - earlier[1]) / 6:.0f}"
            f" {end[0] - (beyond[0] - start[0]) / 6:.0f}"
            f" {end[1] - (beyond[1] - start[1]) / 6:.0f}"
            f" {end[0]} {end[1]}"
        )
    return path
