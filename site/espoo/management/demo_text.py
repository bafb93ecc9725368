"""Reads the texts of the demo content; site/demo/README.md describes the format."""

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from espoo.consent import Consent

RawBlock = dict[str, Any]
# Gives a block's picture or page by its key.
Resolve = Callable[[str], int]

_LINK = re.compile(r"\[([^\]]+)\]\(([^)\s]+)\)")
_FIGURE = re.compile(r"!\[([^\]]*)\]\(([^)]+)\)")
_ORDERED = re.compile(r"\d+\. ")


class DemoTextError(ValueError):
    """A demo text breaks the format; the message names the file and the place."""


@dataclass
class DemoText:
    """One page in one language: header values by name, and its blocks as text."""

    file: Path
    header: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    body: list[str] = field(default_factory=list)
    summary: list[str] = field(default_factory=list)

    def one(self, name: str, default: str = "") -> str:
        """Return the first value of a header, or the default."""
        return next(iter(self.header.get(name, [])), default)

    def many(self, name: str) -> list[str]:
        """Return the values of a repeated header, in order."""
        return self.header.get(name, [])

    def keys(self, name: str) -> list[str]:
        """Return the keys of a header that holds a list with commas."""
        return [key.strip() for key in self.one(name).split(",") if key.strip()]

    def blocks(
        self, page: Resolve, picture: Resolve, *, summary: bool = False
    ) -> list[RawBlock]:
        """Return the raw blocks; ids are the same each time for the same place."""
        part = "summary" if summary else "body"
        texts = self.summary if summary else self.body
        make = _Blocks(page, picture)
        return [
            {
                **make.block(text, f"{self.file.name}/{part}/{n}"),
                "id": _id(self, part, n),
            }
            for n, text in enumerate(texts)
        ]


def _id(text: DemoText, part: str, number: int) -> str:
    place = "/".join(text.file.parts[-3:])
    return str(uuid5(NAMESPACE_URL, f"demo/{place}/{part}/{number}"))


def read(file: Path) -> DemoText:
    """Return the text of a file.  Raises DemoTextError where the header is broken."""
    head, _blank, rest = file.read_text(encoding="utf-8").partition("\n\n")
    text = DemoText(file)
    for line in head.splitlines():
        name, colon, value = line.partition(":")
        if not colon:
            raise DemoTextError(f"{file}: no “Name: value” in the line “{line}”")
        text.header[name.strip()].append(value.strip())
    before, _mark, after = rest.partition("=== summary")
    text.body, text.summary = _split(before), _split(after)
    return text


def _split(text: str) -> list[str]:
    """Return the blocks: split at blank lines, but a ::: box is one."""
    blocks: list[str] = []
    inside = False
    for chunk in re.split(r"\n\s*\n", text.strip()):
        if inside:
            blocks[-1] += "\n\n" + chunk
        elif chunk.strip():
            blocks.append(chunk.strip())
        if chunk.startswith(":::") and not inside:
            inside = True
        if inside and chunk.rstrip().endswith("\n:::"):
            inside = False
    return blocks


class _Blocks:
    def __init__(self, page: Resolve, picture: Resolve) -> None:
        self.page = page
        self.picture = picture

    def block(self, text: str, place: str) -> RawBlock:
        if text.startswith("## "):
            return _heading(text[3:], "h2")
        if text.startswith("### "):
            return _heading(text[4:], "h3")
        if text.startswith("> "):
            return _quote(text, place)
        if match := _FIGURE.match(text):
            caption, _bar, credit = text[match.end() :].strip().partition(" | ")
            image = {
                "image": self.picture(match[2]),
                "alt_text": match[1],
                "decorative": not match[1],
            }
            value = {"image": image, "caption": caption, "credit": credit}
            return {"type": "figure", "value": value}
        if text.startswith(":::"):
            return self._box(text, place)
        return {"type": "paragraph", "value": self.html(text)}

    def html(self, text: str) -> str:
        """Return paragraphs and lists as rich text."""
        parts = []
        for chunk in re.split(r"\n\s*\n", text.strip()):
            lines = chunk.splitlines()
            if all(line.startswith("- ") for line in lines):
                parts.append(self._list("ul", [line[2:] for line in lines]))
            elif all(_ORDERED.match(line) for line in lines):
                items = [_ORDERED.sub("", line, count=1) for line in lines]
                parts.append(self._list("ol", items))
            else:
                parts.append(f"<p>{self.inline(' '.join(lines))}</p>")
        return "".join(parts)

    def _list(self, tag: str, items: list[str]) -> str:
        inner = "".join(f"<li>{self.inline(item)}</li>" for item in items)
        return f"<{tag}>{inner}</{tag}>"

    def inline(self, text: str) -> str:
        """Return a line with its bold, italics and links as HTML."""
        html = escape(text, quote=False)
        html = re.sub(r"\*\*([^*]+)\*\*", r"<b>\1</b>", html)
        html = re.sub(r"\*([^*]+)\*", r"<i>\1</i>", html)
        return _LINK.sub(self._anchor, html)

    def _anchor(self, match: re.Match[str]) -> str:
        words, address = match[1], match[2]
        if address.startswith("page:"):
            return f'<a linktype="page" id="{self.page(address[5:])}">{words}</a>'
        return f'<a href="{address}">{words}</a>'

    def _box(self, text: str, place: str) -> RawBlock:
        first, *lines = text.splitlines()
        kind, _space, title = first[3:].partition(" ")
        inner = "\n".join(lines).removesuffix(":::").strip()
        if kind == "facts":
            value: dict[str, Any] = {"title": title, "text": self.html(inner)}
        elif kind == "links":
            value = {"title": title, "links": self._links(inner, place)}
        elif kind == "table":
            rows = [
                [cell.strip() for cell in line.strip().strip("|").split("|")]
                for line in inner.splitlines()
                if line.strip()
            ]
            value = {
                "caption": title,
                "columns": [{"type": "text", "heading": cell} for cell in rows[0]],
                "rows": [{"values": row} for row in rows[1:]],
            }
        else:
            raise DemoTextError(f"{place}: there is no box “{kind}”")
        return {"type": kind, "value": value}

    def _links(self, inner: str, place: str) -> list[RawBlock]:
        links = []
        for number, (words, address) in enumerate(_LINK.findall(inner)):
            here = address.startswith("page:")
            value = {
                "text": words,
                "page": self.page(address[5:]) if here else None,
                "url": "" if here else address,
            }
            item = str(uuid5(NAMESPACE_URL, f"demo/{place}/{number}"))
            links.append({"type": "item", "id": item, "value": value})
        return links


def _heading(text: str, level: str) -> RawBlock:
    return {"type": "heading", "value": {"text": text.strip(), "level": level}}


def _quote(text: str, place: str) -> RawBlock:
    lines = [line.removeprefix(">").strip() for line in text.splitlines()]
    if len(lines) < 2 or not lines[-1].startswith("— "):
        raise DemoTextError(f"{place}: a quote ends with “> — Speaker, role”")
    speaker, _comma, role = lines[-1][2:].partition(", ")
    words = " ".join(lines[:-1])
    # Those who are quoted are desks.
    consent = {"state": Consent.NOT_NEEDED, "note": "Esittelyä varten keksitty puhuja."}
    value = {"text": words, "speaker": speaker, "role": role, "consent": consent}
    return {"type": "quote", "value": value}
