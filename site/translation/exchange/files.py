"""Files of every kind: which one to write, and what an uploaded one is.

Nothing of an uploaded archive is written to disk, and of the names in it only the last
part is ever looked at.
"""

import io
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from django.core.files.uploadedfile import UploadedFile
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail_localize.models import Translation

from translation.exchange import docx, po, xliff
from translation.exchange.rows import Parcel, Sheet, sheet_of
from translation.refusals import Refusal

MEGABYTE = 1024 * 1024
MOST_BYTES = 5 * MEGABYTE
MOST_ZIPPED_BYTES = 20 * MEGABYTE
MOST_UNZIPPED_BYTES = 60 * MEGABYTE
MOST_FILES = 300
ZIP, OLD_WORD = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True)
class Kind:
    """A format: how its files end, what browsers call it, its writer and reader."""

    name: str
    ending: str
    content_type: str
    write: Callable[[Sheet], bytes]
    read: Callable[[bytes], list[Parcel]]


KINDS = {
    kind.name: kind
    for kind in (
        Kind("xliff", ".xlf", "application/x-xliff+xml", xliff.write, xliff.read),
        Kind(
            "docx",
            ".docx",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            docx.write,
            docx.read,
        ),
        Kind("po", ".po", "text/x-gettext-translation", po.write, po.read),
    )
}
ACCEPTED = ".xlf,.xliff,.docx,.po,.zip"


@dataclass(frozen=True)
class Unpacked:
    """A file as it came, alone or in an archive; ``name`` is for people."""

    name: str
    data: bytes


def name_of(sheet: Sheet, kind: Kind) -> str:
    """Return what the file of a text is called: its title and its language."""
    return f"{slugify(sheet.title)[:60] or 'text'}.{sheet.to_code}{kind.ending}"


def pack(translations: Iterable[Translation], kind: Kind) -> bytes:
    """Return an archive with a file for each translation."""
    file = io.BytesIO()
    names: set[str] = set()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for made in translations:
            version = made.source.object.get_instance_or_none(made.target_locale)
            if version is None:  # deleted; its words are kept
                continue
            sheet = sheet_of(made, version)
            name, number = name_of(sheet, kind), 1
            while name in names:
                number += 1
                stem = name_of(sheet, kind).removesuffix(kind.ending)
                name = f"{stem}.{number}{kind.ending}"
            names.add(name)
            archive.writestr(name, kind.write(sheet))
    return file.getvalue()


def unpack(uploads: Iterable[UploadedFile]) -> Iterator[Unpacked | tuple[str, Refusal]]:
    """Yield the files of an upload, those of archives one by one.

    A file that cannot be opened comes as its name and the refusal.
    """
    for upload in uploads:
        name = (upload.name or "")[-100:]
        try:
            if (upload.size or 0) > MOST_ZIPPED_BYTES:
                raise _too_large(MOST_ZIPPED_BYTES)
            data = upload.read()
            if data.startswith(ZIP) and not _is_docx(data):
                yield from _members(data)
            elif len(data) > MOST_BYTES:
                raise _too_large(MOST_BYTES)
            else:
                yield Unpacked(name, data)
        except Refusal as refused:
            yield name, refused


def _members(data: bytes) -> list[Unpacked]:
    """Return the files in an archive.  Raises Refusal for one that is wrong."""
    found, size = [], 0
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [one for one in archive.infolist() if _is_file(one.filename)]
            if len(members) > MOST_FILES:
                raise Refusal(
                    _("The archive has more than %(n)d files.") % {"n": MOST_FILES}
                )
            for member in members:
                if member.flag_bits & 1:
                    raise Refusal(_("The file has a password. Save it without one."))
                if member.file_size > MOST_BYTES:
                    raise _too_large(MOST_BYTES)
                with archive.open(member) as opened:
                    # What an archive says of its sizes need not be true.
                    inside = opened.read(MOST_BYTES + 1)
                size += len(inside)
                if len(inside) > MOST_BYTES or size > MOST_UNZIPPED_BYTES:
                    raise _too_large(MOST_UNZIPPED_BYTES)
                name = PurePosixPath(member.filename.replace("\\", "/")).name
                found.append(Unpacked(name[-100:], inside))
    except (
        zipfile.BadZipFile,
        zlib.error,
        NotImplementedError,
        OSError,
        EOFError,
        ValueError,
    ):
        raise Refusal(_("The archive is broken.")) from None
    if not found:
        raise Refusal(_("The archive is empty."))
    return found


def _is_file(name: str) -> bool:
    """Tell whether a member is a file, and none that a Mac adds of its own."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return bool(last) and not last.startswith(".") and "__MACOSX/" not in name


def _is_docx(data: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return docx.TEXT in archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError):
        return False


def _too_large(bytes_: int) -> Refusal:
    return Refusal(
        _("The file is too large. It may have %(n)d MB.") % {"n": bytes_ // MEGABYTE}
    )


def kind_of(data: bytes) -> Kind:
    """Return what a file is, by what is in it: names end as they like.

    Raises Refusal where it is none of the kinds.
    """
    if data.startswith(ZIP):
        if _is_docx(data):
            return KINDS["docx"]
        raise Refusal(_("An archive stands in another one. Unpack it first."))
    if data.startswith(OLD_WORD):
        raise Refusal(
            _(
                "The file is an old Word file (.doc), or it has a password. Save it as "
                ".docx without one."
            )
        )
    beginning = data[:200].removeprefix(b"\xef\xbb\xbf").lstrip()
    if beginning.startswith((b"<", b"\xff\xfe<", b"\xfe\xff\x00<")):
        return KINDS["xliff"]
    if b"msgid" in data and b"\0" not in data:
        return KINDS["po"]
    raise Refusal(
        _("This is no file for translations: neither XLIFF 1.2, nor Word, nor PO.")
    )
