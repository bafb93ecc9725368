"""The guides for those who work in the admin, shown there from docs/guides.

Each guide is a Markdown file for each language, ``<name>.<language>.md``, readable on
its own too.  It names other guides and its pictures by their files.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import PurePosixPath
from typing import Any

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token
from wagtail.admin.menu import MenuItem

FOLDER = settings.PROJECT_DIR / "docs" / "guides"
PICTURES = settings.PROJECT_DIR / "docs" / "images" / "guides"
NAMES = {
    "editors": _("Editors' guide"),
    "translators": _("Translators' guide"),
    "accounts": _("Signing in and your account"),
}
LANGUAGES = dict(settings.OWN_LANGUAGES)
ICONS = {
    "editors": "edit",
    "translators": "wagtail-localize-language",
    "accounts": "key",
}


@require_safe
def own_guide(request: HttpRequest, name: str) -> HttpResponse:
    """Lead to a guide in the language of the person's admin."""
    language = get_language() or settings.LANGUAGE_CODE
    return redirect("guide", name, language if language in LANGUAGES else "en")


@require_safe
def guide(request: HttpRequest, name: str, language: str) -> HttpResponse:
    """Show a guide.  404 for what is none."""
    if name not in NAMES or language not in LANGUAGES:
        raise Http404
    tokens = _read(name, language)
    # The first heading is the title.
    title, text = tokens[1].content, tokens[3:]
    context: dict[str, Any] = {
        "header_title": title,
        "header_icon": ICONS[name],
        "breadcrumbs_items": [{"url": "", "label": title}],
        "title": title,
        "language": language,
        "contents": list(_sections(text)),
        "text": _html(text),
        "languages": [
            (code, own_name, reverse("guide", args=[name, code]))
            for code, own_name in LANGUAGES.items()
            if code != language
        ],
    }
    return TemplateResponse(request, "espoo/guide.html", context)


@require_safe
def picture(request: HttpRequest, name: str) -> FileResponse:
    """Send a picture of the guides.  404 for what is none."""
    for file in PICTURES.iterdir():
        if file.name == name:
            return FileResponse(file.open("rb"), content_type="image/webp")
    raise Http404


ADDRESSES: list[URLPattern] = [
    path("guides/images/<str:name>", picture, name="guide_picture"),
    path("guides/<slug:name>/", own_guide, name="own_guide"),
    path("guides/<slug:name>/<slug:language>/", guide, name="guide"),
]


def in_help_menu(request: HttpRequest, items: list[MenuItem]) -> None:
    """Put the guides first, in place of Wagtail's own, which is on another site."""
    items[:] = [item for item in items if item.name != "editor-guide"]
    items += [
        MenuItem(
            title,
            reverse("own_guide", args=[name]),
            name=f"guide-{name}",
            icon_name=ICONS[name],
            order=place,
        )
        for place, (name, title) in enumerate(NAMES.items())
    ]


def anchor(heading: str) -> str:
    """Return the anchor of a heading, as code hosts make it from the words."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def _markdown() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable("table")


def _read(name: str, language: str) -> list[Token]:
    """Return a guide in its parts, with addresses of the admin in place of files."""
    tokens = _markdown().parse((FOLDER / f"{name}.{language}.md").read_text("utf-8"))
    for place, token in enumerate(tokens):
        if token.type == "heading_open":
            token.attrSet("id", anchor(tokens[place + 1].content))
        for child in token.children or []:
            if child.type == "image":
                child.attrSet("src", _address(str(child.attrGet("src"))))
            elif child.type == "link_open":
                child.attrSet("href", _address(str(child.attrGet("href"))))
    return tokens


def _address(target: str) -> str:
    """Return where the admin has a file that a guide names; others stay as they are."""
    name, hash_, place = target.partition("#")
    file = PurePosixPath(name)
    if file.suffix == ".webp":
        return reverse("guide_picture", args=[file.name])
    if file.suffix == ".md":
        guide_name, _dot, language = file.stem.partition(".")
        return reverse("guide", args=[guide_name, language]) + hash_ + place
    return target


def _sections(tokens: list[Token]) -> Iterator[tuple[str, str]]:
    for opening, words in pairwise(tokens):
        if opening.type == "heading_open" and opening.tag == "h2":
            yield str(opening.attrGet("id")), words.content


def _html(tokens: list[Token]) -> SafeString:
    markdown = _markdown()
    # Ours, and without HTML of its own.
    return mark_safe(markdown.renderer.render(tokens, markdown.options, {}))  # noqa: S308
