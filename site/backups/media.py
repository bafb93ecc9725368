"""Uploads out of where they are kept, into a folder, and back."""

import os
import shutil
from datetime import datetime
from pathlib import Path

from django.core.files.storage import FileSystemStorage, default_storage

from background.progress import Bar, unseen
from backups.archive import MEDIA
from hardening.files import names


def gather(folder: Path) -> None:
    """Bring into a folder what is not there yet; what was deleted meanwhile stays.

    On the same disk nothing is copied: a file has two names for a while.  (Storage
    writes each file under a new name, and never into one that exists.)
    """
    for name in names(default_storage):
        target = folder / name
        if target.exists():
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            _bring(name, target)
        except FileNotFoundError:
            # Deleted between being listed and being brought.
            target.unlink(missing_ok=True)


def _bring(name: str, target: Path) -> None:
    if isinstance(default_storage, FileSystemStorage):
        source = default_storage.path(name)
        try:
            os.link(source, target)
        except FileNotFoundError:
            raise
        except OSError:  # another disk, or one without links
            shutil.copyfile(source, target)
        return
    with default_storage.open(name) as source_file, target.open("wb") as copy:
        shutil.copyfileobj(source_file, copy)


def is_empty() -> bool:
    """Whether no upload is kept."""
    return next(names(default_storage), None) is None


def put_back(unpacked: Path, bar: Bar = unseen) -> Path | None:
    """Put the unpacked uploads where the site has them.

    Returns the folder to which those that were there have been moved; None where there
    were none, or where they are in a bucket: those of other names stay there.
    """
    source = unpacked / MEDIA
    source.mkdir(exist_ok=True)
    if not isinstance(default_storage, FileSystemStorage):
        files = sorted(one for one in source.rglob("*") if one.is_file())
        for file in bar(files, len(files), "Putting uploads back"):
            name = file.relative_to(source).as_posix()
            if default_storage.exists(name):
                default_storage.delete(name)
            with file.open("rb") as content:
                default_storage.save(name, content)
        return None
    place = Path(default_storage.location)
    aside = None
    if place.exists():
        if is_empty():
            shutil.rmtree(place)
        else:
            mark = datetime.now().astimezone().strftime("%Y%m%dT%H%M%S")
            aside = place.with_name(f"{place.name}-before-{mark}")
            place.rename(aside)
    place.parent.mkdir(parents=True, exist_ok=True)
    shutil.move(source, place)
    return aside
