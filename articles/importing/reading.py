"""Reads one text: from its bytes to elements, dropped lines and doubts."""

from datetime import datetime

from django.utils.translation import gettext as _

from articles.importing.body import BodyReader
from articles.importing.dates import read_date_line
from articles.importing.elements import HELSINKI, NotAnArticle, Reading
from articles.importing.files.opening import open_file
from articles.importing.files.parts import Document
from articles.importing.findings import Findings
from articles.importing.head import HeadReader, file_date
from articles.importing.language import best_language, score_languages
from articles.importing.normalise import (
    Line,
    blocks_of,
    clean_lines,
    decode,
    one_line_paragraphs,
)
from articles.importing.structured import lines_of
from articles.importing.vocabulary import LANGUAGES

__all__ = ["NotAnArticle", "read_bytes", "read_document", "read_text"]

MIN_WORDS = 20


def read_bytes(
    data: bytes, *, language: str | None = None, now: datetime | None = None
) -> Reading:
    """Return the reading of a file; raise NotAnArticle saying why it is no article.

    A Word file, an OpenDocument text or a text in UTF-8, known by its bytes.
    ``language`` ("fi", "sv" or "en") overrides the guess; ``now`` is the moment after
    which a date is in the future.
    """
    document = open_file(data)
    if document is None:
        return read_text(decode(data), language, now=now)
    return read_document(document, language, now=now)


def read_document(
    document: Document, language: str | None = None, *, now: datetime | None = None
) -> Reading:
    """Return the reading of a document; raise NotAnArticle saying why it is none.

    What the file knows of a paragraph stands above what its words look like.
    """
    text, lines = lines_of(document)
    found = Findings(document.pictures)
    for words, reason in document.left_out:
        found.leave_out(words, reason)
    for note in document.notes:
        found.doubt("file-note", note)
    return _read(text, lines, found, language, now)


def read_text(
    text: str, language: str | None = None, *, now: datetime | None = None
) -> Reading:
    """Return the reading of a text; raise NotAnArticle saying why it is no article."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _read(text, clean_lines(text), Findings(), language, now)


def _read(
    text: str,
    lines: list[Line],
    found: Findings,
    language: str | None,
    now: datetime | None,
) -> Reading:
    if language is not None and language not in LANGUAGES:
        raise ValueError(f"Unknown language {language!r}: use fi, sv or en.")
    if not lines:
        raise NotAnArticle(_("The file is empty."))
    scores = score_languages(lines)
    guess, sure = best_language(scores)
    _read_lines(lines, found, language or guess, now or datetime.now(HELSINKI))
    if language and sure and guess != language:
        note = _(
            "The text was said to be in “%(said)s” but reads like “%(guess)s”."
        ) % {"said": language, "guess": guess}
        found.doubt("language-check", note)
    elif not language and not sure:
        found.doubt("language-check", _("The language of the text is not certain."))
    elements, dropped, doubts = found.finish()
    return Reading(
        language or guess,
        scores,
        text,
        elements,
        dropped,
        doubts,
        tuple(found.pictures),
    )


def _read_lines(
    lines: list[Line], found: Findings, language: str, now: datetime
) -> None:
    """File all lines; the date may stand in the head or on the very last line."""
    split_all = one_line_paragraphs(lines)
    start = HeadReader(lines, found, language, now).read()
    rest = lines[start:]
    if rest and not found.has("published"):
        date_line = read_date_line(rest[-1].text)
        if date_line and file_date(found, rest[-1], date_line, now):
            rest = rest[:-1]
    _refuse_listing(rest)
    BodyReader(blocks_of(rest, split_all=split_all), found, language).read()
    _refuse_fragment(lines, found)
    dated = found.has("published") or found.has("byline")
    if not dated and not found.doubts("date-missing"):
        found.doubt("date-missing", _("The text gives no date of publication."))


def _refuse_listing(lines: list[Line]) -> None:
    dates = [str(line.number) for line in lines if read_date_line(line.text)]
    if len(dates) > 1:
        raise NotAnArticle(
            _(
                "The text has more date lines (lines %(lines)s): it looks like a list "
                "of articles, not like one article."
            )
            % {"lines": ", ".join(dates[:5])}
        )


def _refuse_fragment(lines: list[Line], found: Findings) -> None:
    words = sum(len(line.text.split()) for line in lines)
    prose = [e.text for e in found.elements if e.kind in {"lead", "paragraph", "quote"}]
    if words < MIN_WORDS or not prose:
        raise NotAnArticle(
            _("The text is too short to be an article (%(n)s words).") % {"n": words}
        )
    if not any(mark in text for text in prose for mark in ".!?"):
        raise NotAnArticle(
            _("The text has no sentences: it looks like a list of links.")
        )
