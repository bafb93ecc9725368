"""A backup is whole or refused, and brings back every row and every file."""

import io
import os
import sqlite3
import subprocess
import sys
import tarfile
from contextlib import closing
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import environ
import pyrage
import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management.base import OutputWrapper
from django.db import connection
from wagtail.models import Page

from background.progress import shown
from backups import archive, databases, keeping, making, media
from backups.configuration import Backups, backups
from backups.errors import BackupError
from backups.looking import broken_pages
from backups.restoring import unpacked
from hardening.files import names
from tests.terminal import Terminal

REPOSITORY = Path(__file__).resolve().parents[2]
FILES = {"database": b"rows " * 50_000, "media/a/picture.jpg": os.urandom(150_000)}


@pytest.fixture
def make_archive(tmp_path):
    """Return a function that writes an archive of FILES."""

    def make(recipients=(), name="espoo.tar", files=FILES, **facts):
        folder = tmp_path / "files"
        for one, content in files.items():
            (folder / one).parent.mkdir(parents=True, exist_ok=True)
            (folder / one).write_bytes(content)
        target = tmp_path / name
        pairs = [(one, folder / one) for one in files]
        archive.write(target, pairs, {"kind": "sqlite", **facts}, recipients)
        return target

    return make


@pytest.fixture
def key(tmp_path):
    """A private key in a file, and its public one."""
    identity = pyrage.x25519.Identity.generate()
    file = tmp_path / "key"
    file.write_text(f"# created: today\n{identity}\n")
    return file, str(identity.to_public())


def read(folder):
    return {
        one.relative_to(folder).as_posix(): one.read_bytes()
        for one in folder.rglob("*")
        if one.is_file()
    }


@pytest.mark.parametrize("is_encrypted", [False, True])
def test_what_was_written_is_read_again(make_archive, key, tmp_path, is_encrypted):
    file, public = key
    target = make_archive([public] if is_encrypted else [])

    archive.unpack(target, tmp_path / "out", file)

    assert read(tmp_path / "out") == FILES
    assert (b"rows rows" in target.read_bytes()) is not is_encrypted
    assert target.stat().st_mode & 0o077 == 0
    subprocess.run(
        ["sha256sum", "--check", archive.beside(target).name], cwd=tmp_path, check=True
    )


@pytest.mark.parametrize("is_encrypted", [False, True])
def test_a_restore_shows_how_far_it_is(make_archive, key, is_encrypted, settings):
    """The bar is full once all that was read is known to be right, and not before."""
    settings.DATA_DIR = key[0].parent
    files = FILES | {"media/b/film.mp4": os.urandom(4_000_000)}
    target = make_archive(
        [key[1]] if is_encrypted else [],
        files=files,
        kind=connection.vendor,
        migrations=[],
    )
    terminal = Terminal()

    with unpacked(target, key[0], OutputWrapper(terminal)) as (folder, _manifest):
        assert read(folder) == files

    drawn = terminal.drawn("Checking the backup")
    assert drawn == sorted(drawn)
    assert len(set(drawn)) > 3
    assert drawn.count(100) == 1


