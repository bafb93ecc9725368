"""Whether a document is what its name says."""

import zipfile
from collections.abc import Callable
from pathlib import PurePosixPath
from typing import BinaryIO

_OFFICE = {"docx": "word/", "xlsx": "xl/", "pptx": "ppt/"}
_OPEN_DOCUMENT = {"odt": "text", "ods": "spreadsheet", "odp": "presentation"}
_OPEN_DOCUMENT_TYPE = b"application/vnd.oasis.opendocument."
MOST_UNPACKED = 500 * 1024 * 1024  # bytes
MOST_OF_MIMETYPE = 100
HEAD = 1024  # bytes; where programs look for what a PDF begins with
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # of Office before 2007
_MACROS = "_VBA_PROJECT".encode("utf-16-le")
_MARKUP = (b"<!doctype", b"<html", b"<script", b"<svg", b"<?xml")


def is_what_it_says(name: str, file: BinaryIO) -> bool:
    """Return whether a file holds what the end of its name promises.

    Of a kind that has no sign of its own, such as plain text, it is enough that it is
    no web page and has no zero bytes.  An Office file with macros in it is none.
    """
    kind = PurePosixPath(name).suffix.lower().removeprefix(".")
    file.seek(0)
    head = file.read(HEAD)
    file.seek(0)
    try:
        return _check(kind)(head, file)
    finally:
        file.seek(0)


def _check(kind: str) -> Callable[[bytes, BinaryIO], bool]:
    if kind == "pdf":
        return lambda head, file: head.startswith(b"%PDF-")
    if kind == "doc":
        return lambda head, file: (
            head.startswith(_COMPOUND) and _MACROS not in file.read()
        )
    if kind == "rtf":
        return lambda head, file: head.startswith(b"{\\rtf")
    if kind in ("zip", "epub") or kind in _OFFICE or kind in _OPEN_DOCUMENT:
        return lambda head, file: head.startswith(b"PK") and _is_package(kind, file)
    return lambda head, file: (
        b"\0" not in head
        and not head.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_MARKUP)
    )


def _is_package(kind: str, file: BinaryIO) -> bool:
    try:
        with zipfile.ZipFile(file) as package:
            entries = package.infolist()
            names = [entry.filename for entry in entries]
            if sum(entry.file_size for entry in entries) > MOST_UNPACKED:
                return False
            if kind in _OFFICE:
                has_macros = any(
                    name.lower().endswith("vbaproject.bin") for name in names
                )
                inside = any(name.startswith(_OFFICE[kind]) for name in names)
                return inside and "[Content_Types].xml" in names and not has_macros
            if kind in _OPEN_DOCUMENT:
                with package.open("mimetype") as opened:
                    said = opened.read(MOST_OF_MIMETYPE).strip()
                return said == _OPEN_DOCUMENT_TYPE + _OPEN_DOCUMENT[kind].encode()
            return True
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, EOFError, RuntimeError):
        return False
