"""Template tags of the head: what it tells machines."""

from django import template
from wagtail.models import Page

from espoo.metadata import Metadata, metadata_of, metadata_of_choice, shortened
from espoo.surroundings import Surroundings

register = template.Library()
register.filter("shortened", shortened)


@register.simple_tag(takes_context=True)
def metadata(context: template.Context, here: Surroundings) -> Metadata:
    """Return what the head tells machines of the page that is shown."""
    page = context.get("page")
    shown = {str(name): value for name, value in context.flatten().items()}
    return metadata_of(page if isinstance(page, Page) else None, here, shown)


@register.simple_tag(name="metadata_of_choice")
def choice(choices: list[tuple[str, str, str]]) -> Metadata:
    """Return what the page tells on which a language is chosen.

    ``choices`` are the code, name and address of each language.
    """
    return metadata_of_choice([code for code, _name, _url in choices])
