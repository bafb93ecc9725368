"""What a reader typed, taken apart into words, phrases and words not wanted."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from lexicon.vocabulary import Words, look_up
from lexicon.words import Token, tokens

MOST_WORDS = 12
LONGEST_QUERY = 200

_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂", '"'))
_QUOTED = re.compile(r'(?P<minus>(?<!\S)[-‐‑–−])?"(?P<inside>[^"]*)"')
_UNWANTED = re.compile(r"(?<!\S)[-‐‑–−](?P<word>[^\W_]\S*)")


@dataclass(frozen=True)
class QueryWord:
    """A word of a query and the words it finds, by how near they are to it.

    ``exact`` holds what stands in a text just so, ``inflected`` its dictionary forms
    (and so all its other forms), ``member`` the same as members of compounds, and
    ``fuzzy`` what the reader may have meant as well.  Lower case, as in the index.
    All of its ``parts`` together do as well as the word: those of a hyphenated word, of
    an address or of a number.
    """

    form: str
    exact: frozenset[str] = frozenset()
    inflected: frozenset[str] = frozenset()
    member: frozenset[str] = frozenset()
    fuzzy: frozenset[str] = frozenset()
    parts: "tuple[QueryWord, ...]" = ()


@dataclass(frozen=True)
class Query:
    """A query in one language: all its words and phrases must be found.

    ``text`` is what was typed, on one line.  A phrase is a row of forms that stand
    side by side; what is in ``without`` and ``without_phrases`` must not be found.
    """

    text: str
    language: str
    words: tuple[QueryWord, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    without: tuple[QueryWord, ...] = ()
    without_phrases: tuple[tuple[str, ...], ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is looked for: no word and no phrase."""
        return not self.words and not self.phrases


@dataclass(frozen=True)
class _Unit:
    """A token and, for one that is made of several words, those words."""

    token: Token
    parts: tuple[Token, ...] = ()


@dataclass
class _Apart:
    """A text taken apart, before anything is known of its words."""

    words: list[_Unit] = field(default_factory=list)
    phrases: list[tuple[str, ...]] = field(default_factory=list)
    without: list[_Unit] = field(default_factory=list)
    without_phrases: list[tuple[str, ...]] = field(default_factory=list)
    # Where a hyphen follows a space, as in "NGOs -hanke", it means "not", or makes a
    # compound with the word before it: the vocabulary knows such compounds.  Here are
    # the number of that word, the compound, and what else is not wanted.
    doubtful: list[tuple[int, _Unit, list[_Unit]]] = field(default_factory=list)

    def forms(self) -> set[str]:
        """Return every form whose meaning is to be asked."""
        units = [*self.words, *self.without]
        for _number, compound, unwanted in self.doubtful:
            units += [compound, *unwanted]
        return {token.form for unit in units for token in (unit.token, *unit.parts)}


def parse(text: str, language: str) -> Query:
    """Return the query that the text stands for, in a language.

    One query to the vocabulary.  Anything may be typed: what holds no word gives an
    empty query, and what goes beyond 200 characters or 12 words is left out.
    """
    return parse_all([(language, text)])[0]


def parse_all(typed: Sequence[tuple[str, str]]) -> list[Query]:
    """Return the query for each (language, text), in their order.

    One query to the vocabulary for all of them together.
    """
    _corrected, queries = _understood(typed)
    return queries


def parse_further(
    query: Query, typed: Sequence[tuple[str, str]] = (), finds_nothing: bool = True
) -> tuple[Query | None, list[Query]]:
    """Return a query with its misspelt words put right, or None where none is.

    All that was typed between the words stays: quotation marks, minus signs, and words
    nobody corrects.  Of a query that ``finds_nothing``, words that the site holds but
    no dictionary knows are put right too.  The queries for each (language, text) come
    with it, as from ``parse_all``: one query to the vocabulary for all together.
    """
    return _understood(typed, query, finds_nothing)


