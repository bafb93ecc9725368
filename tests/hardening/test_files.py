"""No upload is kept in part, and none stays that nothing leads to."""

import errno
import os
import time
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command

from hardening.files import file_fields, orphans

A_DAY = 24 * 3600 + 60  # seconds


def files():
    root = Path(default_storage.location)
    return {str(one.relative_to(root)) for one in root.rglob("*") if not one.is_dir()}


class TooLarge(ContentFile):
    """A file of which a part fits on the disk."""

    def chunks(self, chunk_size=None):
        yield b"a part of it"
        raise OSError(errno.ENOSPC, "No space left on device")


def test_a_file_that_does_not_fit_is_not_there_in_part(db):
    with pytest.raises(OSError, match="No space"):
        default_storage.save("images/large.png", TooLarge(b""))

    assert not default_storage.exists("images/large.png")


def test_a_file_that_was_there_stays_as_it_was(db):
    default_storage.save("images/one.png", ContentFile(b"whole"))

    with pytest.raises(OSError, match="No space"):
        default_storage.save("images/one.png", TooLarge(b""))

    assert len(files()) == 1
    assert default_storage.open("images/one.png").read() == b"whole"


@pytest.fixture
def left(picture):
    """Two files that no row names, one of today; and one that is somebody else's."""
    picture.get_rendition("width-100")
    for name in ("original_images/old.png", "original_images/new.png", "notes/x.txt"):
        default_storage.save(name, ContentFile(b"x"))
    earlier = time.time() - A_DAY
    for name in files() - {"original_images/new.png"}:
        os.utime(default_storage.path(name), (earlier, earlier))
    return files()


def test_only_what_is_old_and_led_to_by_nothing_is_deleted(left, capsys):
    call_command("remove_orphans", "--dry-run")

    assert "original_images/old.png\n" in capsys.readouterr().out
    assert files() == left

    call_command("remove_orphans")

    assert left - files() == {"original_images/old.png"}
    assert "deleted: 1" in capsys.readouterr().out


def test_a_document_or_a_picture_in_use_is_never_an_orphan(left, picture):
    call_command("remove_orphans")

    assert Path(picture.file.path).exists()
    assert all(Path(one.file.path).exists() for one in picture.renditions.all())


def test_it_asks_once_for_each_field_however_many_files_there_are(
    left, django_assert_num_queries
):
    with django_assert_num_queries(len(file_fields())):
        orphans()
