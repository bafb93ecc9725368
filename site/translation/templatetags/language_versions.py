"""What Wagtail's own screens are told about the languages of a page."""

from typing import Any

from django import template
from wagtail.models import Page

from translation.views.cascades import leaves_pair_alone, others_of
from translation.words import language_name

register = template.Library()


@register.simple_tag(takes_context=True)
def other_live_versions(context: template.Context, page: Page) -> dict[str, Any]:
    """Return the live versions in other languages, and whether the pair is broken."""
    user = context["request"].user
    return {
        "rows": [
            {
                "version": version,
                "code": version.locale.language_code,
                "name": language_name(version.locale.language_code),
                "may": version.permissions_for_user(user).can_unpublish(),
            }
            for version in others_of(page)
            if version.live
        ],
        "leaves_pair_alone": leaves_pair_alone(page),
    }
