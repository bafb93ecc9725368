"""Finnish words, lightly: the dictionary, what is put after endings, and compounds."""

import re
from collections.abc import Callable

from lexicon.dictionaries import dictionary
from lexicon.light import compounds

_CLITIC = re.compile(r"(?:kin|kaan|kään|han|hän|ko|kö|pa|pä)$")
_POSSESSIVE = re.compile(r"(?:nsa|nsä|mme|nne|ni|si|(?<=[aä])an|(?<=e)en|(?<=ä)än)$")
# The endings of words in -nen, such as the many in -minen that no dictionary has.
_CASE_OF_NEN = re.compile(
    r"(?<=i)s(?:t[aä]|ten|i[aä]|iin|in[aä]|iksi|ille|i[ls][tls][aä]|"
    r"een|e[nt]|en[aä]|eksi|elle|e[ls][tls][aä])$"
)
# First members that no dictionary has as they stand.
_FIRST_TEXT = """
ala ali ensi epä erikois esi etä ennakko joka jälki keski kanta kauko koko lähi moni
muin nyky pika puoli sisä suur taka täys ulko uus vasta vähä yhteis yksi yksityis
yleis yli ylä
"""
_FIRST = frozenset(_FIRST_TEXT.split())
_SUFFIXES_TEXT = """
lla llä inen minen mainen lainen läinen uus yys ton tön ja jä
"""
_SUFFIXES = frozenset(_SUFFIXES_TEXT.split())
_SHORTEST = 7


def analysed(form: str) -> tuple[list[str], list[str]]:
    """Return the dictionary forms of a form, best first, and its compound's members.

    No dictionary forms means that nothing is known of it.
    """
    found = _lemmas(form)
    if found:
        return found, [member for lemma in found for member in members(lemma)]
    parts = _split(form, _tail)
    if parts:
        return parts.whole, _named(parts)
    guess = _CASE_OF_NEN.sub("nen", form)
    return ([guess] if guess != form else []), []


def members(lemma: str) -> list[str]:
    """Return the dictionary forms of what a dictionary form is built of."""
    parts = _split(lemma, _whole_tail)
    return _named(parts) if parts else []


def _named(parts: compounds.Split) -> list[str]:
    inner = [*parts.heads, *parts.lemmas]
    shorter = [word for word in inner if len(word) < len(parts.start + parts.tail)]
    return inner + [deeper for word in shorter for deeper in members(word)]


def _lemmas(form: str) -> list[str]:
    """Return the dictionary forms of a form, whatever stands after its ending."""
    words = dictionary("fi")
    found = list(words.lemmas(form))
    if found:
        of_nen = _CASE_OF_NEN.sub("nen", form)
        if of_nen not in (form, *found) and words.has_lemma(of_nen):
            found.append(of_nen)
        return found
    bare = _CLITIC.sub("", form)
    if bare != form and len(bare) > 2:
        found = list(words.lemmas(bare))
        if found:
            return found
    owned = _POSSESSIVE.sub("", bare)
    if owned != bare and len(owned) > 2:
        for base in (owned, owned + "n", owned + "t"):
            found += words.lemmas(base)
    return list(dict.fromkeys(found))


def _split(word: str, tail_of: Callable[[str], list[str]]) -> compounds.Split | None:
    if len(word) < _SHORTEST:
        return None
    return compounds.split(word, _heads, tail_of)


def _whole_tail(text: str) -> list[str]:
    """Return what a dictionary form may end with: a dictionary form."""
    return [text] if text in _tail(text) else []


def _tail(text: str) -> list[str]:
    if text in _SUFFIXES:
        return []
    words = dictionary("fi")
    return [
        lemma
        for lemma in _lemmas(text)
        if words.has_lemma(lemma)
        and len(lemma) > 2
        and lemma not in _SUFFIXES
        and (len(text) > 3 or text == lemma)
    ]


def _heads(text: str) -> list[str]:
    """Return the dictionary forms of what may be the first member of a compound."""
    words = dictionary("fi")
    if words.has_lemma(text) or text in _FIRST:
        return [text]
    if text.endswith("n"):  # kaupungin|kirjasto, asukkaiden|ilta
        return list(words.lemmas(text)[:1])
    if text.endswith("s") and words.has_lemma(text[:-1] + "nen"):  # ihmis|oikeus
        return [text[:-1] + "nen"]
    return []
