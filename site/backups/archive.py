"""One file for a backup: a tar, with its manifest at the end, perhaps encrypted.

The manifest comes last, so that a file that was cut has none.  It names every other
file with its size and SHA-256.  Encryption is that of age (age-encryption.org/v1), so
the age program can read a backup without us.
"""

import hashlib
import io
import json
import os
import tarfile
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO, Any

from backups.errors import BackupError

PROJECT = "international-espoo"
FORMAT = 1
MANIFEST = "manifest.json"
DATABASE = "database"
MEDIA = "media"
ENCRYPTED = b"age-encryption.org/v1"
CHUNK = 1 << 20
NO_BACKUP = "This is no backup of this site, or it was cut."
WRONG_KEY = "The key does not open this backup, or the backup was changed."
LARGEST_MANIFEST = 256 << 20


def digest_of(file: Path) -> str:
    """Return the SHA-256 of a file, as sha256sum prints it."""
    with file.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()


def beside(file: Path) -> Path:
    """Return where the checksum of a backup stands, for `sha256sum --check`."""
    return file.with_name(f"{file.name}.sha256")


def write(
    target: Path,
    files: Iterable[tuple[str, Path]],
    facts: dict[str, Any],
    recipients: Iterable[str],
) -> None:
    """Write files under their names and the manifest; the target is there when whole.

    What was written is read once more before it gets its name.  Raises BackupError
    where it is not what was written, OSError where the disk refuses.
    """
    part = target.with_name(f"{target.name}.part")
    keys = list(recipients)
    try:
        with open(part, "xb", opener=_private) as disk:
            sink = _Digesting(disk)
            if keys:
                with _encrypted(sink, keys) as plain:
                    _write_tar(plain, files, facts)
            else:
                _write_tar(sink, files, facts)
            disk.flush()
            os.fsync(disk.fileno())
        if digest_of(part) != sink.digest.hexdigest():
            raise BackupError("The disk gives back something else than was written.")
        beside(target).write_text(f"{sink.digest.hexdigest()}  {target.name}\n")
        part.rename(target)
    finally:
        part.unlink(missing_ok=True)


def _private(name: str, flags: int) -> int:
    return os.open(name, flags, 0o600)


class _Digesting(io.RawIOBase):
    """Passes on what is written, and keeps its digest."""

    def __init__(self, disk: IO[bytes]) -> None:
        self.disk = disk
        self.digest = hashlib.sha256()

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self.digest.update(data)
        return self.disk.write(data)


def _write_tar(
    sink: Any, files: Iterable[tuple[str, Path]], facts: dict[str, Any]
) -> None:
    contents = {}
    with tarfile.open(fileobj=sink, mode="w|") as tar:
        for name, file in files:
            contents[name] = [file.stat().st_size, digest_of(file)]
            tar.add(file, name, recursive=False)
        whole = {"project": PROJECT, "format": FORMAT, **facts, "files": contents}
        text = json.dumps(whole, indent=1).encode()
        entry = tarfile.TarInfo(MANIFEST)
        entry.size = len(text)
        tar.addfile(entry, io.BytesIO(text))


def unpack(
    source: Path,
    folder: Path,
    identity: Path | None,
    tell: Callable[[int], object] = lambda _bytes: None,
) -> dict[str, Any]:
    """Unpack a backup into a new folder and return its manifest, all checked.

    ``tell`` is told again and again how many bytes of the backup have been read.
    Raises BackupError where it was cut or changed, is not ours, or the key is wrong.
    """
    try:
        with source.open("rb") as file:
            is_encrypted = file.read(len(ENCRYPTED)) == ENCRYPTED
            file.seek(0)

            def read() -> None:
                tell(file.tell())

            if not is_encrypted:
                return _read_tar(file, folder, read)
            if identity is None:
                raise BackupError(
                    "This backup is encrypted: --identity or BACKUP_IDENTITY_FILE"
                    " names the file with the key."
                )
            with _decrypted(file, identity) as plain:
                return _read_tar(plain, folder, read)
    except (tarfile.TarError, EOFError, ValueError, KeyError, TypeError) as error:
        raise BackupError(NO_BACKUP) from error


