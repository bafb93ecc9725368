"""The segments of the demo content with their translations, as localize cuts them."""

from collections.abc import Iterator
from pathlib import Path

from wagtail_localize.strings import extract_strings

from espoo.management import demo_text

DEMO = Path(__file__).resolve().parents[3] / "site" / "demo"
# The headers of a demo text that are translated.
HEADERS = {
    *("Title", "Subtitle", "Lead", "Brief", "Role", "Unit", "Aim", "Tagline"),
    *("Image-alt", "Image-caption", "Image-credit", "Timeline", "Funding-note"),
}
NOT_WORDS = {"id", "type", "level", "url", "page", "image", "decorative", "consent"}


def pairs(source: str, target: str) -> Iterator[tuple[str, str, str]]:
    """Yield the name of each page with a segment in both languages."""
    for file in sorted(DEMO.rglob(f"{source}.txt")):
        other = file.with_name(f"{target}.txt")
        if not other.exists():
            continue
        there, here = dict(segments(file)), dict(segments(other))
        for place, text in there.items():
            if place in here:
                yield file.parent.name, text, here[place]


def segments(file) -> Iterator[tuple[tuple, str]]:
    text = demo_text.read(file)
    for name, values in text.header.items():
        if name in HEADERS or name.startswith("Contact-role"):
            for number, value in enumerate(values):
                yield (name, number), value.rpartition(" | ")[2]
    for summary in (False, True):
        blocks = text.blocks(lambda key: 1, lambda key: 1, summary=summary)
        for number, block in enumerate(blocks):
            for place, words in enumerate(words_of(block["value"])):
                yield (summary, block["type"], number, place), words


def words_of(value) -> Iterator[str]:
    if isinstance(value, str):
        if value.startswith("<"):
            yield from (string.data for string, _attrs in extract_strings(value)[1])
        elif value.strip():
            yield value
    elif isinstance(value, dict):
        for name, inner in value.items():
            if name not in NOT_WORDS:
                yield from words_of(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from words_of(inner)
