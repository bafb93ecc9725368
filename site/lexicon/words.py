"""Cuts text into words, the same way for pages and for what readers type."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Literal, NamedTuple

# Longer runs of letters are no words; they are cut the same way everywhere.
LONGEST = 80

# Marks that combine with the letter before them: letters with dots or accents may be
# written as two characters, and the vowels of many scripts are such marks.
_MARKS = "".join(
    chr(code)
    for code in range(0x300, 0xFE30)
    if unicodedata.category(chr(code)).startswith("M")
)
_LETTER = rf"[^\W_][{_MARKS}\u00ad]*"
_RUN = rf"(?:{_LETTER})+"
# An apostrophe within a word, and the colon before the ending of an abbreviation.
_WORD = rf"{_RUN}(?:['’ʼ]{_RUN})*(?::(?!\d){_RUN})?"
_HYPHEN = "[-\u2010\u2011]"
_WHOLE = rf"{_WORD}(?:{_HYPHEN}{_WORD})+"

_PIECE = re.compile(
    rf"""
    (?P<email>(?<![\w.])[\w.+-]{{1,64}}@(?:[\w-]{{1,63}}\.)+[^\W\d_]{{2,24}})
    | (?P<phone>(?<![\w.,:/-])(?<!\d\s)
        (?:\+\d{{1,3}}|\(?0[1-9])[\d\s()/-]{{4,20}}\d(?![\w:/-]))
    | (?P<spaced>{_WORD}[ \u00a0]{_HYPHEN}{_WORD}(?:{_HYPHEN}{_WORD})*)
    | (?P<whole>{_WHOLE})
    | {_WORD}
    """,
    re.VERBOSE,
)
_WORDS = re.compile(_WORD)
_NOT_IN_FORM = str.maketrans({"\u00ad": None, "’": "'", "ʼ": "'", "‐": "-", "‑": "-"})


class Token(NamedTuple):
    """A word of a text: its form (lower case, NFC) and where it stands in the text.

    ``start`` and ``end`` count characters of the text as given.  ``kind`` is

    - ``word`` for a word, or one part of a hyphenated one; these follow each other and
      never overlap, so that a phrase is a run of them;
    - ``whole`` for all of a hyphenated word, also of one with a space before the hyphen
      ("Active NGOs -hanke" holds ``ngos-hanke``);
    - ``email`` for an address, with nothing but its letters and digits, and ``phone``
      for a number, with nothing but the digits that are dialled in Finland.

    The last three come before the words they overlap.
    """

    form: str
    start: int
    end: int
    kind: Literal["word", "whole", "email", "phone"] = "word"


def tokens(text: str) -> Iterator[Token]:
    """Yield the words of a text in their order; an empty text has none."""
    for piece in _PIECE.finditer(text):
        start, end = piece.span()
        written = piece.group()
        match piece.lastgroup:
            case None:  # as nearly all of them
                yield Token(_form(written), start, end)
                continue
            case "email":
                letters = re.sub(r"[\W_]", "", _form(written))
                yield Token(letters, start, end, "email")
            case "phone":
                yield Token(_national(written), start, end, "phone")
            case _:
                yield Token(_form("".join(written.split())), start, end, "whole")
        for word in _WORDS.finditer(text, start, end):
            yield Token(_form(word.group()), word.start(), word.end())


def folded(form: str) -> str:
    """Return a word without its dots and accents: å, ä, ö, é become a, a, o, e."""
    plain = unicodedata.normalize("NFD", form.translate(_WITHOUT_PARTS))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


# Letters that Unicode does not take apart.
_WITHOUT_PARTS = str.maketrans(
    {"ø": "o", "æ": "ae", "œ": "oe", "ß": "ss", "ł": "l", "đ": "d", "ð": "d", "þ": "th"}
)


def _form(written: str) -> str:
    if written.isascii():  # which leaves nothing to put together
        return written.lower()[:LONGEST]
    plain = unicodedata.normalize("NFC", written.translate(_NOT_IN_FORM)).lower()
    return unicodedata.normalize("NFC", plain)[:LONGEST]


def _national(written: str) -> str:
    """Return the digits of a phone number as they are dialled in Finland."""
    digits = re.sub(r"\D", "", written.replace("(0)", ""))
    if written.lstrip("( ").startswith("+358"):
        return "0" + digits.removeprefix("358")
    return digits