def _read_tar(
    stream: IO[bytes], folder: Path, read: Callable[[], None]
) -> dict[str, Any]:
    found: dict[str, list[Any]] = {}
    manifest: dict[str, Any] | None = None
    with tarfile.open(fileobj=stream, mode="r|") as tar:
        for entry in tar:
            content = tar.extractfile(entry)
            path = PurePosixPath(entry.name)
            inside = not path.is_absolute() and ".." not in path.parts
            ours = entry.name in (DATABASE, MANIFEST) or path.parts[0] == MEDIA
            if content is None or not inside or not ours or manifest is not None:
                raise BackupError(NO_BACKUP)
            if entry.name == MANIFEST:
                if entry.size > LARGEST_MANIFEST:
                    raise BackupError(NO_BACKUP)
                manifest = json.loads(content.read())
            else:
                found[entry.name] = [entry.size, _copy(content, folder / path, read)]
    while stream.read(CHUNK):
        pass  # to the end: the last part of what is encrypted is checked, too
    if manifest is None:
        raise BackupError(NO_BACKUP)
    if manifest["project"] != PROJECT:
        raise BackupError("This is the backup of another project.")
    if manifest["format"] != FORMAT:
        raise BackupError("This backup was made by a newer version of the site.")
    if found != manifest["files"] or DATABASE not in found:
        wrong = sorted(
            name
            for name in found.keys() | manifest["files"].keys()
            if found.get(name) != manifest["files"].get(name)
        )
        raise BackupError(
            f"The backup was changed or damaged: {', '.join(wrong[:3])}"
            f" ({len(wrong)} files)."
        )
    return manifest


def _copy(content: IO[bytes], target: Path, read: Callable[[], None]) -> str:
    digest = hashlib.sha256()
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("xb") as file:
        while data := content.read(CHUNK):
            digest.update(data)
            file.write(data)
            read()
    return digest.hexdigest()


def _age() -> Any:
    try:
        # It has no types, and where nothing is encrypted it is not installed.
        import pyrage  # type: ignore[import-untyped] # no stubs
    except ImportError:
        raise BackupError(
            "Encryption needs requirements/production.txt (pyrage)."
        ) from None
    return pyrage


@contextmanager
def _encrypted(sink: Any, recipients: list[str]) -> Iterator[IO[bytes]]:
    """Give where plain data goes, to arrive encrypted."""
    age = _age()
    try:
        keys = [age.x25519.Recipient.from_str(one) for one in recipients]
    except age.RecipientError as error:
        raise BackupError(f"BACKUP_RECIPIENTS: {error}") from error
    come, go = _pipe()
    with come, _beside(lambda: age.encrypt_io(come, sink, keys), come), go:
        yield go


@contextmanager
def _decrypted(file: IO[bytes], identity: Path) -> Iterator[IO[bytes]]:
    """Give what was encrypted, in plain."""
    age = _age()
    try:
        lines = identity.read_text().split()
        keys = [
            age.x25519.Identity.from_str(one)
            for one in lines
            if one.startswith("AGE-SECRET-KEY-")
        ]
    except (OSError, ValueError, age.IdentityError) as error:
        raise BackupError(f"No key can be read from {identity}.") from error
    if not keys:
        raise BackupError(f"There is no key in {identity}.")
    come, go = _pipe()
    try:
        with _beside(lambda: age.decrypt_io(file, go, keys), go), come:
            yield come
    except (BackupError, tarfile.TarError, EOFError, ValueError) as error:
        raise BackupError(
            str(error) if isinstance(error, BackupError) else NO_BACKUP
        ) from error


def _pipe() -> tuple[IO[bytes], IO[bytes]]:
    come, go = os.pipe()
    return os.fdopen(come, "rb"), os.fdopen(go, "wb")


@contextmanager
def _beside(work: Callable[[], object], own: IO[bytes]) -> Iterator[None]:
    """Have something done in a thread, which closes its end; pass on its error."""
    failed: list[Exception] = []

    def run() -> None:
        try:
            work()
        except Exception as error:  # whatever it is: raised again by who waits
            failed.append(error)
        finally:
            own.close()

    thread = threading.Thread(target=run)
    thread.start()
    try:
        yield
    except Exception as error:  # of the other end, which the thread's may explain
        thread.join()
        raise _cause(failed, error) from error
    thread.join()
    if failed:
        raise _cause(failed, failed[0])


def _cause(failed: list[Exception], error: Exception) -> Exception:
    """Return what went wrong first: an error of the other end tells only of it."""
    if not failed or isinstance(failed[0], BrokenPipeError):
        return error
    # age says what it cannot read as an OSError without a number, as no system does.
    if isinstance(failed[0], OSError) and failed[0].errno:
        return failed[0]
    return BackupError(f"{WRONG_KEY} ({failed[0]})")
