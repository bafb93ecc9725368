"""Blocks of a text that was changed keep the identity they had before.

Translations hang on the ids of blocks.  A block of the changed text is the old one
with the same words, else the one of its type between the same neighbours that is most
like it.
"""

import re
from collections.abc import Sequence
from copy import deepcopy
from difflib import SequenceMatcher
from typing import Any

from articles.importing.blocks import RawBlock

# Below this likeness of their words two blocks are not the same one, changed.
SAME_BLOCK = 0.35
_TAG = re.compile(r"<[^>]*>")


def keep_identity(old: Sequence[RawBlock], new: Sequence[RawBlock]) -> list[RawBlock]:
    """Return the new raw blocks with the ids of the old ones they stand for.

    Items inside a block keep theirs in the same way.  A figure without a picture keeps
    the one that an editor chose, with its description, and a quotation its permission.
    """
    pairs = _pairs(old, new)
    kept = []
    for place, block in enumerate(new):
        before = pairs.get(place)
        block = deepcopy(block)
        if before is not None:
            block["id"] = before["id"]
            block["value"] = _value(before["value"], block["value"])
        kept.append(block)
    return kept


def _pairs(old: Sequence[RawBlock], new: Sequence[RawBlock]) -> dict[int, RawBlock]:
    """Return the old block of each new one that has one, by the place of the new."""
    pairs: dict[int, RawBlock] = {}
    matcher = SequenceMatcher(
        a=[(block["type"], _words(block)) for block in old],
        b=[(block["type"], _words(block)) for block in new],
        autojunk=False,
    )
    for operation, i1, i2, j1, j2 in matcher.get_opcodes():
        if operation == "equal":
            pairs |= {j1 + n: old[i1 + n] for n in range(i2 - i1)}
        elif operation == "replace":
            pairs |= _alike(old, new, range(i1, i2), range(j1, j2))
    return pairs


def _alike(
    old: Sequence[RawBlock], new: Sequence[RawBlock], before: range, after: range
) -> dict[int, RawBlock]:
    """Pair the blocks of two runs by likeness, the most alike first.

    A sole block of its type on both sides is the same one, whatever its words.
    """
    scores = sorted(
        (
            (-_likeness(old[i], new[j]), i, j)
            for i in before
            for j in after
            if old[i]["type"] == new[j]["type"]
        ),
    )
    sole = len(before) == len(after) == 1
    taken: set[int] = set()
    pairs: dict[int, RawBlock] = {}
    for score, i, j in scores:
        if i not in taken and j not in pairs and (sole or -score >= SAME_BLOCK):
            taken.add(i)
            pairs[j] = old[i]
    return pairs


def _likeness(one: RawBlock, other: RawBlock) -> float:
    words = _words(one).split(), _words(other).split()
    return SequenceMatcher(None, *words, autojunk=False).ratio()


def _words(block: RawBlock) -> str:
    """Return the words of a block, without ids, pictures and tags."""
    return " ".join(_TAG.sub(" ", text) for text in _texts(block["value"])).strip()


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        # A picture is chosen, not written, and a permission is no word of the text.
        not_words = ("id", "image", "consent")
        value = [one for name, one in value.items() if name not in not_words]
    if isinstance(value, (list, tuple)):
        return [text for one in value for text in _texts(one)]
    return []


def _value(before: Any, value: Any) -> Any:
    """Return a new value with the ids, picture and permission of the one before."""
    if isinstance(before, dict) and isinstance(value, dict):
        merged = {name: _value(before.get(name), one) for name, one in value.items()}
        if "consent" in before:
            merged["consent"] = before["consent"]
        image, had = value.get("image"), before.get("image")
        if isinstance(image, dict) and isinstance(had, dict):
            same = image["image"] in (None, had.get("image"))
            if same and had.get("image"):
                merged["image"] = {
                    **had,
                    "alt_text": had["alt_text"] or image["alt_text"],
                }
        return merged
    if isinstance(before, list) and isinstance(value, list) and _are_items(value):
        return keep_identity([b for b in before if "id" in b], value)
    return value


def _are_items(value: list[Any]) -> bool:
    return bool(value) and all(
        isinstance(one, dict) and "id" in one and "type" in one for one in value
    )
