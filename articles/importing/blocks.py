"""Elements of a reading as blocks of a page's body."""

import re
from html import escape
from typing import Any
from uuid import uuid4

from articles.importing.elements import Element
from articles.importing.phones import find_phones

RawBlock = dict[str, Any]

_ADDRESS = re.compile(r"https?://[^\s<>]+[^\s<>.,;:)”]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


def block_of(element: Element) -> RawBlock:
    """Return the raw block, with a new id, that an element of the body becomes.

    Raises KeyError for a kind that is not one of the body's.
    """
    make = {
        "paragraph": _paragraph,
        "list": _list,
        "heading": _heading,
        "quote": _quote,
        "figure": _figure,
        "links": _links,
    }[element.kind]
    kind, value = make(element)
    return {"type": kind, "value": value, "id": str(uuid4())}


def html_of(text: str) -> str:
    """Return a text as HTML; addresses, e-mails and phone numbers become links."""
    marks = [
        (match.start(), match.end(), _address(match[0]), match[0])
        for match in _ADDRESS.finditer(text)
    ]
    taken = [(start, end) for start, end, *_ in marks]
    for phone in find_phones(text):
        # The prefix ("p.", "tel") stays outside the link.
        start = text.rindex(phone.text, phone.start, phone.end)
        if all(phone.end <= a or start >= b for a, b in taken):
            marks.append((start, phone.end, f"tel:{phone.number}", phone.text))
    html, position = "", 0
    for start, end, address, words in sorted(marks):
        html += escape(text[position:start], quote=False)
        html += f'<a href="{escape(address)}">{escape(words, quote=False)}</a>'
        position = end
    return html + escape(text[position:], quote=False)


def _address(found: str) -> str:
    return found if found.startswith("http") else f"mailto:{found}"


def _paragraph(element: Element) -> tuple[str, str]:
    return "paragraph", f"<p>{html_of(element.text)}</p>"


def _list(element: Element) -> tuple[str, str]:
    tag = "ol" if element.data.get("ordered") else "ul"
    items = "".join(f"<li>{html_of(item)}</li>" for item in element.data["items"])
    return "paragraph", f"<{tag}>{items}</{tag}>"


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
        "image": {"image": None, "alt_text": "", "decorative": False},
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
