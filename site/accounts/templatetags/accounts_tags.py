"""What the pages of signing in show."""

from django import template
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.simple_tag
def drawing(svg: str) -> SafeString:
    """Put a drawing that was made here into the page, without its XML declaration."""
    return mark_safe(svg[svg.index("<svg") :])  # noqa: S308 (drawn by us)
