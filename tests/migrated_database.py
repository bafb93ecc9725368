"""Spares each test run the migrations: they are kept, run once, in DATA_DIR.

A run on SQLite starts from a copy of a database that an earlier run migrated, as long
as no migration and no requirement has changed.  The tests see no difference.
"""

import hashlib
import os
import shutil
import sys
from pathlib import Path

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
def django_db_keepdb(django_db_keepdb: bool) -> bool:
    """Let Django migrate what is there instead of starting from nothing."""
    return _is_sqlite() or django_db_keepdb


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, migrated_template: Path
) -> None:
    """Give this process its own copy of the migrated database."""
    if not _is_sqlite():
        return
    file = migrated_template.with_name(f"run-{os.getpid()}.sqlite3")
    if migrated_template.exists():
        shutil.copyfile(migrated_template, file)
    settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = str(file)


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_setup: None, django_db_blocker: object, migrated_template: Path
):
    """Keep the migrated database for the next run; remove this run's own."""
    if not _is_sqlite():
        yield
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
    yield
    connection.close()
    for leftover in file.parent.glob(f"{file.name}*"):
        leftover.unlink()
