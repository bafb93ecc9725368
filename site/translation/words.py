"""The words of a page or snippet, cut as wagtail-localize cuts them."""

from collections import defaultdict

from django.db import models
from django.utils.translation import get_language_info
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments


def string_values(instance: models.Model) -> dict[str, list[str]]:
    """Return the instance's texts by segment path, in order, as localize cuts them."""
    texts: dict[str, list[str]] = defaultdict(list)
    for segment in extract_segments(instance):
        if isinstance(segment, StringSegmentValue):
            texts[segment.path].append(segment.string.data)
    return texts


def language_name(code: str) -> str:
    """Return what a language is called in the language of the interface."""
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code
