"""Making a text that stands beside another its translation."""

import json
import re
from collections import defaultdict
from dataclasses import replace
from functools import partial
from html import escape

from django.contrib.auth.models import User
from django.db import transaction
from wagtail.models import Page
from wagtail_localize.models import OverridableSegment, SegmentOverride, Translation

from translation.adoption import Adoption, adopt_words
from translation.exchange.codes import WrongTags, tags_of, text_of
from translation.pairing.columns import Column, Piece, align
from translation.pairing.texts import ADDRESS, Text

_LINK = re.compile(r'<a id="([^"]*)">|</a>')


def propose(original: Text, other: Text) -> Column:
    """Return the words of a text beside those of its original, as far as they agree.

    Its links are named so that they are known wherever the words go.
    """
    pieces = [
        replace(piece, words=_LINK.sub(partial(_named, number), piece.words))
        for number, piece in enumerate(other.pieces)
    ]
    return align(original.pieces, pieces)


def _named(number: int, link: re.Match[str]) -> str:
    return f'<a id="{number}-{link[1]}">' if link[1] else link[0]


@transaction.atomic
def bring_together(
    original: Text, other: Text, column: Column, *, user: User | None
) -> Adoption:
    """Make ``other`` the translation of ``original``, with the words of the column.

    What readers see of it stays as it is until it is published the next time.  A row
    without words is left to a translator; words set aside are kept in the history.
    """
    page = Page.objects.select_for_update().get(pk=other.page.pk).specific
    key = original.page.translation_key
    if page.translation_key != key:
        page.translation_key = key
        page.save(clean=False, update_fields=["translation_key"])
    words: dict[str, list[str]] = defaultdict(list)
    addresses: dict[str, str] = {}
    for row, piece in enumerate(original.pieces):
        text, used = fitted(column.joined(row), list(original.links[row]))
        words[piece.path].append(text)
        for ours, theirs in used.items():
            addresses |= _own_address(original, other, row, ours, theirs)
    words[ADDRESS] = [other.slug]
    adoption = adopt_words(
        original.page.specific,
        page.locale,
        words,
        user=user,
        tool_name="Paired",
        action="translation.paired",
        note=" ".join(text_of(one.words) for one in column.aside),
    )
    if addresses:
        _keep_addresses(adoption.translation, addresses)
        if not page.live:  # the draft that was just made does not know them
            adoption.translation.save_target(user=user, publish=False)
    return adoption


def fitted(words: str, names: list[str]) -> tuple[str, dict[str, str]]:
    """Return words with the links of their original, and which became which.

    The links in ``names`` go, in order, to those of the words; a surplus one leaves
    its words without a link.  Words whose tags are wrong lose them all.
    """
    try:
        tags_of(words)
    except WrongTags:
        return escape(text_of(words), quote=False), {}
    free = [name for name in names if name.startswith("a")]
    used: dict[str, str] = {}
    drops: list[bool] = []

    def fit(link: re.Match[str]) -> str:
        if link[0] == "</a>":
            return "" if drops and drops.pop() else link[0]
        drops.append(not free)
        if not free:
            return ""
        name = free.pop(0)
        used[name] = link[1]
        return f'<a id="{name}">'

    return _LINK.sub(fit, words), used


def _own_address(
    original: Text, other: Text, row: int, ours: str, theirs: str
) -> dict[str, str]:
    """Return the address of a link by its path, where the version has another."""
    number, _dash, name = theirs.partition("-")
    wanted = other.links[int(number)].get(name, {}).get("href")
    given = original.links[row].get(ours, {}).get("href")
    if not wanted or not given or wanted == given:
        return {}
    piece: Piece = original.pieces[row]
    return {f"{piece.path} {given}": wanted}


def _keep_addresses(made: Translation, addresses: dict[str, str]) -> None:
    for segment in OverridableSegment.objects.filter(source=made.source).select_related(
        "context"
    ):
        path = segment.context.path.partition(".'")[0]
        wanted = addresses.get(f"{path} {segment.data}")
        if wanted:
            SegmentOverride.objects.update_or_create(
                locale=made.target_locale,
                context=segment.context,
                defaults={"data_json": json.dumps(wanted)},
            )
