"""Taking the words of a file into a translation, so that nobody's work is lost.

A file that is wrong is not taken at all.  Of a file that is right, what the site has
got meanwhile stays: the later one sees both and chooses.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.contrib.auth.models import User
from django.db import models
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail_localize.models import StringTranslation, Translation

from translation import handing_in
from translation.editing import boxes
from translation.exchange import codes
from translation.exchange.rows import Incoming, Parcel, Row, base_of, rows_of
from translation.notices import title_of
from translation.refusals import Refusal
from translation.turns import turn_at
from translation.words import language_name

# Characters that no text has and no database keeps.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
# How many wrong rows a message names.
NAMED = 10
# What the site notes as the tool, by kind of file.
TOOLS = {"xliff": "XLIFF", "docx": "Word", "po": "PO"}


@dataclass
class Left:
    """A row that was not taken, and why, in words."""

    place: str
    words: str
    why: str


@dataclass
class Conflict:
    """A row that somebody has changed on the site since the file was made."""

    row: Row
    mine: str
    by: str

    @property
    def mine_shown(self) -> str:
        """The words of the file as a text box shows them."""
        return boxes.to_box(self.mine)

    @property
    def base(self) -> str:
        """The mark of the words that stand on the site."""
        return self.row.base


@dataclass
class Taken:
    """What became of the rows of a file."""

    made: Translation
    version: models.Model
    tool: str
    taken: int = 0
    unchanged: int = 0
    empty: int = 0
    unfinished: int = 0
    is_in_work_again: bool = False
    left: list[Left] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)

    @property
    def title(self) -> str:
        """The title of the version."""
        return title_of(self.version)

    @property
    def language(self) -> str:
        """The name of its language."""
        return language_name(self.made.target_locale.language_code)

    @property
    def asks(self) -> bool:
        """Whether there is something that a person must look at."""
        return bool(self.left or self.conflicts)


def check_languages(made: Translation, parcel: Parcel) -> None:
    """Raise Refusal where a file is in other languages than the translation.

    Programs write "sv-SE" or "SV" for "sv".
    """
    for code, locale in (
        (parcel.from_code, made.source.locale),
        (parcel.to_code, made.target_locale),
    ):
        ours = locale.language_code
        if code and _language(code) != _language(ours):
            raise Refusal(
                _(
                    "The file is in another language (%(code)s); the site expects "
                    "%(language)s."
                )
                % {"code": code[:20], "language": language_name(ours)}
            )


def _language(code: str) -> str:
    return re.split(r"[-_]", code.strip().lower())[0]


def take(
    made: Translation,
    incoming: Iterable[Incoming],
    *,
    user: User,
    tool: str,
) -> Taken:
    """Write words into a translation; return what became of each row.

    ``tool`` names where they come from, such as "XLIFF".  Raises Refusal, and writes
    nothing, where tags are lost or made up or a row stands twice with other words.
    Locks out other writers.  Rights and locks are the caller's to ask.
    """
    with turn_at(made):
        return _take(made, incoming, user, tool)


def _take(
    made: Translation, incoming: Iterable[Incoming], user: User, tool: str
) -> Taken:
    version = made.source.get_translated_instance(made.target_locale)
    rows = {row.id: row for row in rows_of(made)}
    taken = Taken(made, version, tool)
    changes: list[tuple[Row, str]] = []
    wrong: list[str] = []
    for one in _once(incoming):
        one.words = _CONTROL.sub("", one.words).strip()
        row = rows.get(one.id)
        if not one.words:
            taken.empty += 1
        elif row is None:
            taken.left.append(
                Left(
                    one.place,
                    one.words,
                    _("Its original has changed since, or is gone."),
                )
            )
        elif not is_original(one, row):
            taken.left.append(
                Left(
                    row.place,
                    one.words,
                    _("The file has another original for it than the site."),
                )
            )
        else:
            try:
                _sort(one, row, user, taken, changes)
            except codes.WrongTags:
                wrong.append(_said(row))
    if wrong:
        more = [_("and %(n)d more") % {"n": len(wrong) - NAMED}]
        raise Refusal(
            [
                _(
                    "Nothing was taken: tags of the original (bold, links) are missing,"
                    " made up or not closed. Put them right and upload the file again."
                ),
                *wrong[:NAMED],
                *(more if len(wrong) > NAMED else []),
            ]
        )
    for row, words in changes:
        _write(made, row, words, user=user, tool=tool)
    taken.taken = len(changes)
    if changes:
        taken.is_in_work_again = handing_in.take_up_again(made, user=user)
        log(
            instance=version,
            action="translation.import",
            user=user,
            data={
                "language": made.target_locale.language_code,
                "segments": len(changes),
                "message": tool,
            },
        )
    return taken


def _once(incoming: Iterable[Incoming]) -> Iterable[Incoming]:
    """Return each row once.  Raises Refusal where one has two different words."""
    found: dict[str, Incoming] = {}
    for one in incoming:
        other = found.setdefault(one.id, one)
        if other.words != one.words:
            raise Refusal(
                _("“%(place)s” stands in the file twice, with different words.")
                % {"place": one.place or one.id}
            )
    return found.values()


def is_original(one: Incoming, row: Row) -> bool:
    """Tell whether the file has the site's original.  Programs set spaces their way."""
    if one.source is None:
        return True
    return codes.text_of(_CONTROL.sub("", one.source)) == codes.text_of(row.source)


