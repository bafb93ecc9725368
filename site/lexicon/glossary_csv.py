"""The glossary as a CSV file, out and in again.

One row is one term; a cell with several words has ``;`` between them.  A row that came
from the site has the number of its term in ``id``; a row without one is a new term.
"""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from lexicon.models import TERM_LANGUAGES, Term

MOST_BYTES = 1024 * 1024
MOST_ROWS = 5_000
MOST_ERRORS = 20
LISTS = [
    f"{code}_{end}" for code in TERM_LANGUAGES for end in ("variants", "forbidden")
]
YES_OR_NO = ["is_name", "is_watched"]
COLUMNS = [
    "id",
    *(
        name
        for code in TERM_LANGUAGES
        for name in (code, f"{code}_variants", f"{code}_forbidden")
    ),
    *YES_OR_NO,
    "note",
]
_YES = {"1", "yes", "true", "x", "kyllä", "ja", "tosi"}
_NO = {"", "0", "no", "false", "ei", "nej", "epätosi"}
# With these a spreadsheet would begin a formula.
_FORMULA = ("=", "+", "-", "@", "\t")


def write(terms: Iterable[Term]) -> str:
    """Return the terms as CSV, with a header."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS)
    writer.writeheader()
    for term in terms:
        row = {name: str(getattr(term, name)) for name in COLUMNS}
        for name in LISTS:
            row[name] = "; ".join(row[name].splitlines())
        for name in YES_OR_NO:
            row[name] = "1" if getattr(term, name) else "0"
        writer.writerow({name: _safe(value) for name, value in row.items()})
    return out.getvalue()


def _safe(value: str) -> str:
    return f"'{value}" if value.startswith(_FORMULA) else value


@dataclass
class Taken:
    """How many terms a file added and changed."""

    added: int = 0
    changed: int = 0


@dataclass
class _Read:
    terms: list[Term] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


@transaction.atomic
def take(data: bytes) -> Taken:
    """Put the terms of a CSV file (UTF-8; comma, semicolon or tab) into the glossary.

    All of them or, with a ValidationError that says for each row why, none.  Terms that
    the file does not name stay as they are, and so do columns that it does not have.
    """
    rows = _rows(data)
    known = {term.pk: term for term in Term.objects.select_for_update()}
    read = _Read()
    seen: dict[tuple[str, ...], int] = {_key(term): term.pk for term in known.values()}
    for number, row in enumerate(rows, 2):
        _take_row(number, row, known, seen, read)
    if read.errors:
        left = len(read.errors) - MOST_ERRORS
        told = read.errors[:MOST_ERRORS]
        if left > 0:
            told.append(_("And %(n)d more errors.") % {"n": left})
        raise ValidationError(told)
    taken = Taken()
    for term in read.terms:
        if term.pk:
            taken.changed += 1
        else:
            taken.added += 1
        term.save()
    return taken


def _rows(data: bytes) -> list[dict[str, str]]:
    if len(data) > MOST_BYTES:
        raise ValidationError(_("The file is larger than 1 MB."))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValidationError(
            _("The file is not in UTF-8. Save it as “CSV UTF-8” and try again.")
        ) from error
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    try:
        reader = csv.DictReader(io.StringIO(text), delimiter=delimiter, strict=True)
        header = [(name or "").strip() for name in reader.fieldnames or []]
        reader.fieldnames = header
        rows = list(reader)
    except csv.Error as error:
        raise ValidationError(_("The file is not a table in CSV.")) from error
    unknown = [name for name in header if name not in COLUMNS]
    if unknown or not set(header) & set(TERM_LANGUAGES):
        raise ValidationError(
            _("The first row has to name the columns: %(columns)s.")
            % {"columns": ", ".join(COLUMNS)}
        )
    if len(rows) > MOST_ROWS:
        raise ValidationError(
            _("The file has more than %(n)d rows.") % {"n": MOST_ROWS}
        )
    return rows


def _take_row(
    number: int,
    row: dict[str, str],
    known: dict[int, Term],
    seen: dict[tuple[str, ...], int],
    read: _Read,
) -> None:
    def refuse(why: str) -> None:
        read.errors.append(_("Row %(row)d: %(why)s") % {"row": number, "why": why})

    if None in row or None in row.values():
        refuse(_("it does not have as many cells as the first row."))
        return
    cells = {name: _plain(value) for name, value in row.items()}
    if not any(cells.values()):
        return
    pk = cells.pop("id", "")
    term = known.get(int(pk)) if pk.isdecimal() else None
    if pk and term is None:
        refuse(_("there is no term with the id %(id)s.") % {"id": pk})
        return
    term = term or Term()
    for name, value in cells.items():
        if name in LISTS:
            parts = (one.strip() for one in value.split(";"))
            setattr(term, name, "\n".join(one for one in parts if one))
        elif name in YES_OR_NO:
            if value.lower() not in _YES | _NO:
                refuse(
                    _("“%(value)s” in %(column)s is neither 1 nor 0.")
                    % {"value": value, "column": name}
                )
                return
            setattr(term, name, value.lower() in _YES)
        else:
            setattr(term, name, value)
    key = _key(term)
    if not any(key):
        refuse(_("it has no term in any language."))
    elif seen.get(key, term.pk or 0) != (term.pk or 0) or (not term.pk and key in seen):
        refuse(_("the glossary or the file has this term already."))
    else:
        seen[key] = term.pk or 0
        try:
            term.clean_fields()
        except ValidationError as error:
            for name, messages in error.message_dict.items():
                label = getattr(Term._meta.get_field(name), "verbose_name", name)
                refuse(f"{capfirst(str(label))}: {' '.join(messages)}")
            return
        read.terms.append(term)


def _plain(value: str) -> str:
    value = value.strip()
    guarded = value.startswith("'") and value[1:].startswith(_FORMULA)
    return value[1:] if guarded else value


def _key(term: Term) -> tuple[str, ...]:
    return tuple(getattr(term, code) for code in TERM_LANGUAGES)
