"""Shows pictures as they were made ready."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from wagtail.images.models import AbstractRendition

from espoo.models import Picture
from espoo.pictures import FALLBACK, FORMATS, SIZES, ReadyPictures

register = template.Library()


@register.simple_tag(takes_context=True)
def ready_picture(
    context: template.Context,
    picture: Picture | None,
    shape: str,
    *,
    alt: str = "",
    sizes: str = "",
    is_first: bool = False,
) -> SafeString:
    """Return a ``<picture>`` in every size and format of its shape, '' without one.

    One that is not ready yet is shown as it was uploaded: nothing is made while a
    reader waits.  ``is_first`` for what a reader sees before scrolling.
    """
    if not picture:
        return SafeString("")
    made = _ready_pictures(context).of(picture, shape)
    if not made:
        return _img(picture.file.url, picture, alt, is_first)
    fallback = made[FALLBACK[shape]]
    sources = format_html_join(
        "",
        '<source type="image/{}" srcset="{}"{}>',
        (
            (
                name,
                _srcset([made[f"{size}|format-{name}"] for size in SIZES[shape]]),
                format_html(' sizes="{}"', sizes) if sizes else "",
            )
            for name in FORMATS
        ),
    )
    img = _img(fallback.url, fallback, alt, is_first)
    return format_html("<picture>{}{}</picture>", sources, img)


def _ready_pictures(context: template.Context) -> ReadyPictures:
    """Return the look-up of this answer, kept on its request."""
    request = context.get("request")
    found = getattr(request, "ready_pictures", None)
    if not isinstance(found, ReadyPictures):
        found = ReadyPictures(context.get("page"))
        if request is not None:
            request.ready_pictures = found
    return found


def _srcset(renditions: list[AbstractRendition]) -> str:
    """Return the addresses with their widths; a small original gives a width once."""
    by_width = {one.width: one.url for one in renditions}
    if len(by_width) == 1:
        return next(iter(by_width.values()))
    return ", ".join(f"{url} {width}w" for width, url in sorted(by_width.items()))


def _img(
    url: str, measured: Picture | AbstractRendition, alt: str, is_first: bool
) -> SafeString:
    return format_html(
        '<img src="{}" width="{}" height="{}" alt="{}" {}>',
        url,
        str(measured.width),  # a number would get its language's thousands separator
        str(measured.height),
        alt,
        SafeString('fetchpriority="high"' if is_first else 'loading="lazy"'),
    )
