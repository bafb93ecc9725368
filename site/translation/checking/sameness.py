"""Words of the original that stand unchanged in the translation."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from lexicon.analysis import in_dictionary
from translation.checking import addresses
from translation.checking.findings import Finding, Kind
from translation.checking.sides import Side, blank

_WORD = re.compile(r"[^\W\d_]{3,}")
# The name of a registered association is the same in all languages.
_ASSOCIATION = re.compile(
    r"(?<!\w)[A-ZÅÄÖ][\w .&-]{0,80}?\s(?:ry|rf|r\.y\.|r\.f\.)(?!\w)"
)


def check(source: Side, target: Side) -> Iterator[Finding]:
    """Yield an unchanged text that holds words of its own language.

    Names, addresses and figures stay as they are; and so does a word that both
    languages have.
    """
    if " ".join(source.text.split()) != " ".join(target.text.split()):
        return
    text = source.text
    held = [*addresses.emails(text), *addresses.web(text)]
    places = [(one.start, one.end) for one in held]
    places += [found.span() for found in _ASSOCIATION.finditer(text)]
    words = {
        word
        for word in _WORD.findall(blank(text, places))
        if in_dictionary(word.lower(), source.language)
        and not in_dictionary(word.lower(), target.language)
    }
    if words and any(word[0].islower() for word in words):
        yield Finding(Kind.SAME, _("These are the words of the original, unchanged."))
    elif words and source.text.strip() in words:
        yield Finding(Kind.SAME, _("This is the word of the original, unchanged."))
