"""Exports as folders and zip files; opened only when they are whole and harmless."""

import hashlib
import json
import os
import re
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, BinaryIO, Protocol

from django.core.files.base import File
from django.utils.text import slugify
from django.utils.translation import gettext as _

from articles.exporting.collecting import FORMAT, VERSION, Export
from articles.exporting.markdown import markdown_of

DATA = "export.json"
# A site of 2,000 articles has some 30 MB of data and 5 GB of pictures.
MOST_DATA = 512 * 1024 * 1024
MOST_FILE = 512 * 1024 * 1024
MOST_ENTRIES = 200_000
_MEDIA = re.compile(r"media/[0-9a-f]{40}\.[a-z0-9]{1,10}")
_PIECE = 1024 * 1024
# What reading a broken zip file raises.
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError)


class WrongExport(ValueError):
    """An export that is not taken in; the message says why, for people."""


class Shelf(Protocol):
    """Where the files of an export go."""

    def put(self, name: str, data: bytes) -> None: ...

    def copy(self, name: str, file: BinaryIO) -> None: ...


class _Folder:
    def __init__(self, root: Path) -> None:
        self.root = root

    def put(self, name: str, data: bytes) -> None:
        target = self.root / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)

    def copy(self, name: str, file: BinaryIO) -> None:
        target = self.root / name
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("wb") as out:
            shutil.copyfileobj(file, out, _PIECE)


class _Zip:
    def __init__(self, package: zipfile.ZipFile) -> None:
        self.package = package

    def put(self, name: str, data: bytes) -> None:
        self.package.writestr(name, data)

    def copy(self, name: str, file: BinaryIO) -> None:
        with self.package.open(name, "w", force_zip64=True) as out:
            shutil.copyfileobj(file, out, _PIECE)


