"""What the translators' screen says of the request for a translation."""

from typing import Any

from django import template
from wagtail_localize.models import Translation

from translation.requests.asking import is_whole, may_ask
from translation.requests.models import TranslationRequest

register = template.Library()


@register.inclusion_tag("translation/requests/in_header.html", takes_context=True)
def request_for(
    context: template.Context, made: Translation, version: Any
) -> dict[str, Any]:
    """Show who is asked, by when, for how many words, and what to mind; one query."""
    asked = (
        TranslationRequest.objects.filter(translation=made, done_at=None)
        .select_related("assignee__wagtail_userprofile")
        .first()
    )
    is_left = asked or not is_whole(version, context["progress"])
    return {
        "request": context["request"],
        "made": made,
        "asked": asked,
        "may_ask": is_left and may_ask(context["request"].user, version),
    }