def _sort(
    one: Incoming,
    row: Row,
    user: User,
    taken: Taken,
    changes: list[tuple[Row, str]],
) -> None:
    """Say what becomes of a row.  Raises WrongTags."""
    if _is_untouched(one.words, one, row):
        taken.unchanged += 1
        return
    if not one.is_certain:
        taken.unfinished += 1
        return
    tags = codes.tags_of(one.words)
    breaks = codes.has_breaks(row.source)
    words = boxes.from_box(codes.tidy_tags(one.words), breaks=breaks)
    if _is_untouched(words, one, row):  # in the form in which the site keeps them
        taken.unchanged += 1
        return
    if tags != codes.tags_of(row.source) and not (
        # A translator may have left a tag out on the site.
        row.stored and tags == codes.tags_of(row.stored)
    ):
        raise codes.WrongTags
    if codes.has_breaks(one.words) and not breaks:
        raise codes.WrongTags
    if codes.shows_tags(one.words) and not codes.shows_tags(row.source):
        raise codes.WrongTags
    if row.longest and len(codes.text_of(words)) > row.longest:
        why = _("It is longer than %(n)d characters.") % {"n": row.longest}
        taken.left.append(Left(row.place, one.words, why))
    elif row.stored and not _is_known(one, row, user):
        by = row.segment.row.last_translated_by if row.segment.row else None
        taken.conflicts.append(Conflict(row, words, str(by or "–")))
    else:
        changes.append((row, words))


def _is_untouched(words: str, one: Incoming, row: Row) -> bool:
    """Tell whether the words are those of the site, or those the file began with.

    To confirm what was proposed is to touch it.
    """
    if one.is_confirmed and row.proposed:
        return False
    known = row.stored or row.proposed
    return bool(known) and base_of(words) in (base_of(known), one.base)


def _is_known(one: Incoming, row: Row, user: User) -> bool:
    """Tell whether the file was made of the words that stand on the site.

    Or this person has put them there from a file: who uploads twice corrects.
    """
    if one.base is not None and base_of(row.stored) == one.base:
        return True
    kept = row.segment.row
    return bool(
        kept
        and kept.tool_name in TOOLS.values()
        and kept.last_translated_by_id == user.pk
    )


def _write(made: Translation, row: Row, words: str, *, user: User, tool: str) -> None:
    """Keep the words of a row.  Raises Refusal where localize finds an error."""
    kept, _made = StringTranslation.objects.update_or_create(
        translation_of_id=row.segment.string_id,
        context_id=row.segment.context_id,
        locale_id=made.target_locale_id,
        defaults={
            "data": words,
            "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
            "tool_name": tool,
            "last_translated_by": user,
            "has_error": False,
            "field_error": "",
        },
    )
    if kept.has_error:
        raise Refusal(
            [
                _("Nothing was taken: the site cannot keep these words."),
                f"{_said(row)} {kept.get_error() or ''}",
            ]
        )


def _said(row: Row) -> str:
    text = codes.text_of(row.source)
    short = text if len(text) <= 60 else text[:60] + "…"
    return _("%(place)s: “%(text)s”") % {"place": row.place, "text": short}
