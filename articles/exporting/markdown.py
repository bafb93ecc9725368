"""A page as a text that people and other programs can read: Markdown."""

import re
from collections.abc import Iterator
from typing import Any

from bs4 import BeautifulSoup, NavigableString, Tag
from django.utils.html import strip_tags
from django.utils.translation import override
from wagtail.fields import StreamField
from wagtail.models import Page

from articles.exporting.fields import fields_of
from translation.keys import key_from

_MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*"}
_SPECIAL = re.compile(r"([\\`*_\[\]<>])")
_BEGINS_LIKE = re.compile(r"^(\s*)(#{1,6}\s|[-+>]\s|(\d+)(?=[.)]\s))")
# Fields that are written as text, in the order in which they are read.
_TEXTS = ("subtitle", "lead", "aim", "brief", "role", "unit")


def markdown_of(page: Page) -> str:
    """Return a page's words as Markdown: its title, times, texts and blocks."""
    with override(page.locale.language_code):
        return "\n\n".join(_parts(page)) + "\n"


def _parts(page: Page) -> Iterator[str]:
    yield f"# {plain(page.title)}"
    if getattr(page, "published_at", None):
        yield page.published_at.date().isoformat()
    for name in _TEXTS:
        if value := getattr(page, name, ""):
            yield "\n".join(plain(line) for line in value.splitlines())
    for name in ("date_in_words", "email", "phone"):
        if value := getattr(page, name, ""):
            yield plain(str(value))
    for field in fields_of(type(page)):
        if isinstance(field, StreamField):
            for block in getattr(page, field.name):
                if text := _block(block.block_type, block.value):
                    yield text
    for name in ("byline", "funding_note", "rights_note", "source_url"):
        if value := getattr(page, name, ""):
            yield plain(value)


def _block(kind: str, value: Any) -> str:
    if kind == "paragraph":
        return from_html(value.source)
    if kind == "heading":
        return ("##" if value["level"] == "h2" else "###") + " " + plain(value["text"])
    if kind == "quote":
        by = ", ".join(filter(None, [value["speaker"], value["role"]]))
        lines = [*value["text"].splitlines(), *([f"– {by}"] if by else [])]
        return "\n".join(f"> {plain(line)}" for line in lines)
    if kind == "figure":
        return _figure(value)
    if kind == "facts":
        return f"### {plain(value['title'])}\n\n{from_html(value['text'].source)}"
    if kind == "table":
        return _table(value)
    links = [f"- {_link(one)}" for one in value["links"]]
    title = [f"### {plain(value['title'])}", ""] if value["title"] else []
    return "\n".join([*title, *links])


def _figure(value: Any) -> str:
    image = value["image"]
    alt = plain(getattr(image, "contextual_alt_text", "") or "")
    name = image.file.name.rpartition("/")[2] if image else ""
    below = ". ".join(filter(None, [value["caption"], value["credit"]]))
    picture = f"![{alt}](../../media/{name})" if image else ""
    return "\n\n".join(filter(None, [picture, plain(below)]))


def _table(value: Any) -> str:
    def row(cells: list[str]) -> str:
        texts = (plain(str(cell or "")).replace("|", r"\|") for cell in cells)
        return "| " + " | ".join(texts) + " |"

    heads = [column["heading"] for column in value.columns]
    lines = [row(heads), "|" + " --- |" * len(heads)]
    lines += [row(list(one["values"])) for one in value.row_data]
    return "\n".join([*([plain(value.caption), ""] if value.caption else []), *lines])


def _link(value: Any) -> str:
    address = value["url"] or (value["page"].full_url if value["page"] else "")
    return f"[{plain(value['text'])}]({address or ''})"


def plain(text: str) -> str:
    """Return a line of text in which nothing is taken for a mark."""
    text = _SPECIAL.sub(r"\\\1", " ".join(text.split()))
    return _BEGINS_LIKE.sub(
        lambda found: f"{found[3]}\\" if found[3] else f"\\{found[2]}", text
    )


def from_html(html: str) -> str:
    """Return rich text as Markdown; unknown tags leave their words."""
    soup = BeautifulSoup(html, "html.parser")
    parts = [_paragraph(child) for child in soup.children]
    return "\n\n".join(part for part in parts if part)


def _paragraph(node: Any) -> str:
    if isinstance(node, Tag) and node.name in ("ul", "ol"):
        items = node.find_all("li", recursive=False)
        signs = [
            f"{number}. " if node.name == "ol" else "- "
            for number in range(1, len(items) + 1)
        ]
        return "\n".join(
            sign + _inline(item).strip()
            for sign, item in zip(signs, items, strict=True)
        )
    return _inline(node).strip()


def _inline(node: Any) -> str:
    if isinstance(node, NavigableString):
        return _SPECIAL.sub(r"\\\1", re.sub(r"\s+", " ", str(node)))
    if node.name == "br":
        return "  \n"
    words = "".join(_inline(child) for child in node.children)
    text = words.strip(" ")
    if node.name in _MARKS and text:
        mark = _MARKS[node.name]
        return words.replace(text, f"{mark}{text}{mark}")
    if node.name == "a" and text:
        return words.replace(text, f"[{text}]({_address(node)})")
    return words


def _address(link: Tag) -> str:
    if link.get("linktype") == "page":
        number = str(link.get("id", ""))
        page = Page.objects.filter(pk=key_from(number)).first()
        return (page.full_url or "") if page else ""
    return strip_tags(str(link.get("href", "")))
