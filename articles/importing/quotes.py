"""Paragraphs that are a quotation with its speaker.

A paragraph is a quote only if it starts with an opening mark or a dash and ends with
an attribution: a verb of speech next to a capitalised name, before or after it.
"""

import re
from dataclasses import dataclass

from articles.importing.names import split_role_and_name
from articles.importing.normalise import marker_of, strip_marker
from articles.importing.vocabulary import is_speech_verb

MARKS = '”“„"«»'
_DOUBLED_SINGLES = re.compile("‘[‘’]|’’|''")
_MARK = re.compile(f"[{MARKS}]")
_TAIL_LENGTH = 260


@dataclass(frozen=True)
class Attribution:
    """Who says it: exact words of name and role, and the sentence they come from."""

    speaker: str
    role: str
    sentence: str
    confidence: float


@dataclass(frozen=True)
class Quote:
    """A quotation without its marks."""

    text: str
    by: Attribution


def opens_with_mark(text: str) -> bool:
    """Tell whether a text begins with a quotation mark."""
    return bool(_MARK.match(_DOUBLED_SINGLES.sub("”", text[:3])))


def read_quote(text: str, previous: str = "") -> Quote | None:
    """Return the quote a paragraph is, None for any other paragraph.

    ``previous`` is the text before it: a dash paragraph without an attribution takes
    it from there if that ends with a colon.
    """
    text = _DOUBLED_SINGLES.sub("”", text)
    if opens_with_mark(text):
        return _marked_quote(text)
    if marker_of(text) == "dash":
        return _dash_quote(strip_marker(text), previous)
    return None


def _marked_quote(text: str) -> Quote | None:
    marks = [match.start() for match in _MARK.finditer(text)]
    if len(marks) < 2 or len(text) - marks[-1] > _TAIL_LENGTH:
        return None
    between = list(zip(marks[1:-1:2], marks[2:-1:2], strict=False))
    if any(_attributes(text[start + 1 : end]) for start, end in between):
        return None
    by = read_attribution(text[marks[-1] + 1 :])
    return Quote(text[1 : marks[-1]].strip().rstrip(","), by) if by else None


def _dash_quote(text: str, previous: str) -> Quote | None:
    start = max(0, len(text) - _TAIL_LENGTH)
    for match in re.finditer(r"[,.?!] ", text[start:]):
        position = start + match.start()
        by = read_attribution(text[position + 1 :])
        if by:
            return Quote(text[:position].strip() + match[0].strip(", "), by)
    if previous.endswith(":"):
        sentence = re.split(r"(?<=[.!?]) ", previous[-_TAIL_LENGTH:])[-1]
        by = read_attribution(sentence.rstrip(":"))
        if by:
            return Quote(text, by)
    return None


def known_quote(text: str, by_line: str = "") -> Quote:
    """Return the quote that a file says a paragraph is.

    ``by_line`` is the line below that names the speaker; without it and without an
    attribution in the text nobody is named.
    """
    read = read_quote(text)
    if read and not by_line:
        return read
    text = _DOUBLED_SINGLES.sub("”", text)
    text = strip_marker(text) if marker_of(text) == "dash" else text
    by_line = strip_marker(by_line).strip(" .")
    by = read_attribution(by_line)
    if by is None:
        speaker, role = _name_and_role(by_line) or (by_line, "")
        by = Attribution(speaker, role, by_line, 0.9 if by_line else 0.5)
    return Quote(text.strip(MARKS + " "), by)


def _attributes(text: str) -> bool:
    """Tell whether words between two quotations attribute them."""
    words = [word.strip(",.") for word in text.split()]
    return any(map(is_speech_verb, words)) and any(w[:1].isupper() for w in words)


def read_attribution(text: str) -> Attribution | None:
    """Return the speaker of words such as ", says Name Surname, role."."""
    sentence = text.strip(" ,–")
    core = sentence.strip(". ")
    words = core.split()
    if re.search(r"[.!?] [A-ZÅÄÖ]", core):
        return None
    verb = next((i for i, w in enumerate(words) if is_speech_verb(w.strip(","))), None)
    if verb is None:
        return None
    before, after = words[:verb], words[verb + 1 :]
    if not before:
        named, rest = _name_and_role(" ".join(after)), ""
    else:
        named, rest = _name_and_role(" ".join(before)), " ".join(after)
    if not named:
        return None
    speaker, role = named
    if rest.startswith(","):
        rest = rest.lstrip(", ")
    return Attribution(speaker, role, sentence, 0.7 if rest else 0.95)


def _name_and_role(text: str) -> tuple[str, str] | None:
    """Return the name and the role of "role Name Surname, role"; None if no name."""
    head, _, role = text.strip(" ,").partition(",")
    role_before, name = split_role_and_name(head, least_words=1)
    if not name:
        return None
    return name, ", ".join(part for part in (role_before, role.strip()) if part)
