"""Leads writers to the links that show a draft to others."""

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from articles.sharing.screen import screen
from translation.roles import has_right


@hooks.register("register_admin_urls")
def screens() -> list[URLPattern]:
    """Give the screen its address."""
    return [path("draft-links/<int:page_id>/", screen, name="draft_links")]


@hooks.register("register_page_header_buttons")
def draft_links_button(
    page: Page, user: Any, next_url: str | None = None, view_name: str | None = None
) -> Iterator[Button]:
    """Lead those who may write a page to the links that show its draft."""
    if page.depth > 1 and has_right(user, page, "change"):
        yield Button(
            _("Links to the draft"),
            reverse("draft_links", args=[page.pk]),
            icon_name="link",
            priority=58,
        )
