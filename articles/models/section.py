"""What the section pages of a language have in common."""

from typing import TypeVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page

from espoo.blocks import RICH_TEXT
from translation.links import LinkingPage
from translation.originals import IndependentOriginal

Snippet = TypeVar("Snippet", bound=models.Model)


class SectionPage(IndependentOriginal, LinkingPage):
    """A list with an introduction, once under the front page of each language."""

    intro = RichTextField(_("introduction"), blank=True, features=RICH_TEXT)

    content_panels = [*Page.content_panels, FieldPanel("intro")]
    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1

    class Meta:
        abstract = True


def live_with_locale(model: type[Snippet], pk: int | None) -> Snippet | None:
    """Return a snippet with its locale if it is published, else None."""
    if not pk:
        return None
    return (
        model._default_manager.select_related("locale").filter(pk=pk, live=True).first()
    )
