"""What the checks find, for Wagtail's panel of checks."""

from django import template
from wagtail.models import Page

from articles.writing.checking import look_at
from articles.writing.findings import Finding

register = template.Library()


@register.simple_tag
def findings_of(page: Page) -> list[Finding]:
    """Return what the checks find in the saved draft of a page; [] for one that is new.

    A form that was refused may have put anything into the page in memory.
    """
    if not page.pk:
        return []
    return look_at(Page.objects.get(pk=page.pk).get_latest_revision_as_object())
