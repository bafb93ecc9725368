"""Names: what the original names, the translation names too.

A name is a word with a capital that is no common word, or one with a capital inside.
Protected names of the glossary are looked for by ``translation.checking.terms``.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from babel import Locale
from django.utils.translation import gettext_lazy as _
from rapidfuzz.distance import DamerauLevenshtein

from lexicon import analysis
from lexicon.analysis import light
from lexicon.words import folded
from translation.checking import calendar_words
from translation.checking.findings import Finding, Kind
from translation.checking.sides import Side

_CAPITAL = re.compile(r"(?<![\w@./])[^\W\d_a-zåäö][\w]*(?:[-‑’'.](?=\w)[\w]+)*")
_INNER = re.compile(r"(?<![\w@./])\w+[a-zåäö][A-ZÅÄÖ]\w*|(?<![\w@./])[A-ZÅÄÖ]{2,}\w*")
# Before a word with a capital that may be there because a sentence begins.
_BEGINS = re.compile(r"(?:^|[.!?:…\n\x00|][”“\"’»)\]]*\s+|(?:^|\s)[”“\"(–—•]\s*)$")
# So far back is looked for that: no row of marks and spaces is longer.
_NEAR = 40
# Finnish endings after a name that no dictionary has.
_FINNISH = re.compile(
    r"(?:i?(?:n|ssa|ssä|sta|stä|lla|llä|lta|ltä|lle|na|nä|ksi|a|ä|ta|tä|tta|ttä)"
    r"|(?P<vowel>[aeiouyäö])(?P=vowel)n|h[aeiouyäö]n|seen|iin|lainen|läinen"
    r"|laiset|läiset|laisen|läisen|laista|läistä)(?:kin|kaan|kään|ko|kö)?$"
)
_GENITIVE = {"sv": re.compile(r"s$"), "en": re.compile(r"(?:['’]s|s['’]?)$")}
# Abbreviations up to this length differ between languages.
_SHORT = 3
# The country that is often left unsaid.
_HOME = "FI"
# Places with a clock that has a name of its own in some language.
_CLOCKS = sorted(
    {
        str(zone)
        for language in ("fi", "sv")
        for zone in Locale.parse(language).time_zones
    }
)
_GRADES = (("ng", "nk"), ("mm", "mp"), ("ll", "lt"), ("nn", "nt"), ("rr", "rt"))


@dataclass(frozen=True)
class Name:
    """A word that names something, and where it stands in a text."""

    text: str
    start: int
    end: int

    @property
    def parts(self) -> list[str]:
        """The name and, of one with a hyphen, its parts that begin with a capital."""
        pieces = re.split(r"[-‑]", self.text)
        return [self.text, *(one for one in pieces[:-1] or pieces if one[:1].isupper())]


def names(text: str, language: str) -> list[Name]:
    """Return the names of a text, but for words that only begin a sentence."""
    found = []
    for match in _CAPITAL.finditer(text):
        word = match.group()
        if _INNER.match(word) and not is_common(word, language):
            found.append(Name(word, *match.span()))
            continue
        begins = bool(
            _BEGINS.search(text, max(0, match.start() - _NEAR), match.start())
        )
        if begins and not (
            _goes_on(text, match.end(), language)
            and not analysis.is_common(word.lower(), language)
        ):
            continue
        if not is_common(word, language):
            found.append(Name(word, *match.span()))
    return found


def _goes_on(text: str, end: int, language: str) -> bool:
    """Tell whether another name follows at once, as after a first name."""
    following = _CAPITAL.match(text, end + 1)
    return bool(
        following
        and text[end : end + 1] in (" ", "\u00a0")
        and not is_common(following.group(), language)
    )


@lru_cache(20_000)
def is_common(word: str, language: str) -> bool:
    """Tell whether a word with a capital is no name, as far as anybody can know."""
    form = re.split(r"['’]", word)[0].lower()
    if len(form) < 2 or form in calendar_words.names(language, "months"):
        return True
    if word.isupper() and len(word) <= _SHORT:  # EU, AI, UK: each language has its own
        return True
    if language == "en":  # English has capitals for more than names
        is_word = analysis.is_common(form, "en") or folded(form) in _languages()
        return is_word and not known_place(form, "en")
    return False


@cache
def _languages() -> frozenset[str]:
    """Return the words in English names of languages, which are no names elsewhere."""
    names = Locale.parse("en").languages.values()
    return frozenset(
        word for name in names for word in re.findall(r"\w+", folded(name.lower()))
    )


def check(source: Side, target: Side, known: Iterable[str]) -> Iterator[Finding]:
    """Yield names that the translation lacks, and names that look misspelt.

    ``known`` are names that may stand in the translation for those of the original.
    """
    there = names(source.text, source.language)
    here = [
        Name(match.group(), *match.span()) for match in _CAPITAL.finditer(target.text)
    ]
    stands = {base for name in here for base in _all_bases(name, target.language)}
    long = tuple(base for base in stands if len(base) > 4)
    words = _words(target)
    expected = {folded(word.lower()) for name in known for word in name.split()}
    told: set[str] = set()
    for name in there:
        wanted = _wanted(name, source.language, target.language)
        expected |= wanted
        if wanted & stands or name.text in told or _begins_any(wanted, words):
            continue
        if any(one.startswith(long) for one in wanted):  # Entressebiblioteket
            continue
        if _adjective(name, source.language, target.language, words):
            continue
        told.add(name.text)
        yield Finding(
            Kind.NAME,
            _("The name %(name)s of the original is missing."),
            {"name": name.text},
            name.start,
            name.end,
            in_source=True,
        )
    yield from _misspelt(here, expected, target)


def _misspelt(here: list[Name], expected: set[str], target: Side) -> Iterator[Finding]:
    for name in here:
        bases = _all_bases(name, target.language)
        form = name.text.lower()
        if bases & expected or analysis.in_dictionary(form, target.language):
            continue
        near = sorted(
            known
            for known in expected | (_languages() if target.language == "en" else set())
            if len(known) > 3
            and any(
                abs(len(known) - len(base)) < 2
                and DamerauLevenshtein.distance(known, base, score_cutoff=1) == 1
                for base in (folded(name.text.lower()),)
            )
        )
        if near:
            yield Finding(
                Kind.NAME,
                _("Is the name %(name)s spelt as it should be?"),
                {"name": name.text},
                name.start,
                name.end,
            )


def _wanted(name: Name, language: str, other: str) -> set[str]:
    """Return all by which a name is recognised in the other language."""
    wanted = _all_bases(name, language)
    for base in tuple(wanted):
        wanted |= known_place_in(base, language, other)
    return wanted


def _all_bases(name: Name, language: str) -> set[str]:
    return {base for part in name.parts for base in bases(part, language)}


def _words(side: Side) -> list[str]:
    return [folded(word) for word in re.findall(r"[^\W\d_]{4,}", side.text.lower())]


def _begins_any(wanted: set[str], words: list[str]) -> bool:
    """Tell whether a compound or a derivation begins with a name: Esbobor."""
    long = tuple(one for one in wanted if len(one) > 3)
    return bool(long) and any(word.startswith(long) for word in words)


def _adjective(name: Name, language: str, other: str, words: list[str]) -> bool:
    """Tell whether a country may be meant without its name: Ranskan, fransk."""
    codes = {
        code
        for base in bases(name.text, language)
        for code in _places(language).get(base, ())
    }
    if _HOME in codes:
        return True
    begins = {
        place[:3]
        for base in bases(name.text, language)
        for place in known_place_in(base, language, other)
    }
    return any(word[:3] in begins for word in words)


@lru_cache(20_000)
def bases(word: str, language: str) -> frozenset[str]:
    """Return what a name may be without its ending, in lower case without dots."""
    form = word.lower().replace("’", "'")
    found = {form, form.partition("'")[0], form.partition(":")[0]}
    found.update(light(form, language).lemmas)
    if language == "fi":
        short = _FINNISH.sub("", form)
        if len(short) > 2:
            found |= {short, *(_strengthened(short))}
            # -nen, -si and -e- that stand before an ending
            if short.endswith("se"):
                found |= {short[:-2] + "nen", short[:-2] + "s"}
            if short.endswith("e"):
                found.add(short[:-1] + "i")
            if short.endswith("i"):  # Brightonissa, Aaltosten
                found.add(short[:-1])
        if form.endswith("n"):
            found |= {form[:-1], *_strengthened(form[:-1])}
    elif language in _GENITIVE:
        short = _GENITIVE[language].sub("", form)
        if len(short) > 2:
            found.add(short)
    return frozenset(folded(one) for one in found if one)


def _strengthened(stem: str) -> Iterator[str]:
    """Yield what a Finnish stem may be in the nominative: Helsingi, Helsinki."""
    if len(stem) < 4:
        return
    head, last, vowel = stem[:-2], stem[-2], stem[-1]
    if last in "kpt":
        yield head + last * 2 + vowel
    if last in "dv":
        yield head + {"d": "t", "v": "p"}[last] + vowel
    for weak, strong in _GRADES:
        if stem[:-1].endswith(weak):
            yield stem[:-3] + strong + vowel
    if last in "aeiouyäölr":
        yield stem[:-1] + "k" + vowel


@cache
def _places(language: str) -> dict[str, set[str]]:
    """Return the codes of countries and of cities with a clock, by name, from CLDR."""
    if language not in ("fi", "sv", "en"):
        return {}
    locale = Locale.parse(language)
    found: dict[str, set[str]] = {}
    for code, name in locale.territories.items():
        found.setdefault(folded(str(name).lower()), set()).add(str(code))
    zones = locale.time_zones
    for zone in _CLOCKS:
        city = zones.get(zone, {}).get("city") or zone.rpartition("/")[2]
        found.setdefault(folded(city.replace("_", " ").lower()), set()).add(zone)
    return found


def known_place(form: str, language: str) -> bool:
    """Tell whether a word is the name of a country or of a city with a clock."""
    return folded(form) in _places(language)


@cache
def known_place_in(base: str, language: str, other: str) -> frozenset[str]:
    """Return the names of a place in the other language, by one in this."""
    codes = _places(language).get(base, set())
    return frozenset(
        name for name, its in _places(other).items() if codes and codes & its
    )
