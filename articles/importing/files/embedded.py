"""Pictures inside a file: which are taken, and why the others are not."""

import io
import warnings
from pathlib import PurePosixPath

from django.utils.translation import gettext as _
from PIL import Image, UnidentifiedImageError

from articles.importing.files.parts import EmbeddedPicture

MOST_PICTURES = 40
MOST_PICTURE_BYTES = 10 * 1024 * 1024
MOST_MEGAPIXELS = 50
# Pillow's names of what the picture library takes, with their extension there.
FORMATS = {"JPEG": "jpg", "PNG": "png", "GIF": "gif", "WEBP": "webp", "AVIF": "avif"}
# Descriptions that a program has made up say so themselves.
_MADE_UP = (
    "automatically generated",
    "ai-generated content",
    "automaattisesti luotu",
    "automatiskt genererad",
    "genererats automatiskt",
)


def picture_of(name: str, data: bytes, alt_text: str = "") -> EmbeddedPicture:
    """Return a picture, without its data where the library cannot take it.

    Only the head of the picture is read: its pixels are counted before any is made.
    """
    name = PurePosixPath(name).name or "picture"
    alt_text = " ".join(alt_text.split())
    if any(words in alt_text.casefold() for words in _MADE_UP):
        alt_text = ""
    problem = ""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data)) as image:
                pixels, kind = image.width * image.height, image.format or ""
    except Image.DecompressionBombError:
        pixels, kind = MOST_MEGAPIXELS * 2_000_000, ""
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError):
        pixels, kind = 0, ""
    if pixels > MOST_MEGAPIXELS * 1_000_000:
        problem = _(
            "The picture %(name)s has more than %(n)s million pixels. Make it smaller "
            "and add it to the draft."
        ) % {"name": name, "n": MOST_MEGAPIXELS}
    elif len(data) > MOST_PICTURE_BYTES:
        problem = _(
            "The picture %(name)s is larger than %(n)s MB. Make it smaller and add it "
            "to the draft."
        ) % {"name": name, "n": MOST_PICTURE_BYTES // (1024 * 1024)}
    elif kind not in FORMATS:
        problem = _(
            "The picture %(name)s is of a kind that browsers do not show. Save it as "
            "JPEG or PNG and add it to the draft."
        ) % {"name": name}
    if problem:
        return EmbeddedPicture(name, alt_text=alt_text, problem=problem)
    stem = PurePosixPath(name).stem or "picture"
    return EmbeddedPicture(f"{stem}.{FORMATS[kind]}", data, alt_text)


def missing_picture(name: str, alt_text: str = "") -> EmbeddedPicture:
    """Return a picture that a file only points to."""
    return EmbeddedPicture(
        PurePosixPath(name).name or "picture",
        alt_text=alt_text,
        problem=_("The picture is not in the file: the file only links to it."),
    )


def too_many_pictures(name: str) -> EmbeddedPicture:
    """Return a picture of a file that has more than are taken."""
    return EmbeddedPicture(
        name,
        problem=_("The file has more than %(n)s pictures: this one was left out.")
        % {"n": MOST_PICTURES},
    )
