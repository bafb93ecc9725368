"""Word and OpenDocument files are zip files: these are opened only when harmless."""

import io
import zipfile
import zlib

from django.utils.translation import gettext as _

from articles.importing.elements import NotAnArticle

# What no article needs more of.  A zip of a few kilobytes can hold gigabytes.
MOST_BYTES = 20 * 1024 * 1024
MOST_UNPACKED = 120 * 1024 * 1024
MOST_XML = 6 * 1024 * 1024
MOST_ENTRIES = 2_000

_XML = (".xml", ".rels")
_DECLARATIONS = tuple(
    word.encode(encoding)
    for word in ("<!DOCTYPE", "<!ENTITY")
    for encoding in ("utf-8", "utf-16-le", "utf-16-be")
)


def corrupt() -> NotAnArticle:
    """Return the refusal of a file that is broken."""
    return NotAnArticle(
        _("The file is damaged. Open it in its program, save it again and try anew.")
    )


def open_package(data: bytes) -> zipfile.ZipFile:
    """Return the zip file that the bytes are, when it can be read without harm.

    Raises NotAnArticle for a broken or encrypted file, one that unpacks to more than
    an article holds, and for XML that declares entities (which neither Word nor
    OpenDocument files do).  No more is ever unpacked than the entries declare.
    """
    if len(data) > MOST_BYTES:
        raise too_large()
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
        entries = package.infolist()
    except (zipfile.BadZipFile, ValueError, EOFError, OSError):
        raise corrupt() from None
    if any(entry.flag_bits & 1 for entry in entries):
        raise protected()
    xml = [entry for entry in entries if entry.filename.lower().endswith(_XML)]
    if (
        len(entries) > MOST_ENTRIES
        or sum(entry.file_size for entry in entries) > MOST_UNPACKED
        or sum(entry.file_size for entry in xml) > MOST_XML
    ):
        raise too_large()
    names = [entry.filename for entry in entries]
    if len(set(names)) < len(names):
        raise corrupt()
    for entry in xml:
        if any(word in read(package, entry.filename) for word in _DECLARATIONS):
            raise corrupt()
    return package


def read(package: zipfile.ZipFile, name: str) -> bytes:
    """Return an entry; raise NotAnArticle where it is missing or broken."""
    try:
        return package.read(name)
    except (
        KeyError,
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        NotImplementedError,
        RuntimeError,
    ):
        raise corrupt() from None


def too_large() -> NotAnArticle:
    """Return the refusal of a file that holds more than an article."""
    return NotAnArticle(
        _(
            "The file is too large for an article, or unpacks to something too large. "
            "Make its pictures smaller and try again."
        )
    )


def protected() -> NotAnArticle:
    """Return the refusal of a file that asks for a password."""
    return NotAnArticle(
        _(
            "The file is protected by a password. Save a copy without the password and "
            "try again."
        )
    )
