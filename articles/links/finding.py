"""Every link of a page: where it stands, what kind it is, and where it leads."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import models
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

# Each ends where the next begins, so that the time grows with the text and no faster.
_A = re.compile(r"<a\b([^<>]*)>((?:(?!<a\b).)*?)</a>", re.IGNORECASE | re.DOTALL)
_ATTRIBUTE = re.compile(r'(?<![\w-])([\w-]+)="([^"]*)"')
_TAG = re.compile(r"<[^<>]*>")

# What a link leads to.
ADDRESS, PAGE, DOCUMENT, ANCHOR = "address", "page", "document", "anchor"


@dataclass(frozen=True)
class Link:
    """A link: its kind, what it leads to, its words and where it stands.

    ``target`` is an address, the number of a page or document, or the name of an
    anchor on the same page.  ``block`` is the id of the outermost block, or "".
    """

    kind: str
    target: str
    text: str
    field: str
    block: str = ""


def links_of(page: Page) -> Iterator[Link]:
    """Yield the links of a specific page, in the order of its fields; no query."""
    for field in page._meta.concrete_fields:
        value = field.value_from_object(page)
        if not value:
            continue
        if isinstance(field, StreamField):
            for one in value.get_prep_value():
                block = field.stream_block.child_blocks.get(one["type"])
                for kind, target, text in _in_block(block, one["value"]):
                    yield Link(kind, target, text, field.name, one["id"])
        elif isinstance(field, RichTextField):
            for kind, target, text in _in_rich_text(value):
                yield Link(kind, target, text, field.name)
        elif isinstance(field, models.URLField):
            yield Link(*_by_address(value), "", field.name)


def anchors_of(page: Page) -> set[str]:
    """Return the anchors that a page has: one for each of its blocks."""
    return {
        f"block-{one['id']}"
        for field in page._meta.concrete_fields
        if isinstance(field, StreamField)
        for one in field.value_from_object(page).get_prep_value()
    }


def _in_block(block: Any, value: Any) -> Iterator[tuple[str, str, str]]:
    if isinstance(block, blocks.RichTextBlock):
        yield from _in_rich_text(value or "")
    elif isinstance(block, blocks.URLBlock):
        if value:
            yield *_by_address(value), ""
    elif isinstance(block, blocks.PageChooserBlock):
        if value:
            yield PAGE, str(value), ""
    elif isinstance(block, DocumentChooserBlock):
        if value:
            yield DOCUMENT, str(value), ""
    elif isinstance(block, blocks.StructBlock):
        words = str((value or {}).get("text") or "")
        for name, child in block.child_blocks.items():
            for kind, target, text in _in_block(child, (value or {}).get(name)):
                yield kind, target, text or words
    elif isinstance(block, blocks.ListBlock):
        for one in value or []:
            yield from _in_block(block.child_block, one["value"])


def _in_rich_text(html: str) -> Iterator[tuple[str, str, str]]:
    for attributes, words in _A.findall(html):
        given = {name.lower(): text for name, text in _ATTRIBUTE.findall(attributes)}
        text = unescape(_TAG.sub("", words)).strip()
        kind = given.get("linktype", "")
        if kind in (PAGE, DOCUMENT):
            yield kind, given.get("id", ""), text
        elif href := unescape(given.get("href", "")):
            yield *_by_address(href), text


def _by_address(href: str) -> tuple[str, str]:
    if href.startswith("#"):
        return ANCHOR, href[1:]
    return ADDRESS, href


def own_path(address: str) -> str | None:
    """Return the path of an address of this site; None for any other's."""
    parts = urlsplit(address)
    own = urlsplit(settings.BASE_URL)
    is_own = not parts.netloc or (parts.hostname, parts.port) == (
        own.hostname,
        own.port,
    )
    if parts.scheme not in ("", "http", "https") or not is_own:
        return None
    return parts.path or "/"


def is_web(address: str) -> bool:
    """Tell whether something can be fetched from an address; not so from mailto."""
    return urlsplit(address).scheme in ("http", "https")
