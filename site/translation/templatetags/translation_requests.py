"""What the translators' screen says of the request for a translation."""

from typing import Any

from django import template
from wagtail_localize.models import Translation

from translation.requests.asking import may_ask
from translation.requests.models import TranslationRequest

register = template.Library()


@register.inclusion_tag("translation/requests/in_header.html", takes_context=True)
def request_for(
    context: template.Context, made: Translation, version: Any
) -> dict[str, Any]:
    """Show who is asked, by when, for how many words, and what to mind; one query."""
    return {
        "made": made,
        "asked": TranslationRequest.objects.filter(translation=made)
        .select_related("assignee__wagtail_userprofile")
        .first(),
        "may_ask": may_ask(context["request"].user, version),
    }
