"""XLIFF 1.2 (OASIS standard, 1 February 2008): writing it, and reading what comes back.

Inline tags are codes (``<g>``, ``<x/>``), so that a program keeps them whole.  Read is
what programs make of it: other prefixes, more attributes, units in another order or in
groups, sentences in ``<mrk mtype="seg">``.
"""

import re
from collections.abc import Iterator
from html import escape
from xml.etree import ElementTree

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail_localize.strings import INLINE_TAGS

from translation.exchange import codes
from translation.exchange.rows import Incoming, Parcel, Row, Sheet, State, base_of
from translation.refusals import Refusal

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
XML = "{http://www.w3.org/XML/1998/namespace}"
TOOL = "international-espoo"
MOST_UNITS = 5000
DEEPEST = 40

_CODE = re.compile(rf"({'|'.join(sorted(INLINE_TAGS, key=len, reverse=True))})\d+")
# What a unit went out with: the mark of its words, and its state.
_OUT = re.compile(r"base-(?P<base>0|[0-9a-f]{8}) (?P<state>[a-z-]+)")
# XML 1.0 has no place for these.
_NO_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_DONE = {State.TRANSLATED, State.FINAL, "signed-off"}
# What a program has proposed and nobody has looked at.
_PROPOSED = {"fuzzy-match", "mt-suggestion", "leveraged-mt", "rejected-inaccurate"}

ElementTree.register_namespace("", NAMESPACE)
Element = ElementTree.Element


def write(sheet: Sheet) -> bytes:
    """Return a text as an XLIFF document."""
    root = Element(_name("xliff"), version="1.2")
    file = _add(
        root,
        "file",
        {
            "original": sheet.owner,
            "source-language": sheet.from_code,
            "target-language": sheet.to_code,
            "datatype": "html",
        },
    )
    header = _add(file, "header")
    _add(header, "tool", {"tool-id": TOOL, "tool-name": "International Espoo"})
    _note(header, "title", sheet.title)
    _note(
        header,
        "instructions",
        _("Keep the codes: they mark what is bold and what is a link."),
    )
    body = _add(file, "body")
    for row in sheet.rows:
        _unit(body, row)
    ElementTree.indent(header, level=2)
    return bytes(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True))


def _unit(body: Element, row: Row) -> None:
    attributes = {
        "id": row.id,
        "resname": row.path,
        "approved": "yes" if row.state == State.FINAL else "no",
        f"{XML}space": "preserve",
        "extradata": f"base-{row.base} {row.state}",
    }
    if row.longest:
        attributes |= {"maxwidth": str(row.longest), "size-unit": "char"}
    unit = _add(body, "trans-unit", attributes)
    _fill(_add(unit, "source"), row.source)
    _fill(_add(unit, "target", {"state": row.state.value}), row.words)
    if row.earlier_source:
        earlier = _add(
            unit,
            "alt-trans",
            {"alttranstype": "previous-version", "tool-id": TOOL},
        )
        _fill(_add(earlier, "source"), row.earlier_source)
        _fill(_add(earlier, "target"), row.earlier_words)
    _note(unit, "context", row.place)
    for text in row.advice:
        _note(unit, "advice", text)


def _note(parent: Element, about: str, text: str) -> None:
    note = _add(parent, "note", {"from": about, f"{XML}lang": get_language() or "en"})
    note.text = _NO_XML.sub("", text)


def _fill(element: Element, words: str) -> None:
    """Write words into a source or target, each tag as a code."""
    inside = [element]
    counts: dict[str, int] = {}
    try:
        pieces = list(codes.pieces(words))
        codes.tags_of(words)
    except codes.WrongTags:  # an error of old, shown as it stands
        element.text = _NO_XML.sub("", words)
        return
    for piece in pieces:
        if isinstance(piece, str):
            _append(inside[-1], piece)
        elif piece.closes:
            inside.pop()
        else:
            counts[piece.name] = counts.get(piece.name, 0) + 1
            code = {
                "id": piece.id or f"{piece.name}{counts[piece.name]}",
                "ctype": f"x-html-{piece.name}",
            }
            if piece.name == "br":
                _add(inside[-1], "x", code | {"ctype": "lb"})
            else:
                inside.append(_add(inside[-1], "g", code))


def _append(element: Element, text: str) -> None:
    text = _NO_XML.sub("", text)
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def _add(
    parent: Element, name: str, attributes: dict[str, str] | None = None
) -> Element:
    cleaned = {key: _NO_XML.sub("", text) for key, text in (attributes or {}).items()}
    return ElementTree.SubElement(parent, _name(name), cleaned)


