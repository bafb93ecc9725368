"""What a link to a draft shows: the text in each language, as it is being written."""

from wagtail.models import Page

from translation.publishing import build, translation_of
from translation.together import versions_of


def shown_versions(page: Page) -> list[Page]:
    """Return the versions of a text that a link may show, in the site's order.

    One that is behind a password or login, itself or by a page above it, is not shown
    to those who have a link either.
    """
    return [
        version
        for version in versions_of(page.translation_key)
        if not version.get_view_restrictions().exists()
    ]


def draft_of(version: Page) -> Page:
    """Return a version as it would be published now; nothing is saved."""
    made = translation_of(version)
    return build(made) if made else version.get_latest_revision_as_object()