def _understood(
    typed: Sequence[tuple[str, str]],
    misspelt: Query | None = None,
    finds_nothing: bool = False,
) -> tuple[Query | None, list[Query]]:
    lines = [(language, one_line(text)) for language, text in typed]
    apart = [_taken_apart(line) for _language, line in lines]
    forms = set().union(*(one.forms() for one in apart))
    typed_words = tokens(misspelt.text) if misspelt else ()
    doubted = [token for token in typed_words if token.kind == "word"]
    words = look_up(
        forms,
        {language for language, _line in lines},
        [(misspelt.language, one.form) for one in doubted] if misspelt else (),
    )
    queries = [
        _query(line, language, parts, words)
        for (language, line), parts in zip(lines, apart, strict=True)
    ]
    if misspelt is None:
        return None, queries
    text = misspelt.text
    # From the end, so that the places before stay where they are.
    for token in reversed(doubted):
        if found := words.corrections(token.form, misspelt.language, finds_nothing):
            text = text[: token.start] + found[0] + text[token.end :]
    if text == misspelt.text:
        return None, queries
    return _query(text, misspelt.language, _taken_apart(text), words), queries


def words_in(text: str, languages: Sequence[str]) -> dict[str, tuple[QueryWord, ...]]:
    """Return the words of a text in each language; no sign in it has a meaning.

    One query to the vocabulary for all of them together.
    """
    apart = _Apart(words=_units(one_line(text)))
    words = look_up(apart.forms(), languages)
    return {
        language: _query("", language, apart, words).words for language in languages
    }


def one_line(text: str) -> str:
    """Return what was typed on one line, without what cannot be seen, cut at 200."""
    text = unicodedata.normalize("NFC", text[: LONGEST_QUERY * 4])
    # Soft hyphens and marks of direction stand inside words that were pasted.
    inked = (sign for sign in text if unicodedata.category(sign) != "Cf")
    visible = "".join(sign if sign.isprintable() else " " for sign in inked)
    return " ".join(visible.split())[:LONGEST_QUERY].rstrip()


def _taken_apart(text: str) -> _Apart:
    apart = _Apart()

    def take_phrase(match: re.Match[str]) -> str:
        words = (one for one in tokens(match["inside"]) if one.kind == "word")
        forms = tuple(word.form for word in words)[:MOST_WORDS]
        if forms:
            unwanted = bool(match["minus"])
            (apart.without_phrases if unwanted else apart.phrases).append(forms)
        return ' " '

    rest = _QUOTED.sub(take_phrase, text.translate(_QUOTES))
    end = 0
    for match in _UNWANTED.finditer(rest):
        before = rest[end : match.start()]
        end = match.end()
        apart.words += _units(before)
        unwanted = _units(match["word"])
        last = before.split()[-1:]
        compound = _units(f"{last[0]} -{match['word']}") if last else []
        if compound and compound[0].token.kind == "whole" and len(compound) == 1:
            apart.doubtful.append((len(apart.words) - 1, compound[0], unwanted))
        else:
            apart.without += unwanted
    apart.words += _units(rest[end:])
    return apart


def _units(text: str) -> list[_Unit]:
    """Return the words of a text; one made of several comes with those."""
    units: list[_Unit] = []
    reach = 0
    for token in tokens(text):
        if token.kind != "word":
            reach = token.end
            units.append(_Unit(token))
        elif token.start < reach:
            last = units.pop()
            units.append(_Unit(last.token, (*last.parts, token)))
        else:
            units.append(_Unit(token))
    return units


def _query(text: str, language: str, apart: _Apart, known: Words) -> Query:
    units, without = list(apart.words), list(apart.without)
    for number, compound, unwanted in apart.doubtful:
        if known.consulted(compound.token.form, language).count:
            units[number] = compound
        else:
            without += unwanted

    def words(some: Iterable[_Unit]) -> tuple[QueryWord, ...]:
        made = (_word(unit, language, known) for unit in some)
        return tuple({word.form: word for word in made}.values())[:MOST_WORDS]

    return Query(
        text=text,
        language=language,
        words=words(units),
        phrases=tuple(dict.fromkeys(apart.phrases))[:MOST_WORDS],
        without=words(without),
        without_phrases=tuple(dict.fromkeys(apart.without_phrases))[:MOST_WORDS],
    )


def _word(unit: _Unit, language: str, known: Words) -> QueryWord:
    form = unit.token.form
    parts = tuple(_word(_Unit(part), language, known) for part in unit.parts)
    if unit.token.kind in ("email", "phone"):
        return QueryWord(form, exact=frozenset([form]), parts=parts)
    its = known.consulted(form, language)
    lemmas = frozenset([*its.analysis.lemmas, form])
    return QueryWord(
        form,
        exact=frozenset([form]),
        inflected=lemmas,
        member=lemmas,
        fuzzy=frozenset(its.loose),
        parts=parts,
    )
