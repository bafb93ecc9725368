"""The files of uploads: whole or not there, and none that nothing leads to."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.files.base import File
from django.core.files.storage import FileSystemStorage, Storage, default_storage
from django.db import models
from django.utils import timezone

# A file is there before its row: an upload may be on its way.
YOUNG = timedelta(days=1)


class WholeFiles(FileSystemStorage):
    """A folder that keeps no part of a file that did not fit on the disk."""

    def _save(self, name: str, content: File[Any]) -> str:
        was_there = Path(self.path(name)).exists()
        try:
            saved: str = super()._save(name, content)  # type: ignore[misc] # unknown to stubs
        except OSError:
            if not was_there:
                with suppress(OSError):
                    Path(self.path(name)).unlink()
            raise
        return saved


def names(storage: Storage, folder: str = "") -> Iterator[str]:
    """Give the name of every file that is kept."""
    try:
        folders, files = storage.listdir(folder)
    except FileNotFoundError:
        return
    for name in sorted(files):
        if name:
            yield f"{folder}/{name}" if folder else name
    for name in sorted(folders):
        if name:
            yield from names(storage, f"{folder}/{name}" if folder else name)


def file_fields() -> list[tuple[type[models.Model], models.FileField]]:
    """Return every field that names a file, with its model."""
    return [
        (model, field)
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
        for field in model._meta.local_concrete_fields
        if isinstance(field, models.FileField)
    ]


def orphans() -> list[str]:
    """Return the files that no row names, and that have been there for a day.

    They are left by a database that failed after a file was written, or by a process
    that was killed between the two.  Folders in which no row has a file are somebody
    else's.
    """
    named = {
        name
        for model, field in file_fields()
        for name in model._base_manager.values_list(field.attname, flat=True)
        if name
    }
    ours = {name.partition("/")[0] for name in named}
    before = timezone.now() - YOUNG
    return [
        name
        for folder in sorted(ours)
        for name in names(default_storage, folder)
        if name not in named and default_storage.get_modified_time(name) < before
    ]
