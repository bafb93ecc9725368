"""TMX 1.4, the form in which translation tools exchange their memories.

Rules: https://www.gala-global.org/tmx-14b (Translation Memory eXchange 1.4b).
"""

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any
from xml.sax.saxutils import XMLGenerator

from defusedxml import DefusedXmlException, ElementTree
from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail_localize.models import StringTranslation

from translation.memory.models import MemoryImport, MemoryPair
from translation.memory.published import published_pairs

MOST_BYTES = 20 * 1024 * 1024
MOST_UNITS = 100_000
LONGEST = 10_000
_TAG = re.compile(r"(</?[a-z][^<>]*>)")
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
# What these hold are codes of the format that a text came from, and no words.
_CODES = {"bpt", "ept", "ph", "it", "ut"}
_STAMP = "%Y%m%dT%H%M%SZ"


# Out


def write(source: str, target: str) -> bytes:
    """Return all published pairs of two languages as TMX."""
    out = io.BytesIO()
    xml: Any = XMLGenerator(out, "utf-8", short_empty_elements=True)
    xml.startDocument()
    xml.startElement("tmx", {"version": "1.4"})
    xml.startElement(
        "header",
        {
            "creationtool": "International Espoo",
            "creationtoolversion": "1",
            "segtype": "block",
            "o-tmf": "wagtail-localize",
            "adminlang": "en",
            "srclang": source,
            "datatype": "html",
            "creationdate": timezone.now().strftime(_STAMP),
        },
    )
    xml.endElement("header")
    xml.startElement("body", {})
    rows = published_pairs(source, target).select_related("translation_of")
    ordered = rows.order_by("translation_of_id", "data", "-updated_at")
    for _same, some in groupby(ordered, lambda row: (row.translation_of_id, row.data)):
        _unit(xml, next(some), source, target)
    xml.endElement("body")
    xml.endElement("tmx")
    xml.endDocument()
    return out.getvalue()


def _unit(xml: Any, row: StringTranslation, source: str, target: str) -> None:
    xml.startElement("tu", {"changedate": row.updated_at.strftime(_STAMP)})
    xml.startElement("prop", {"type": "page"})
    xml.characters(row.page_title)
    xml.endElement("prop")
    for language, data in ((source, row.translation_of.data), (target, row.data)):
        xml.startElement("tuv", {"xml:lang": language})
        xml.startElement("seg", {})
        _segment(xml, data)
        xml.endElement("seg")
        xml.endElement("tuv")
    xml.endElement("tu")


def _segment(xml: Any, data: str) -> None:
    """Write the words, with each tag as an inline code."""
    opened: list[int] = []
    number = 0
    for piece in _TAG.split(data):
        if not _TAG.fullmatch(piece):
            xml.characters(_plain(piece))
            continue
        if piece.endswith("/>") or piece.startswith("<br"):
            name, attributes = "ph", {}
        elif piece.startswith("</"):
            name, attributes = "ept", {"i": str(opened.pop() if opened else 0)}
        else:
            number += 1
            opened.append(number)
            name, attributes = "bpt", {"i": str(number)}
        xml.startElement(name, attributes)
        xml.characters(piece)
        xml.endElement(name)


def _plain(text: str) -> str:
    """Return the words without what XML cannot hold."""
    for code, sign in (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")):
        text = text.replace(code, sign)
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "", text)


# In


@transaction.atomic
def take(data: bytes, name: str, *, user: User | None) -> int:
    """Keep the pairs of a TMX file under a name; return how many there are.

    What was kept under that name before is replaced.  Raises ValidationError, and keeps
    nothing, where the file is too large, is no TMX or has no pair of our languages.
    """
    if len(data) > MOST_BYTES:
        raise ValidationError(
            _("The file is larger than %(n)d MB.") % {"n": MOST_BYTES // 1024**2}
        )
    pairs = dict.fromkeys(_pairs(data))
    if not pairs:
        raise ValidationError(
            _("The file has no pair of texts in two of the languages of this site.")
        )
    origin, _made = MemoryImport.objects.update_or_create(
        name=name, defaults={"imported_by": user}
    )
    origin.pairs.all().delete()
    MemoryPair.objects.bulk_create(
        [
            MemoryPair(
                origin=origin,
                source_language=source,
                target_language=target,
                source=text,
                target=words,
            )
            for source, target, text, words in pairs
        ],
        batch_size=1_000,
    )
    return len(pairs)


Pair = tuple[str, str, str, str]


def _pairs(data: bytes) -> Iterator[Pair]:
    known = dict(settings.WAGTAIL_CONTENT_LANGUAGES)
    main, units, is_first = "", 0, True
    events = ElementTree.iterparse(io.BytesIO(data), events=("start", "end"))
    try:
        for event, element in events:
            if is_first and element.tag != "tmx":
                raise ValidationError(_("The file is not in TMX."))
            is_first = False
            if event == "start" and element.tag == "header":
                main = _code(element.get("srclang", ""))
            if event == "start" or element.tag != "tu":
                continue
            units += 1
            if units > MOST_UNITS:
                raise ValidationError(
                    _("The file has more than %(n)d units.") % {"n": MOST_UNITS}
                )
            texts = dict(_texts(element, known))
            yield from _directions(texts, _code(element.get("srclang", main)))
            element.clear()
    except (ElementTree.ParseError, LookupError, UnicodeError) as error:
        raise ValidationError(_("The file is not in TMX.")) from error
    except DefusedXmlException as error:
        raise ValidationError(
            _("The file defines or fetches entities, which is not allowed.")
        ) from error


def _code(language: str) -> str:
    """Return the language without its country: fi for fi-FI."""
    return language.lower().replace("_", "-").partition("-")[0]


def _texts(unit: Any, known: Iterable[str]) -> Iterator[tuple[str, str]]:
    for variant in unit.iter("tuv"):
        language = _code(variant.get(_LANGUAGE) or variant.get("lang") or "")
        segment = variant.find("seg")
        if language not in known or segment is None:
            continue
        text = " ".join("".join(_words(segment)).split())
        if text and len(text) <= LONGEST:
            yield language, text


def _words(element: Any) -> Iterator[str]:
    """Yield the words of a segment; what codes hold is left out."""
    if element.tag not in _CODES:
        yield element.text or ""
        for child in element:
            yield from _words(child)
    if element.tag != "seg":
        yield element.tail or ""


def _directions(texts: dict[str, str], main: str) -> Iterator[Pair]:
    sources: Sequence[str] = [main] if main in texts else list(texts)
    for source in sources:
        for target in texts:
            if source != target:
                yield source, target, texts[source], texts[target]
