"""Uploaded files to translations: each file whole or not at all, none past a right."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.contrib.auth.models import User
from django.core.files.uploadedfile import UploadedFile
from django.db import models, transaction
from django.utils.translation import gettext as _
from wagtail_localize.models import Translation

from translation.exchange import files
from translation.exchange.rows import Incoming, Parcel
from translation.exchange.taking import TOOLS, Taken, check_languages, take
from translation.refusals import Refusal
from translation.roles import may_edit


@dataclass
class Chosen:
    """A row of a file that a person wants, the number of its translation, its tool."""

    translation: int
    row: Incoming
    tool: str


@dataclass
class Received:
    """What became of one file: of each text in it, or why it was refused."""

    name: str
    taken: list[Taken] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


def receive(
    uploads: Iterable[UploadedFile], *, user: User, only: Translation | None = None
) -> list[Received]:
    """Take the words of uploaded files; return what became of each.

    With ``only``, a file of any other text is refused.
    """
    found = []
    for unpacked in files.unpack(uploads):
        if isinstance(unpacked, tuple):
            name, refused = unpacked
            found.append(Received(name, refused=refused.messages))
            continue
        try:
            with transaction.atomic():
                taken = _receive(unpacked.data, user=user, only=only)
        except Refusal as refused:
            found.append(Received(unpacked.name, refused=refused.messages))
        else:
            found.append(Received(unpacked.name, taken))
    return found


def _receive(data: bytes, *, user: User, only: Translation | None) -> list[Taken]:
    kind = files.kind_of(data)
    parcels = kind.read(data)
    return [_take(one, TOOLS[kind.name], user=user, only=only) for one in parcels]


def _take(parcel: Parcel, tool: str, *, user: User, only: Translation | None) -> Taken:
    made = translation_named(parcel.owner)
    if only is not None and made != only:
        raise Refusal(_("The file belongs to another text."))
    if made is None:
        raise Refusal(_("The text of the file is not on this site."))
    refuse(made, user=user)
    check_languages(made, parcel)
    return take(made, parcel.rows, user=user, tool=tool)


def translation_named(owner: str) -> Translation | None:
    """Return the translation that a file says it belongs to, or None."""
    try:
        named = UUID(owner)
    except ValueError:
        return None
    return (
        Translation.objects.filter(uuid=named)
        .select_related(
            "source__specific_content_type",
            "source__object",
            "source__locale",
            "target_locale",
        )
        .first()
    )


def refuse(made: Translation, *, user: User) -> None:
    """Raise Refusal where a person may not write the words of a translation now."""
    version = made.source.object.get_instance_or_none(made.target_locale)
    if version is None:
        raise Refusal(_("The text of the file is not on this site."))
    if not may_edit(user, version):
        raise Refusal(_("You may not translate the text of this file."))
    if not made.enabled:
        raise Refusal(_("The text is written by hand: its translation was stopped."))
    if message := _lock_message(version, user):
        raise Refusal(message)


def _lock_message(version: models.Model, user: User) -> str:
    """Say who has locked a version; "" where this person may write."""
    lock = version.get_lock() if hasattr(version, "get_lock") else None
    if lock is None or not lock.for_user(user):
        return ""
    return str(lock.get_message(user) or lock.get_description(user))


def choose(chosen: Sequence[Chosen], *, user: User) -> list[Received]:
    """Take words that a person has chosen before those of the site.

    The base of each is the mark of the words that the person has seen: what was
    written after that stays.
    """
    found = []
    for text in dict.fromkeys((one.translation, one.tool) for one in chosen):
        made = translation_numbered(text[0])
        rows = [one.row for one in chosen if (one.translation, one.tool) == text]
        try:
            if made is None:
                raise Refusal(_("The text of the file is not on this site."))
            with transaction.atomic():
                refuse(made, user=user)
                taken = take(made, rows, user=user, tool=text[1])
        except Refusal as refused:
            found.append(Received("", refused=refused.messages))
        else:
            found.append(Received("", [taken]))
    return found


def translation_numbered(pk: int) -> Translation | None:
    """Return the translation with this number, or None."""
    named = Translation.objects.filter(pk=pk).values_list("uuid", flat=True).first()
    return translation_named(str(named)) if named else None
