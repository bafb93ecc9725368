"""Elements of a reading as blocks of a page's body."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from html import escape
from itertools import groupby
from typing import Any
from uuid import uuid4

from articles.importing.elements import Element
from articles.importing.marks import Mark, mark_of, spans
from articles.importing.phones import find_phones

RawBlock = dict[str, Any]

_ADDRESS = re.compile(r"https?://[^\s<>]+[^\s<>.,;:)”]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


def block_of(element: Element, pictures: Mapping[int, int] | None = None) -> RawBlock:
    """Return the raw block, with a new id, that an element of the body becomes.

    ``pictures`` gives the library's key of each picture of the text that was taken.
    Raises KeyError for a kind that is not one of the body's.
    """
    makers: dict[str, Callable[[Element], tuple[str, Any]]] = {
        "paragraph": _paragraph,
        "list": _list,
        "heading": _heading,
        "quote": _quote,
        "figure": _figure,
        "links": _links,
        "table": _table,
    }
    kind, value = makers[element.kind](element)
    if kind == "figure" and pictures:
        value["image"]["image"] = pictures.get(element.data.get("picture", -1))
    return {"type": kind, "value": value, "id": str(uuid4())}


@dataclass
class _Look:
    """How one character of a text looks, and where it leads."""

    href: str = ""
    bold: bool = False
    italic: bool = False


def html_of(text: str, marks: Iterable[Mark] = ()) -> str:
    """Return a text as HTML, its words as they are marked.

    Addresses, e-mails and phone numbers become links where no mark says otherwise.
    """
    looks = [_Look() for _character in text]
    for start, end, mark in spans(text, marks):
        for look in looks[start:end]:
            look.href = mark.href or look.href
            look.bold, look.italic = look.bold or mark.bold, look.italic or mark.italic
    for start, end, address in _addresses(text):
        if not any(look.href for look in looks[start:end]):
            for look in looks[start:end]:
                look.href = address
    html = ""
    places = range(len(text))
    for href, linked in groupby(places, lambda place: looks[place].href):
        inner = ""
        for (bold, italic), alike in groupby(
            linked, lambda place: (looks[place].bold, looks[place].italic)
        ):
            words = escape("".join(text[place] for place in alike), quote=False)
            words = f"<i>{words}</i>" if italic else words
            inner += f"<b>{words}</b>" if bold else words
        html += f'<a href="{escape(href)}">{inner}</a>' if href else inner
    return html


def _addresses(text: str) -> list[tuple[int, int, str]]:
    """Return where addresses, e-mails and phone numbers stand and where they lead."""
    found = [
        (match.start(), match.end(), _address(match[0]))
        for match in _ADDRESS.finditer(text)
    ]
    taken = [(start, end) for start, end, _address_found in found]
    for phone in find_phones(text):
        # The prefix ("p.", "tel") stays outside the link.
        start = text.rindex(phone.text, phone.start, phone.end)
        if all(phone.end <= a or start >= b for a, b in taken):
            found.append((start, phone.end, f"tel:{phone.number}"))
    return found


def _address(found: str) -> str:
    return found if found.startswith("http") else f"mailto:{found}"


def _paragraph(element: Element) -> tuple[str, str]:
    marks = map(mark_of, element.data.get("marks", ()))
    return "paragraph", f"<p>{html_of(element.text, marks)}</p>"


def _list(element: Element) -> tuple[str, str]:
    tag = "ol" if element.data.get("ordered") else "ul"
    texts = element.data["items"]
    marks = element.data.get("item_marks") or [()] * len(texts)
    items = "".join(
        f"<li>{html_of(text, map(mark_of, marked))}</li>"
        for text, marked in zip(texts, marks, strict=True)
    )
    return "paragraph", f"<{tag}>{items}</{tag}>"


def _table(element: Element) -> tuple[str, dict[str, Any]]:
    first, *rows = element.data["rows"]
    return "table", {
        "columns": [{"type": "text", "heading": heading} for heading in first],
        "rows": [{"values": list(row)} for row in rows],
        "caption": element.data.get("caption", ""),
    }


def _heading(element: Element) -> tuple[str, dict[str, Any]]:
    return "heading", {
        "text": element.text,
        "level": f"h{element.data.get('level', 2)}",
    }


def _quote(element: Element) -> tuple[str, dict[str, Any]]:
    return "quote", {
        "text": element.data["text"],
        "speaker": element.data.get("speaker", ""),
        "role": element.data.get("role", ""),
    }


def _figure(element: Element) -> tuple[str, dict[str, Any]]:
    return "figure", {
        "image": {
            "image": None,
            "alt_text": element.data.get("alt_text", "")
            if "picture" in element.data
            else "",
            "decorative": False,
        },
        "caption": element.data.get("caption", ""),
        "credit": element.data.get("credit", ""),
    }


def _links(element: Element) -> tuple[str, dict[str, Any]]:
    return "links", {
        "title": element.data.get("title", ""),
        "links": [
            {
                "type": "item",
                "id": str(uuid4()),
                "value": {
                    "text": link["text"],
                    "page": None,
                    "url": link.get("url", ""),
                },
            }
            for link in element.data["links"]
        ],
    }
