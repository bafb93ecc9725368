"""Spares each test run the migrations: they are kept, run once, in DATA_DIR.

A run on SQLite starts from a copy of a database that an earlier run migrated, as long
as no migration and no requirement has changed.  The tests see no difference.
"""

import fcntl
import hashlib
import os
import shutil
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit

import psycopg
import pytest
from django.conf import settings
from django.db import connection

REPOSITORY = Path(__file__).resolve().parents[1]


def _fingerprint() -> str:
    """Return a digest of all that decides what a migrated database holds."""
    import django
    import wagtail

    versions = f"{sys.version_info} {django.__version__} {wagtail.__version__}"
    digest = hashlib.sha256(versions.encode())
    migrations = (
        file
        for app in ("articles", "home", "search", "site")
        for file in (REPOSITORY / app).rglob("migrations/*.py")
    )
    for file in sorted([*migrations, *(REPOSITORY / "requirements").glob("*.txt")]):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def _is_sqlite() -> bool:
    return settings.DATABASES["default"]["ENGINE"].endswith("sqlite3")


@pytest.fixture(scope="session")
def migrated_template() -> Path:
    """The file that a run starts from; it may not exist yet."""
    folder = settings.DATA_DIR / "tests"
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"migrated-{_fingerprint()}.sqlite3"


@pytest.fixture(scope="session")
def turn(migrated_template: Path) -> IO[str]:
    """A lock, held by the process that migrates while the others wait for its copy.

    Two that migrate would give the same rows different translation keys.
    """
    lock = migrated_template.with_name("turn").open("w")
    fcntl.flock(lock, fcntl.LOCK_EX)
    return lock


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_keepdb: bool) -> bool:
    """Let Django migrate what is there instead of starting from nothing."""
    return _is_sqlite() or django_db_keepdb


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None,
    migrated_template: Path,
    turn: IO[str],
) -> None:
    """Give this process its own copy of the migrated database."""
    if not _is_sqlite():
        turn.close()
        return
    file = migrated_template.with_name(f"run-{os.getpid()}.sqlite3")
    if migrated_template.exists():
        shutil.copyfile(migrated_template, file)
        turn.close()
    settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = str(file)


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest,
    django_db_setup: None,
    django_db_blocker: object,
    migrated_template: Path,
    turn: IO[str],
):
    """Keep the migrated database for the next run; remove this run's own."""
    if not _is_sqlite():
        items = request.session.items
        has_other = any("empty_database" in item.fixturenames for item in items)
        with django_db_blocker.unblock():
            if has_other:
                _copy_for_the_other_site()
        yield
        if has_other:
            with django_db_blocker.unblock(), connection._nodb_cursor() as cursor:
                other = connection.ops.quote_name(_other_name())
                cursor.execute(f"DROP DATABASE {other} WITH (FORCE)")
        return
    file = Path(connection.settings_dict["NAME"])
    if not migrated_template.exists():
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            partial = file.with_suffix(".partial")
            cursor.execute("VACUUM INTO %s", [str(partial)])
        partial.replace(migrated_template)
        for stale in migrated_template.parent.glob("migrated-*.sqlite3"):
            if stale != migrated_template:
                stale.unlink()
    turn.close()
    yield
    connection.close()
    for leftover in file.parent.glob(f"{file.name}*"):
        leftover.unlink()


# Rows of the other database get other numbers than those of the first.
_FAR = 100_000


def _other_name() -> str:
    return f"{connection.settings_dict['NAME']}_other"


def _other_url() -> str:
    url = urlsplit(os.environ["DATABASE_URL"])
    # An address without a host keeps its slashes: that is the socket of this machine.
    return f"{url.scheme}://{url.netloc}/{_other_name()}"


def _copy_for_the_other_site() -> None:
    """Copy a PostgreSQL database just migrated: it cannot be copied while in use."""
    name = connection.ops.quote_name(connection.settings_dict["NAME"])
    other = connection.ops.quote_name(_other_name())
    connection.close()
    connection.close_pool()
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {other}")
        cursor.execute(f"CREATE DATABASE {other} TEMPLATE {name}")
    with psycopg.connect(_other_url(), autocommit=True) as there:
        there.execute(
            "SELECT setval(format('%%I.%%I', schemaname, sequencename)::regclass, %s)"
            " FROM pg_sequences",
            [_FAR],
        )


@pytest.fixture
def empty_database(django_db_setup: None, migrated_template: Path, tmp_path: Path):
    """The URL of another database, in which nothing but the migrations ever ran."""
    if not _is_sqlite():
        return _other_url()
    file = tmp_path / "other.sqlite3"
    shutil.copyfile(migrated_template, file)
    with closing(sqlite3.connect(file)) as other:
        other.execute("DELETE FROM sqlite_sequence")
        other.execute(
            "INSERT INTO sqlite_sequence SELECT name, ? FROM sqlite_master "
            "WHERE sql LIKE '%AUTOINCREMENT%'",
            [_FAR],
        )
        other.commit()
    return f"sqlite:///{file}"