def write_zip(export: Export, file: Any) -> list[str]:
    """Write an export into a file as a zip; return what could not be written."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        return _write(export, _Zip(package))


def write_to(export: Export, path: Path) -> list[str]:
    """Write an export to a new folder, or to a zip file where the name ends so.

    What is there only halfway is never left under that name.  Returns what could not
    be written: files that the site itself has lost.  Raises FileExistsError.
    """
    if path.exists() and not (path.is_dir() and not any(path.iterdir())):
        raise FileExistsError(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix.lower() == ".zip":
        handle, name = tempfile.mkstemp(dir=path.parent, suffix=".partial")
        partial = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                lost = write_zip(export, file)
            partial.replace(path)
        finally:
            partial.unlink(missing_ok=True)
        return lost
    folder = Path(tempfile.mkdtemp(dir=path.parent, suffix=".partial"))
    try:
        lost = _write(export, _Folder(folder))
        folder.chmod(0o755)
        if path.exists():
            path.rmdir()
        folder.replace(path)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return lost


def _write(export: Export, shelf: Shelf) -> list[str]:
    lost = []
    for name, row in export.files.items():
        try:
            with row.file.storage.open(row.file.name) as file:
                shelf.copy(name, file)
        except OSError:
            lost.append(str(row))
            for kind in ("pictures", "documents"):
                export.data[kind].pop(Path(name).stem, None)
    for name, text in texts_of(export):
        shelf.put(name, text.encode())
    data = json.dumps(export.data, ensure_ascii=False, indent=1)
    shelf.put(DATA, data.encode())
    return lost


def texts_of(export: Export) -> Iterator[tuple[str, str]]:
    """Yield each page as Markdown, with the name of its file."""
    taken: set[str] = set()
    for page in export.pages:
        code, kind = page.locale.language_code, page._meta.model_name
        stem = f"text/{code}/{kind}/{slugify(page.slug)[:80] or page.pk}"
        name = f"{stem}.md" if f"{stem}.md" not in taken else f"{stem}-{page.pk}.md"
        taken.add(name)
        yield name, markdown_of(page)


class OpenExport:
    """An export that was looked through: its data, and its files to be opened."""

    def __init__(self, data: dict[str, Any], opener: Callable[[str], Any]) -> None:
        self.data = data
        self._open = opener

    def open(self, name: str) -> Any:
        """Return a file of the export, open for reading."""
        return self._open(name)


@contextmanager
def opened(path: Path) -> Iterator[OpenExport]:
    """Open an export and look through all of it; raise WrongExport otherwise.

    Every file is read once before anything of it is used: cut and changed ones,
    files that unpack to more than they should and names that lead out of the folder
    are refused.
    """
    with ExitStack() as stack:
        if path.is_dir():
            opener = _folder_opener(path)
        elif path.is_file():
            opener = _zip_opener(path, stack)
        else:
            raise WrongExport(_("There is no file %(path)s.") % {"path": path})
        try:
            with opener(DATA) as file:
                raw = file.read(MOST_DATA + 1)
        except _BROKEN:
            raise _damaged(DATA) from None
        if len(raw) > MOST_DATA:
            raise _damaged(DATA)
        export = OpenExport(_checked(raw), opener)
        for kind in ("pictures", "documents"):
            for name, row in export.data[kind].items():
                _check_file(export, name, row["file"])
        yield export


def _folder_opener(root: Path) -> Callable[[str], Any]:
    inside = root.resolve()

    def opener(name: str) -> Any:
        file = (inside / name).resolve()
        if not file.is_relative_to(inside) or not file.is_file():
            raise _damaged(name)
        return file.open("rb")

    return opener


def _zip_opener(path: Path, stack: ExitStack) -> Callable[[str], Any]:
    try:
        package = stack.enter_context(zipfile.ZipFile(path))
    except (zipfile.BadZipFile, ValueError, EOFError, OSError):
        raise _damaged(path.name) from None
    entries = package.infolist()
    names = [entry.filename for entry in entries]
    if len(entries) > MOST_ENTRIES or len(set(names)) < len(names):
        raise _damaged(path.name)
    if any(entry.flag_bits & 1 for entry in entries):
        raise WrongExport(_("The archive is protected by a password."))

    def opener(name: str) -> Any:
        try:
            return package.open(name)
        except (KeyError, zipfile.BadZipFile, NotImplementedError, RuntimeError):
            raise _damaged(name) from None

    return opener


def _checked(raw: bytes) -> dict[str, Any]:
    try:
        data = json.loads(raw)
    except (ValueError, RecursionError):
        raise _damaged(DATA) from None
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise WrongExport(_("This is no export of this site’s program."))
    if data.get("version") != VERSION:
        raise WrongExport(
            _("The export is of version %(version)s; this program reads %(ours)s.")
            % {"version": data.get("version"), "ours": VERSION}
        )
    lists = ("snippets", "pages")
    tables = ("pictures", "documents", "references")
    if not all(isinstance(data.get(name), list) for name in lists):
        raise _damaged(DATA)
    if not all(isinstance(data.get(name), dict) for name in tables):
        raise _damaged(DATA)
    for kind in ("pictures", "documents"):
        for name, row in data[kind].items():
            file = row.get("file") if isinstance(row, dict) else None
            is_own = isinstance(file, str) and file.startswith(f"media/{name}.")
            if not is_own or not _MEDIA.fullmatch(str(file)):
                raise _damaged(str(file))
    return data


def _check_file(export: OpenExport, name: str, file_name: str) -> None:
    digest, size = hashlib.sha1(usedforsecurity=False), 0
    try:
        with export.open(file_name) as file:
            while piece := file.read(_PIECE):
                size += len(piece)
                if size > MOST_FILE:
                    raise _damaged(file_name)
                digest.update(piece)
    except _BROKEN:
        raise _damaged(file_name) from None
    if digest.hexdigest() != name:
        raise _damaged(file_name)


def _damaged(name: str) -> WrongExport:
    return WrongExport(
        _("The export is damaged or cut (%(name)s). Nothing was imported.")
        % {"name": name}
    )


def as_file(export: OpenExport, row: dict[str, Any]) -> File:
    """Return a file of the export, to be saved under the name that it had."""
    return File(export.open(row["file"]), name=Path(str(row["name"])).name)
