"""What the checks find, for Wagtail's panel of checks."""

from django import template
from wagtail.models import Page

from articles.writing.checking import look_at
from articles.writing.findings import Finding

register = template.Library()


@register.simple_tag
def findings_of(page: Page) -> list[Finding]:
    """Return what the checks find on a saved page; [] for one that is new."""
    return look_at(page) if page.pk else []