def test_why_a_backup_is_refused_stands_below_the_bar(make_archive, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    target = make_archive(files={"media/film.mp4": os.urandom(4_000_000)})
    os.truncate(target, len(target.read_bytes()) // 2)
    terminal = Terminal()

    with (
        pytest.raises(BackupError),
        unpacked(target, None, OutputWrapper(terminal)),
    ):
        raise AssertionError("It was taken")

    assert terminal.drawn("Checking the backup")
    assert terminal.getvalue().endswith("%\n")


@pytest.mark.parametrize("is_encrypted", [False, True])
@pytest.mark.parametrize("share", [0.0, 0.01, 0.5, 0.99])
def test_a_cut_backup_is_refused(make_archive, key, tmp_path, is_encrypted, share):
    file, public = key
    target = make_archive([public] if is_encrypted else [])
    size = len(target.read_bytes())
    # A tar is filled up with zeros, of which none is missed.
    filled = 0 if is_encrypted else size - len(target.read_bytes().rstrip(b"\0"))
    os.truncate(target, int((size - filled) * share))

    with pytest.raises(BackupError):
        archive.unpack(target, tmp_path / "out", file)


@pytest.mark.parametrize("is_encrypted", [False, True])
def test_a_changed_byte_is_refused(make_archive, key, tmp_path, is_encrypted):
    file, public = key
    target = make_archive([public] if is_encrypted else [])
    content = bytearray(target.read_bytes())
    content[100_000] ^= 1
    target.write_bytes(content)

    with pytest.raises(BackupError, match="changed"):
        archive.unpack(target, tmp_path / "out", file)


def test_a_wrong_or_missing_key_is_refused(make_archive, key, tmp_path):
    target = make_archive([key[1]])
    other = tmp_path / "other"
    other.write_text(str(pyrage.x25519.Identity.generate()))

    with pytest.raises(BackupError, match="key does not open"):
        archive.unpack(target, tmp_path / "out", other)
    with pytest.raises(BackupError, match="BACKUP_IDENTITY_FILE"):
        archive.unpack(target, tmp_path / "out", None)


def test_a_foreign_archive_is_refused(make_archive, tmp_path):
    theirs = make_archive(project="another")
    with pytest.raises(BackupError, match="another project"):
        archive.unpack(theirs, tmp_path / "theirs", None)

    newer = make_archive(name="newer.tar", format=archive.FORMAT + 1)
    with pytest.raises(BackupError, match="newer"):
        archive.unpack(newer, tmp_path / "newer", None)

    hostile = tmp_path / "hostile.tar"
    with tarfile.open(hostile, "w") as tar:
        tar.add(__file__, "media/../../outside")
    with pytest.raises(BackupError):
        archive.unpack(hostile, tmp_path / "inside" / "out", None)
    assert not (tmp_path / "outside").exists()
    assert not (tmp_path / "inside" / "outside").exists()


def test_a_full_disk_leaves_no_half_backup(make_archive, tmp_path, monkeypatch):
    def full(*args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        make_archive()

    assert not list(tmp_path.glob("espoo*"))


def test_each_row_has_its_file_whatever_happens_meanwhile(
    tmp_path, settings, monkeypatch
):
    """A file of the dump is deleted, another is added, a third comes and goes."""
    uploads = tmp_path / "media"
    uploads.mkdir()
    settings.MEDIA_ROOT, settings.DATA_DIR = uploads, tmp_path
    settings.BACKUPS = Backups(tmp_path / "backups", 7, 5, 12, (), None)
    (uploads / "old.jpg").write_text("old")
    named = [["new.jpg", "gone.jpg", "old.jpg"], ["new.jpg", "old.jpg"]]

    def dump(target):
        (uploads / "old.jpg").unlink(missing_ok=True)
        (uploads / "new.jpg").write_text("new")
        target.write_text("rows")
        return databases.Facts({}, [], named.pop(0))

    monkeypatch.setattr("backups.making.databases.dump", dump)

    target = making.make(OutputWrapper(io.StringIO()))

    manifest = archive.unpack(target, tmp_path / "out", None)
    assert manifest["lacking"] == []
    found = read(tmp_path / "out")
    assert (found["media/old.jpg"], found["media/new.jpg"]) == (b"old", b"new")
    assert not named


def test_pages_are_asked_for_in_sight(make_article):
    make_article("Festivaali")
    terminal = Terminal()

    bar = partial(shown, out=OutputWrapper(terminal))
    assert list(broken_pages(100, bar)) == []

    drawn = terminal.drawn("Asking for pages")
    assert drawn[0] == 0
    assert drawn[-1] == 100
    assert len(drawn) == Page.objects.filter(depth__gt=1).count() + 1


def test_uploads_in_a_bucket_go_out_and_come_back(tmp_path, settings):
    """Through the storage's own ways: a file that is there is replaced by its name."""
    memory = {"BACKEND": "django.core.files.storage.InMemoryStorage"}
    settings.STORAGES = {**settings.STORAGES, "default": memory}
    default_storage.save("documents/ohje.txt", ContentFile("as it was"))

    media.gather(tmp_path / "out" / "media")
    default_storage.delete("documents/ohje.txt")
    default_storage.save("documents/ohje.txt", ContentFile("changed"))
    terminal = Terminal()
    bar = partial(shown, out=OutputWrapper(terminal))
    assert media.put_back(tmp_path / "out", bar) is None
    assert terminal.drawn("Putting uploads back") == [0, 100]

    assert list(names(default_storage)) == ["documents/ohje.txt"]
    assert default_storage.open("documents/ohje.txt").read() == b"as it was"


NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)  # a Sunday


@pytest.mark.parametrize(
    ("days_ago", "numbers", "stay"),
    [
        ([], (7, 5, 12), []),
        ([400], (0, 0, 0), [400]),
        ([0, 1, 2, 3], (2, 0, 0), [0, 1]),
        ([0, 0.1, 1], (2, 0, 0), [0, 1]),
        ([0, 1, 7, 8, 14], (0, 2, 0), [0, 7]),
        ([0, 20, 30, 60, 90], (0, 0, 3), [0, 30, 60]),
        # Days without a backup count for none: pauses delete nothing.
        ([0, 100, 200, 300], (3, 0, 0), [0, 100, 200]),
    ],
)
def test_retention_keeps_the_newest_of_each_period(days_ago, numbers, stay):
    moments = {NOON - timedelta(days=one): one for one in days_ago}

    gone = keeping.too_old(moments, *numbers)

    assert [one for moment, one in moments.items() if moment not in gone] == stay


def test_only_backups_are_deleted(tmp_path):
    for one in (0, 1, 2):
        name = keeping.new_name(NOON - timedelta(days=one), encrypted=one == 1)
        (tmp_path / name).touch()
    other = tmp_path / "espoo-notes.tar"
    other.touch()

    keeping.forget(tmp_path, 1, 0, 0)

    assert len(keeping.kept(tmp_path)) == 1
    assert other.exists()


@pytest.mark.parametrize(
    "variables", [{"BACKUP_KEEP": "7"}, {"BACKUP_RECIPIENTS": "AGE-SECRET-KEY-1"}]
)
def test_what_makes_no_sense_is_refused(variables, tmp_path):
    env = environ.Env()
    env.ENVIRON = variables
    with pytest.raises(ImproperlyConfigured):
        backups(env, tmp_path)


def manage(*args, **environment):
    return subprocess.run(
        [sys.executable, "manage.py", *args],
        cwd=REPOSITORY,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.django_db
def test_a_site_comes_back_and_is_not_replaced_unasked(empty_database, tmp_path, key):
    """One site is backed up, checked, refused over itself, changed and brought back."""
    here = {
        "DATABASE_URL": empty_database,
        "DATA_DIR": str(tmp_path / "data"),
        "BACKUP_RECIPIENTS": key[1],
        "BACKUP_IDENTITY_FILE": str(key[0]),
        "REFINE_WORDS": "0",
    }
    media = tmp_path / "data" / "media"
    (media / "documents").mkdir(parents=True)
    (media / "documents" / "ohje.txt").write_text("as it was")
    made = manage("backup", **here)
    assert made.returncode == 0, made.stderr
    file = Path(made.stdout.strip())

    checked = manage("check_backup", "--pages=5", **here)
    assert (checked.returncode, "can be restored" in checked.stdout) == (0, True), (
        checked.stderr
    )

    refused = manage("restore", str(file), **here)
    assert refused.returncode == 4
    name = refused.stderr.split("--over ")[1].strip()

    (media / "documents" / "ohje.txt").write_text("changed")
    shell = ("shell", "--no-imports", "-c")
    count = "from wagtail.models import Page; print(Page.objects.count())"
    before = manage(*shell, count, **here).stdout
    manage(
        *shell, "from wagtail.models import Page; Page.objects.last().delete()", **here
    )
    assert manage(*shell, count, **here).stdout != before

    restored = manage("restore", str(file), "--over", name, "--pages=5", **here)

    assert restored.returncode == 0, restored.stderr
    assert manage(*shell, count, **here).stdout == before
    assert (media / "documents" / "ohje.txt").read_text() == "as it was"
    [aside] = media.parent.glob("media-before-*/documents/ohje.txt")
    assert aside.read_text() == "changed"
    assert not list(media.parent.glob("restore-*"))


def test_a_newer_backup_is_refused_before_anything_is_touched(tmp_path, make_archive):
    target = make_archive(migrations=[["home", "9999_of_tomorrow"]])
    data = tmp_path / "data"

    done = manage(
        *("restore", str(target)),
        DATABASE_URL=f"sqlite:///{data / 'db.sqlite3'}",
        DATA_DIR=str(data),
    )

    assert done.returncode == 3
    assert "home.9999_of_tomorrow" in done.stderr
    assert {one.name for one in data.iterdir()} <= {"secret-key", "db.sqlite3"}
    with closing(sqlite3.connect(data / "db.sqlite3")) as database:
        assert not database.execute("SELECT * FROM sqlite_master").fetchall()
