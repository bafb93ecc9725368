"""Known terms among the words of a query, and what they are in other languages."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice, product
from typing import Any

from django.core.cache import cache
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from lexicon.analysis import light
from lexicon.models import TERM_LANGUAGES, Term
from lexicon.words import tokens

# So many ways to put a query in another language are enough.
_MOST = 2
_TERMS, _SECONDS_KEPT = "lexicon.terms", 60

# A term: its phrases in each language, the one to use first.
Phrases = Mapping[str, Sequence[str]]


def counterparts(
    forms: Sequence[str],
    from_language: str,
    also: Iterable[Mapping[str, str]] = (),
) -> dict[str, list[str]]:
    """Return the words in each language that has a term for any of them.

    Terms are those of the glossary and of ``also``, which holds the name of one thing
    by language.  They are known in whatever form their words stand, the longest first;
    the other words are kept in their places.  At most two ways per language, best
    first.  One query where the glossary has to be read again, else none.
    """
    terms: list[Phrases] = [*(cache.get_or_set(_TERMS, _glossary, _SECONDS_KEPT) or ())]
    terms += [{language: [name] for language, name in names.items()} for names in also]
    words = [token.form for token in tokens(" ".join(forms)) if token.kind == "word"]
    keys = [_keys(word, from_language) for word in words]
    pieces = list(_pieces(words, keys, terms, from_language))
    targets = {language for term in terms for language in term} - {from_language}
    found = {}
    for language in sorted(targets):
        ways = [_names(word, here, language) for word, here in pieces]
        if any(names for names in ways):
            texts = product(
                *(
                    names or [word]
                    for (word, _), names in zip(pieces, ways, strict=True)
                )
            )
            found[language] = list(islice((" ".join(text) for text in texts), _MOST))
    return found


def _glossary() -> list[Phrases]:
    return [
        {language: term.phrases(language) for language in TERM_LANGUAGES}
        for term in Term.objects.all()
    ]


@receiver([post_save, post_delete], sender=Term)
def term_changed(**kwargs: Any) -> None:
    """Have the glossary read again; other processes do so within a minute."""
    cache.delete(_TERMS)


def _pieces(
    words: Sequence[str],
    keys: Sequence[frozenset[str]],
    terms: Sequence[Phrases],
    language: str,
) -> Iterator[tuple[str, list[Phrases]]]:
    """Yield the words that make a known term with those terms, and each other word."""
    at = 0
    while at < len(words):
        length, here = 1, []
        for term in terms:
            for phrase in term.get(language, ()):
                wanted = _phrase_keys(phrase, language)
                size = len(wanted)
                if size < length or not wanted or at + size > len(words):
                    continue
                if all(
                    a & b for a, b in zip(wanted, keys[at : at + size], strict=True)
                ):
                    if size > length:
                        length, here = size, []
                    here.append(term)
                    break
        yield " ".join(words[at : at + length]), here
        at += length


def _names(words: str, terms: Iterable[Phrases], language: str) -> list[str]:
    """Return what terms are called in a language, where that is another word."""
    names = [term[language][0] for term in terms if term.get(language)]
    return [name for name in dict.fromkeys(names) if name.lower() != words]


@lru_cache(4_000)
def _phrase_keys(phrase: str, language: str) -> tuple[frozenset[str], ...]:
    """Return, for each word of a phrase, all by which it is recognised."""
    words = (token.form for token in tokens(phrase) if token.kind == "word")
    return tuple(_keys(word, language) for word in words)


def _keys(form: str, language: str) -> frozenset[str]:
    return frozenset([form, *light(form, language).lemmas])
