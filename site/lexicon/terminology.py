"""The glossary in running text: which terms stand where, in whatever form.

Words are recognised through their analysis: inflected, and as members of compounds.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from lexicon import analysis, vocabulary
from lexicon.analysis import Analysis
from lexicon.models import TERM_LANGUAGES, Term
from lexicon.words import Token, tokens

# Gives the analysis of a form in a language.
Analyse = Callable[[str, str], Analysis]


@dataclass(frozen=True)
class Entry:
    """A term of the glossary as texts are compared with it.

    ``phrases`` and ``forbidden`` hold what it is, and must not be, in each language;
    the first phrase is the one to use.  ``is_name`` says that it is a protected name;
    ``is_watched`` that a translation without it is worth a warning.
    """

    phrases: dict[str, tuple[str, ...]]
    forbidden: dict[str, tuple[str, ...]] = field(default_factory=dict)
    is_name: bool = False
    is_watched: bool = True
    note: str = ""

    def to_use(self, language: str) -> str:
        """Return what to write in a language; "" where the glossary does not say.

        A name that has no form of its own in a language is kept as it is.
        """
        here = self.phrases.get(language)
        if here:
            return here[0]
        own = next((some[0] for some in self.phrases.values() if some), "")
        return own if self.is_name else ""

    def allowed(self, language: str) -> tuple[str, ...]:
        """Return all that may be written in a language."""
        to_use = self.to_use(language)
        return self.phrases.get(language) or ((to_use,) if to_use else ())


@dataclass(frozen=True)
class Hit:
    """A phrase of an entry in a text.  ``start`` and ``end`` count its characters.

    ``is_whole`` is false where it is only a member of a compound.
    """

    entry: Entry
    phrase: str
    start: int
    end: int
    is_whole: bool = True


class Glossary:
    """Terms, ready to be looked for in texts."""

    def __init__(
        self, entries: Iterable[Entry] = (), analyse: Analyse = analysis.light
    ) -> None:
        self.entries = list(entries)
        self.analyse = analyse
        self._indexes: dict[tuple[str, bool], _Index] = {}
        # The words of the texts that were looked at last.
        self._words = lru_cache(64)(self._words_of)
        self.hits = lru_cache(64)(self._hits)

    @classmethod
    def load(cls, texts: Iterable[tuple[str, str]] = ()) -> "Glossary":
        """Return the glossary of the site: one query.

        For the (language, text) that will be looked at, words are analysed as the
        vocabulary knows them, by one query for each language; other words lightly.
        """
        entries = [entry_of(term) for term in Term.objects.all()]
        forms: dict[str, set[str]] = defaultdict(set)
        for language, text in texts:
            forms[language].update(token.form for token in tokens(text))
        known = {
            (form, language): its
            for language, some in forms.items()
            for form, its in vocabulary.analyses(
                some, language, known_only=True
            ).items()
        }

        def analyse(form: str, language: str) -> Analysis:
            return known.get((form, language)) or analysis.light(form, language)

        return cls(entries, analyse)

    def _hits(self, text: str, language: str) -> list[Hit]:
        """Return the terms of a text in its order, the longest first at one place.

        None overlap, but for members of compounds, which stand where the compound does.
        """
        return self._index(language, forbidden=False).hits(text)

    def forbidden(self, text: str, language: str) -> list[Hit]:
        """Return the forbidden words of a text, but for those within allowed terms."""
        allowed = [
            (hit.start, hit.end) for hit in self.hits(text, language) if hit.is_whole
        ]
        return [
            hit
            for hit in self._index(language, forbidden=True).hits(text)
            if hit.is_whole
            and not any(
                start <= hit.start
                and hit.end <= end
                and end - start > hit.end - hit.start
                for start, end in allowed
            )
        ]

    def stands(self, entry: Entry, text: str, language: str) -> bool:
        """Tell whether a text has any allowed phrase of a term, in whatever form."""
        words = self._words(text, language)
        for phrase in entry.allowed(language):
            if _find(_keys_of(phrase, language), words, members=True):
                return True
            # Compounds with a name are in no dictionary: Facebookgrupp, Esbobor.
            begin = phrase.lower()
            if entry.is_name and any(word.form.startswith(begin) for word in words):
                return True
        return False

    def _index(self, language: str, *, forbidden: bool) -> "_Index":
        key = (language, forbidden)
        if key not in self._indexes:
            self._indexes[key] = _Index(self, language, forbidden=forbidden)
        return self._indexes[key]

    def _words_of(self, text: str, language: str) -> "list[_Word]":
        return [
            _word(token, language, self.analyse)
            for token in tokens(text)
            if token.kind == "word"
        ]


@dataclass(frozen=True)
class _Word:
    form: str
    start: int
    end: int
    keys: frozenset[str]
    members: frozenset[str]


def _word(token: Token, language: str, analyse: Analyse) -> _Word:
    its = analyse(token.form, language)
    light = analysis.light(token.form, language)
    return _Word(
        token.form,
        token.start,
        token.end,
        frozenset([token.form, *its.lemmas, *light.lemmas]),
        frozenset([*its.members, *light.members]),
    )


Keys = tuple[frozenset[str], ...]


@lru_cache(8_000)
def _keys_of(phrase: str, language: str) -> Keys:
    """Return, for each word of a phrase, all by which it is recognised."""
    return tuple(
        frozenset([token.form, *analysis.light(token.form, language).lemmas])
        for token in tokens(phrase)
        if token.kind == "word"
    )


def _find(wanted: Keys, words: Sequence[_Word], *, members: bool) -> bool:
    size = len(wanted)
    if not size:
        return False
    if members and size == 1 and any(wanted[0] & word.members for word in words):
        return True
    return any(
        all(
            keys & word.keys
            for keys, word in zip(wanted, words[at : at + size], strict=True)
        )
        for at in range(len(words) - size + 1)
    )


class _Index:
    """The phrases of one language, by the keys of their first words."""

    def __init__(self, glossary: Glossary, language: str, *, forbidden: bool) -> None:
        self.glossary, self.language = glossary, language
        self._by_key: dict[str, list[tuple[Keys, str, Entry]]] = defaultdict(list)
        for entry in glossary.entries:
            phrases = (entry.forbidden if forbidden else entry.phrases).get(
                language, ()
            )
            if entry.is_name and not phrases and not forbidden:
                phrases = entry.allowed(language)
            for phrase in phrases:
                keys = _keys_of(phrase, language)
                for key in keys[0] if keys else ():
                    self._by_key[key].append((keys, phrase, entry))

    def hits(self, text: str) -> list[Hit]:
        words = self.glossary._words(text, self.language)
        found: list[Hit] = []
        at = 0
        while at < len(words):
            size = 1
            for length, phrase, entry in self._at(text, words, at):
                if length < size:
                    break
                size = length
                last = words[at + length - 1]
                found.append(Hit(entry, phrase, words[at].start, last.end))
            if not found or found[-1].start != words[at].start:
                found += self._members(words[at])
            at += size
        return found

    def _at(
        self, text: str, words: list[_Word], at: int
    ) -> list[tuple[int, str, Entry]]:
        """Return length and entry of each phrase that begins here, longest first."""
        here: dict[int, tuple[int, str, Entry]] = {}
        for key in words[at].keys:
            for keys, phrase, entry in self._by_key.get(key, ()):
                if len(keys) > len(words) - at or id(entry) in here:
                    continue
                rest = zip(keys[1:], words[at + 1 : at + len(keys)], strict=True)
                if all(one & word.keys for one, word in rest) and not (
                    # Aalto is a name, and aalto a wave.
                    entry.is_name
                    and phrase[0].isupper()
                    and not text[words[at].start].isupper()
                ):
                    here[id(entry)] = (len(keys), phrase, entry)
        return sorted(here.values(), key=lambda one: -one[0])

    def _members(self, word: _Word) -> Iterator[Hit]:
        seen = set()
        for key in sorted(word.members):
            for keys, phrase, entry in self._by_key.get(key, ()):
                if len(keys) == 1 and id(entry) not in seen:
                    seen.add(id(entry))
                    yield Hit(entry, phrase, word.start, word.end, is_whole=False)


def entry_of(term: Term) -> Entry:
    """Return a term of the glossary as texts are compared with it."""
    return Entry(
        phrases={code: tuple(term.phrases(code)) for code in TERM_LANGUAGES},
        forbidden={code: tuple(term.forbidden(code)) for code in TERM_LANGUAGES},
        is_name=term.is_name,
        is_watched=term.is_watched,
        note=term.note,
    )
