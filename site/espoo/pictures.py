"""The sizes and formats in which pictures are shown, made before any reader asks.

Never in a reader's request: a task makes them when a picture is uploaded or its focal
point is moved, and a command makes those that are missing.
"""

from collections import defaultdict
from collections.abc import Iterable
from functools import partial, wraps
from typing import Any

from django.db import models
from django.db.models.signals import post_save
from django.dispatch import receiver
from django_tasks import task
from PIL import UnidentifiedImageError
from wagtail.fields import StreamField
from wagtail.images.models import Filter, SourceImageIOError
from willow.plugins.pillow import PillowImage

from background import later
from espoo.models import Picture, PictureRendition

# Newest format first: a browser takes the first that it knows.
FORMATS = ["avif", "webp"]
SIZES = {
    "lead": ["fill-480x320", "fill-800x533", "fill-1280x853"],
    "figure": ["width-480", "width-960"],
    "emblem": ["max-240x120"],
}
# For browsers that know none of the formats.
FALLBACK = {
    "lead": "fill-800x533|format-jpeg",
    "figure": "width-960|format-jpeg",
    "emblem": "max-240x120|format-png",
}
# From 0, slow and small, to 10.  Willow leaves it at Pillow's 6, which takes two to
# three times as long for 2 to 4 % fewer bytes.
AVIF_SPEED = 7


def quicken_avif() -> None:
    """Have AVIF made at our speed; neither Wagtail nor Willow has an option for it."""
    save_as_avif = PillowImage.save_as_avif

    @wraps(save_as_avif)
    def quick(willow: PillowImage, *args: Any, **kwargs: Any) -> Any:
        willow.image.save = partial(willow.image.save, speed=AVIF_SPEED)
        try:
            return save_as_avif(willow, *args, **kwargs)
        finally:
            del willow.image.save

    PillowImage.save_as_avif = quick


def filter_specs(shape: str) -> list[str]:
    """Return what one shape is made in, by format and then size, the fallback last."""
    made = [f"{size}|format-{name}" for name in FORMATS for size in SIZES[shape]]
    return [*made, FALLBACK[shape]]


@receiver(post_save, sender=Picture, dispatch_uid="make_renditions")
def order_renditions(instance: Picture, raw: bool = False, **kwargs: Any) -> None:
    """Have the picture made ready once it stands in the database."""
    if not raw:
        later.do(make_renditions, instance.pk)


@task
def make_renditions(picture_id: int) -> int:
    """Make what is missing of a picture, and return how many files it has.

    0 where the picture is gone or its file cannot be read.
    """
    picture = Picture.objects.filter(pk=picture_id).first()
    if picture is None:
        return 0
    specs = [spec for shape in SIZES for spec in filter_specs(shape)]
    try:
        return len(picture.get_renditions(*specs))
    # The file was removed, or is no picture after all: no trying again helps.
    except (FileNotFoundError, SourceImageIOError, UnidentifiedImageError):
        return 0


def picture_ids_in(page: models.Model) -> set[int]:
    """Return the ids of the pictures in the streams of a page."""
    found: set[int] = set()
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            value = field.value_from_object(page)
            references = value.stream_block.extract_references(value)
            found |= {int(pk) for model, pk, *_ in references if model is Picture}
    return found


class ReadyPictures:
    """What is ready of the pictures that one answer shows.

    Those of the page are looked up together on first use, any other on its own.
    """

    def __init__(self, page: models.Model | None) -> None:
        self.page = page
        self.known: dict[int, list[PictureRendition]] | None = None

    def of(self, picture: Picture, shape: str) -> dict[str, PictureRendition]:
        """Return the files of a shape by their filter; {} where one is missing."""
        if self.known is None:
            ids = picture_ids_in(self.page) if self.page else set()
            self.known = _renditions_of({picture.pk, *ids})
        elif picture.pk not in self.known:
            self.known |= _renditions_of([picture.pk])
        specs = filter_specs(shape)
        # A moved focal point leaves the old cuts behind until the new ones are made.
        keys = {spec: Filter(spec=spec).get_cache_key(picture) for spec in specs}
        ready = {
            one.filter_spec: one
            for one in self.known[picture.pk]
            if keys.get(one.filter_spec) == one.focal_point_key
        }
        return ready if len(ready) == len(specs) else {}


def _renditions_of(picture_ids: Iterable[int]) -> dict[int, list[PictureRendition]]:
    """Return what was made of each picture, in one query."""
    found: dict[int, list[PictureRendition]] = defaultdict(list)
    for one in PictureRendition.objects.filter(image__in=picture_ids):
        found[one.image_id].append(one)
    return {pk: found[pk] for pk in picture_ids}
