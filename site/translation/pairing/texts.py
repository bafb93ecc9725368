"""The texts of pages that may belong together, as pieces in reading order."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail_localize.models import Translation
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from translation.editing.reading import Place, field_order
from translation.originals import IndependentOriginal
from translation.pairing.columns import Piece
from translation.publishing import translation_of
from translation.stopping import latest
from translation.words import language_name

# An address is nobody's words: it goes along by itself.
ADDRESS = "slug"


@dataclass(frozen=True)
class Text:
    """A page with its words: ``pieces`` in the order of the editor.

    ``labels`` names fields for people, ``looks`` says of each piece what readers see
    it as.  ``links`` holds, for each piece, the attributes of its links by the names
    that wagtail-localize gave them.
    """

    page: Page
    pieces: tuple[Piece, ...]
    labels: dict[str, str]
    looks: tuple[str, ...]
    links: tuple[dict[str, dict[str, str]], ...]
    slug: str

    @property
    def language(self) -> str:
        """The code of its language."""
        return self.page.locale.language_code


def text_of(page: Page, *, draft: bool = True) -> Text:
    """Return the words of a page: of its newest draft, or of what stands in its row.

    The row of a page that was never live holds its newest draft too.
    """
    page = latest(page) if draft else page.specific
    content: dict[str, Any] = page.serializable_data()
    order = {name: n for n, name in enumerate(field_order(type(page)))}
    segments = [one for one in extract_segments(page) if _is_words(one)]
    segments.sort(key=lambda one: order.get(one.path.partition(".")[0], len(order)))
    pieces, looks, links, labels = [], [], [], {}
    slug = ""
    places: dict[str, Place] = {}
    for one in segments:
        if one.path == ADDRESS:
            slug = one.string.data
            continue
        place = places.setdefault(one.path, Place(type(page), content, one.path))
        name = place.field_name
        labels[name] = place.field_label
        pieces.append(Piece(name, place.label, one.path, one.string.data))
        looks.append(place.look)
        links.append(one.attrs or {})
    return Text(page, tuple(pieces), labels, tuple(looks), tuple(links), slug)


def _is_words(segment: Any) -> bool:
    return isinstance(segment, StringSegmentValue)


def mark_of(texts: Iterable[Text]) -> str:
    """Return a short mark of all the words, which differs when one of them does."""
    words = [[text.page.pk, *(piece.words for piece in text.pieces)] for text in texts]
    return hashlib.blake2b(json.dumps(words).encode(), digest_size=12).hexdigest()


def unfit_original(page: Page) -> str:
    """Return, for people, why nothing can be paired with a page; "" where it can."""
    if isinstance(page.specific, IndependentOriginal) or page.depth < 3:
        return _("This page is written separately in each language.")
    if translation_of(page):
        return _("“%(title)s” is a translation already.") % {"title": page.draft_title}
    return ""


def unfit(original: Page, others: Sequence[Page]) -> list[str]:
    """Return, for people, why the others cannot become versions of the original."""
    found = [unfit_original(page) for page in (original, *others)]
    languages = [page.locale_id for page in (original, *others)]
    if len(set(languages)) < len(languages):
        found.append(_("Choose one text in each language."))
    for other in others:
        found += _unfit(original, other)
    return list(dict.fromkeys(filter(None, found)))


def _unfit(original: Page, other: Page) -> list[str]:
    names = {
        "title": other.draft_title,
        "original": original.draft_title,
        "language": language_name(other.locale.language_code),
    }
    found = []
    if other.specific_class is not original.specific_class:
        found.append(_("“%(title)s” is a page of another kind.") % names)
    key = original.translation_key
    there = Page.objects.filter(translation_key=key, locale_id=other.locale_id)
    if there.exclude(pk=other.pk).exists():
        found.append(_("“%(original)s” has a version in %(language)s already.") % names)
    family = Page.objects.filter(translation_key=other.translation_key)
    if other.translation_key != key and family.exclude(pk=other.pk).exists():
        found.append(_("“%(title)s” has versions in other languages.") % names)
    elif Translation.objects.filter(
        source__object_id=other.translation_key,
        source__locale_id=other.locale_id,
        enabled=True,
    ).exists():
        found.append(_("Other languages are translated from “%(title)s”.") % names)
    if other.alias_of_id:
        found.append(_("“%(title)s” repeats another page.") % names)
    parents = [page.get_parent().translation_key for page in (original, other)]
    if parents[0] != parents[1]:
        found.append(
            _("“%(title)s” stands under another page than “%(original)s”.") % names
        )
    return found
