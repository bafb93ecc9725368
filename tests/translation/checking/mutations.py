"""Mistakes, made on purpose in a correct translation: one in each text yielded."""

import re
from collections.abc import Iterator

from lexicon.terminology import Glossary
from translation.checking.sides import Side

MONTHS = {
    language: months.split()
    for language, months in {
        "fi": "tammi helmi maalis huhti touko kesä heinä elo syys loka marras joulu",
        "sv": "januari februari mars april maj juni juli augusti september oktober "
        "november december",
        "en": "January February March April May June July August September October "
        "November December",
    }.items()
}
A_NAME = re.compile(r"(?<=[a-zåäö,] )[A-ZÅÄÖ][a-zåäö]{3,}")
A_LINK = re.compile(r'<a id="[^"]+">(.*?)</a>')
QUOTES = {"fi": "””", "sv": "””", "en": "“”"}
INSTEAD = {"fi": "asia", "sv": "sak", "en": "thing"}


def mutations(source: Side, target: Side, glossary: Glossary) -> Iterator[tuple]:
    """Yield the kind of each mistake, the original, and the translation that has it."""
    for make in (digits, dates, links):
        for text in make(target):
            yield make.__name__, source.data, text
    for make in (names, terms):
        for text in make(source, target, glossary):
            yield make.__name__, source.data, text
    # The demo has few of these: every segment is put between them.
    for make, there, here in (
        (brackets, "()", "()"),
        (quotes, QUOTES[source.language], QUOTES[target.language]),
    ):
        original = f"{there[0]}{source.data}{there[1]}"
        right = Side(f"{here[0]}{target.data}{here[1]}", target.language)
        for text in make(right):
            yield make.__name__, original, text


def outside_tags(rule, text):
    tags = [found.span() for found in re.finditer(r"<[^<>]*>", text)]
    for found in re.finditer(rule, text):
        if not any(start <= found.start() < end for start, end in tags):
            yield found


def put(text, found, new):
    return text[: found.start()] + new + text[found.end() :]


def digits(target):
    """Another digit in the place of each."""
    for found in outside_tags(r"\d", target.data):
        yield put(target.data, found, str((int(found.group()) + 3) % 10))


def dates(target):
    """Another month, another day, and no date at all."""
    months = MONTHS[target.language]
    word = rf"(?<![\w-])({'|'.join(months)})" + (
        "(?=kuu|–)" if target.language == "fi" else r"(?!\w)"
    )
    for found in outside_tags(word, target.data):
        if found.group() == "May" and not re.search(r"\d", target.data):
            continue
        other = months[(months.index(found.group()) + 2) % 12]
        yield put(target.data, found, other)
    for found in outside_tags(r"\d{1,2}(?=\.\d{1,2}\.\d{4})", target.data):
        yield put(target.data, found, str(int(found.group()) % 28 + 1))
    day = rf"(?:den )?\b\d{{1,2}}\.? (?:{'|'.join(months)})\w*"
    for found in outside_tags(day, target.data):
        yield put(target.data, found, "X")


def names(source, target, glossary):
    """Two letters changed places in a name, and quite another name for it.

    A name is a word with a capital amid a sentence that begins as a name of the
    original does, or stands in the glossary for one of its names.
    """
    begins = {one.group()[:3] for one in re.finditer(r"[A-ZÅÄÖ]\w+", source.text)}
    for hit in glossary.hits(source.text, source.language):
        if hit.entry.is_name and hit.entry.is_watched:
            words = hit.entry.to_use(target.language).split()
            begins |= {word[:3] for word in words if word[0].isupper()}
    for found in outside_tags(A_NAME, target.data):
        word = found.group()
        if word[:3] not in begins:
            continue
        if word[1] != word[2]:
            yield put(target.data, found, word[0] + word[2] + word[1] + word[3:])
        if target.data.count(word) == 1:
            yield put(target.data, found, "Mallikylä")


def links(target):
    """A link lost, and one that is no link of the original."""
    for found in A_LINK.finditer(target.data):
        yield put(target.data, found, found[1])
        yield put(target.data, found, f'<a id="a9">{found[1]}</a>')


def brackets(target):
    """The first or the last bracket lost, from segment to segment."""
    every = list(outside_tags(r"[()\[\]]", target.data))
    yield put(target.data, every[-(len(target.data) % 2)], "")


def quotes(target):
    """A quotation mark lost or of another language, from segment to segment."""
    every = list(outside_tags(r"[“”]", target.data))
    size = len(target.data)
    yield put(target.data, every[-(size % 2)], ["", '"', "„"][size % 3])


def terms(source, target, glossary):
    """Some word instead of a term that the glossary watches, wherever it stands."""
    watched = {
        id(hit.entry)
        for hit in glossary.hits(source.text, source.language)
        if hit.is_whole and hit.entry.is_watched and not hit.entry.is_name
    }
    if "<" in target.data or "&" in target.data:
        return
    hits = glossary.hits(target.data, target.language)
    for entry in watched & {id(hit.entry) for hit in hits}:
        text = target.data
        for hit in reversed([hit for hit in hits if id(hit.entry) == entry]):
            text = text[: hit.start] + INSTEAD[target.language] + text[hit.end :]
        yield text
