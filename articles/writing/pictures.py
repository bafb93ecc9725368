"""Alternative texts of pictures (WCAG 2.2, 1.1.1)."""

import re
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from articles.writing.findings import Check, Finding
from articles.writing.reading import Place, Reading, blocks_of, label_of, place_of

_FILE_NAME = re.compile(
    r"^\S+\.(?:jpe?g|png|gif|webp|avif|svg|tiff?)$|^(?:IMG|DSC)_?\d"
)


def check(reading: Reading) -> Iterator[Finding]:
    """Yield pictures without a description, or with one that says nothing new."""
    page = reading.page
    if getattr(page, "lead_image_id", None):
        place = Place("lead_image_alt", label_of(page, "lead_image_alt"))
        yield from _look(
            page.lead_image_alt,
            page.lead_image_caption,
            page.lead_image_decorative,
            place,
        )
    for name, block in blocks_of(page):
        if block.block_type != "figure" or not block.value["image"]:
            continue
        image: Any = block.value["image"]
        yield from _look(
            image.contextual_alt_text or "",
            block.value["caption"],
            bool(image.decorative),
            place_of(page, name, block),
        )


def _look(
    alt: str, caption: str, is_decorative: bool, place: Place
) -> Iterator[Finding]:
    if is_decorative:
        return
    alt = alt.strip()
    why = _("Who does not see the picture gets this text in its place.")
    if not alt:
        yield Finding(
            Check.ALT,
            _("The picture is not described."),
            why,
            _("Describe the picture, or mark it as decorative."),
            place,
            stops=True,
        )
    elif _FILE_NAME.match(alt):
        yield Finding(
            Check.ALT,
            _("The alternative text “%(text)s” is the name of a file.") % {"text": alt},
            why,
            _("Say in one sentence what the picture shows."),
            place,
        )
    elif caption and alt.rstrip(".").lower() == caption.strip().rstrip(".").lower():
        yield Finding(
            Check.ALT,
            _("The alternative text repeats the caption."),
            _("Who listens to the page hears the same twice."),
            _("Say what the picture shows, or mark it as decorative."),
            place,
        )
