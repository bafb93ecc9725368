"""The dictionaries of word forms, in files that all processes share.

simplemma's data is one compressed stream for each language: to read it takes seconds
and tens of megabytes in every process.  Here it is written out once, into DATA_DIR, as
sorted lines that are mapped into memory: a process costs next to nothing until it asks,
and then only the pages it touched, which it shares with the others.
"""

import mmap
import os
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from simplemma.strategies.dictionaries import frontcode
from simplemma.strategies.dictionaries.dictionary_factory import _read_decompressed

# The languages that have a dictionary and rules of their own.
LANGUAGES = ("fi", "sv", "en")
# Which data the files hold; the last digit counts the ways of writing them.
EDITION = f"{version('simplemma')}-1"


class Lines:
    """Sorted lines in a file, each a word and what belongs to it, with tabs between."""

    def __init__(self, file: Path) -> None:
        with file.open("rb") as opened:
            self._lines = mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ)

    def after(self, word: bytes) -> list[bytes] | None:
        """Return what belongs to a word, or None if no line begins with it."""
        lines = self._lines
        key = word + b"\t"
        low, high = 0, len(lines)
        while low < high:
            middle = (low + high) // 2
            start = lines.rfind(b"\n", low, middle) + 1 or low
            if lines[start : start + len(key)] < key:
                low = lines.find(b"\n", middle, high) + 1
            else:
                high = start
        if lines[low : low + len(key)] != key:
            return None
        return lines[low + len(key) : lines.find(b"\n", low)].split(b"\t")


class Dictionary:
    """The words of a language; all that goes in and comes out is in lower case."""

    def __init__(self, language: str) -> None:
        files = _files(language)
        self._small, self._capital, self._lemmas = (Lines(file) for file in files)
        self.lemmas = lru_cache(20_000)(self._find_lemmas)
        self.has_lemma = lru_cache(20_000)(self._find_lemma)

    def _find_lemmas(self, form: str) -> tuple[str, ...]:
        """Return the dictionary forms of a form, best first; none if it is unknown.

        A form that is also the dictionary form of others is one of its own, even where
        the data give it to another word alone.  Names come last.
        """
        key = form.encode()
        found = [_edited(key, edit) for edit in self._small.after(key) or ()]
        if self.has_lemma(form):
            found.append(form)
        found += [_edited(key, edit) for edit in self._capital.after(key) or ()]
        return tuple(dict.fromkeys(found))

    def is_written_small(self, form: str) -> bool:
        """Return whether a form belongs to a word that is no name."""
        return self._small.after(form.encode()) is not None or self.has_lemma(form)

    def _find_lemma(self, word: str) -> bool:
        """Return whether a word that is written small is a dictionary form."""
        return self._lemmas.after(word.encode()) is not None


@cache
def dictionary(language: str) -> Dictionary:
    """Return the dictionary of one of LANGUAGES; the first call of a site writes it."""
    return Dictionary(language)


def _edited(word: bytes, edit: bytes) -> str:
    """Return a word changed as an edit says (see ``_edit``)."""
    return (word[: len(word) - edit[0] + 48] + edit[1:]).decode()


def _edit(word: bytes, other: bytes) -> bytes:
    """Return the edit that makes a word another.

    Its first byte less 48 is how many bytes to cut from the end; the rest is put there.
    """
    kept = len(other)
    while not word.startswith(other[:kept]):
        kept -= 1
    return bytes([48 + len(word) - kept]) + other[kept:]


def _files(language: str) -> tuple[Path, Path, Path]:
    """Return the files of words, names and dictionary forms, written if need be."""
    folder = settings.DATA_DIR / "lexicon"
    kinds = ("words", "names", "lemmas")
    words, names, lemmas = (folder / f"{language}-{EDITION}.{kind}" for kind in kinds)
    if not (words.exists() and names.exists() and lemmas.exists()):
        folder.mkdir(parents=True, exist_ok=True)
        known: set[str] = set()
        named: list[tuple[str, str]] = []
        _write(words, _pairs(language, known, named))
        _write(names, sorted(named))
        # The data hold a few dictionary forms that no language has, such as "thinke".
        forms = Lines(words)
        real = (lemma for lemma in sorted(known) if forms.after(lemma.encode()))
        _write(lemmas, ((lemma, lemma) for lemma in real))
        # Not this edition's: another process may be writing it just now.
        for file in folder.glob(f"{language}-*"):
            if not file.name.startswith(f"{language}-{EDITION}."):
                file.unlink(missing_ok=True)
    return words, names, lemmas


def _pairs(
    language: str, known: set[str], named: list[tuple[str, str]]
) -> Iterable[tuple[str, str]]:
    """Yield forms that are written small with their dictionary forms, sorted.

    The dictionary forms of the rest of the dictionary are put in ``known``, the pairs
    that begin with a capital or hold one in ``named``.
    """
    data = _read_decompressed(language)
    is_reversed, _count, start = frontcode._read_header(data)
    if is_reversed:
        raise ValueError(f"simplemma's data for {language} are sorted from the end.")
    for _start, key, value in frontcode._iter_records(data, start):
        form, lemma = key.decode(), value.decode()
        if form.islower():
            yield form, lemma.lower()
            if lemma.islower():
                known.add(lemma)
        else:
            named.append((form.lower(), lemma.lower()))


def _write(file: Path, pairs: Iterable[tuple[str, str]]) -> None:
    """Write sorted pairs of form and dictionary form as lines, all or nothing."""
    partial = file.with_suffix(f".{os.getpid()}")
    with partial.open("wb") as opened:
        last = ""
        for form, lemma in pairs:
            word = form.encode()
            if form != last:
                opened.write(b"\n" + word if last else word)
            opened.write(b"\t" + _edit(word, lemma.encode()))
            last = form
        opened.write(b"\n")
    partial.replace(file)