def _name(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def read(data: bytes) -> list[Parcel]:
    """Return the rows of each text in a document.  Raises Refusal for any other data.

    Nothing outside the document is read, and no entity is replaced.
    """
    try:
        root = fromstring(data, forbid_dtd=True)
    except DefusedXmlException:
        raise Refusal(
            _("The file declares a document type or entities. XLIFF 1.2 has none.")
        ) from None
    except (ElementTree.ParseError, ValueError, LookupError):
        raise Refusal(_("The file is broken: it is no well-formed XML.")) from None
    if _local(root) != "xliff":
        raise Refusal(_("The file is XML, but not XLIFF."))
    if root.get("version", "1.2") not in ("1.0", "1.1", "1.2"):
        raise Refusal(
            _("The file is XLIFF %(version)s. Save it as XLIFF 1.2.")
            % {"version": root.get("version", "")[:10]}
        )
    parcels = [
        Parcel(
            owner=file.get("original", ""),
            from_code=file.get("source-language", ""),
            to_code=file.get("target-language", ""),
            rows=_rows(list(_all(file, "trans-unit"))),
        )
        for file in _all(root, "file")
    ]
    if not parcels:
        raise Refusal(_("The file has no text in it."))
    if sum(len(parcel.rows) for parcel in parcels) > MOST_UNITS:
        raise Refusal(_("The file has more than %(n)d segments.") % {"n": MOST_UNITS})
    return parcels


def _all(element: Element, name: str) -> Iterator[Element]:
    return (one for one in element.iter() if _local(one) == name)


def _child(element: Element, name: str) -> Element | None:
    return next((one for one in element if _local(one) == name), None)


def _local(element: Element) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _rows(units: list[Element]) -> list[Incoming]:
    """Return what came of the units of a text.

    Some programs know no states and leave ours as they are.  If a program has called
    nothing done that was not, it knows none: then new words count as they stand.
    """
    rows = [_incoming(unit) for unit in units]
    knows_states = any(
        (out := _OUT.search(unit.get("extradata", "")))
        and out["state"] not in _DONE
        and _is_done(unit)
        for unit in units
    )
    for row, unit in zip(rows, units, strict=True):
        row.is_certain = _is_certain(row, unit, knows_states=knows_states)
        row.is_confirmed = row.is_certain and _is_done(unit)
    return rows


def _incoming(unit: Element) -> Incoming:
    source, target = _child(unit, "source"), _child(unit, "target")
    out = _OUT.search(unit.get("extradata", ""))
    notes = (one for one in unit if _local(one) == "note")
    context = next((one.text for one in notes if one.get("from") == "context"), None)
    return Incoming(
        id=unit.get("id", ""),
        words=_words(target) if target is not None else "",
        place=(context or unit.get("resname") or "")[:200],
        base=out["base"] if out else None,
        source=_words(source) if source is not None else None,
    )


def _is_certain(row: Incoming, unit: Element, *, knows_states: bool) -> bool:
    """Tell whether the translator has done with a unit."""
    target = _child(unit, "target")
    state = target.get("state", "") if target is not None else ""
    if state.startswith("needs-review"):
        return False
    if _is_done(unit):
        return True
    if target is not None and target.get("state-qualifier") in _PROPOSED:
        return False
    return not state or not (knows_states or base_of(row.words) == row.base)


def _is_done(unit: Element) -> bool:
    target = _child(unit, "target")
    state = target.get("state", "") if target is not None else ""
    return state in _DONE or unit.get("approved") == "yes"


def _words(element: Element, depth: int = 0) -> str:
    """Return what stands in a source or target as HTML with inline tags.

    A code that is none of ours stays as it stands and is refused with its unit.
    """
    if depth > DEEPEST:
        raise Refusal(_("The file is broken: its codes are nested too deep."))
    text = [_escaped(element.text)]
    for child in element:
        kind, code = _local(child), _CODE.fullmatch(child.get("id", ""))
        if kind == "mrk":
            # A mark of a program around words: a sentence, a term, a comment.
            text.append(_words(child, depth + 1))
        elif kind == "g" and code and code[1] != "br":
            name = code[1]
            opening = f'<a id="{child.get("id")}">' if name == "a" else f"<{name}>"
            text.append(f"{opening}{_words(child, depth + 1)}</{name}>")
        elif kind == "x" and code and code[1] == "br":
            text.append("<br/>")
        elif kind:
            text.append(f"<{kind}>")
        text.append(_escaped(child.tail))
    return "".join(text)


def _escaped(text: str | None) -> str:
    return escape(" ".join((text or "").splitlines()), quote=False)
