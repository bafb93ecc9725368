"""A database out into one file, with what it holds, and in from it.

What a database holds (``Facts``) is read at the very point that the file is of:
PostgreSQL's exported snapshot, or the copy that SQLite has made.
"""

import os
import sqlite3
import subprocess
import zlib
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from django.apps import apps
from django.db import connection
from django.db.backends.postgresql.client import DatabaseClient

from backups.errors import BackupError
from hardening.files import file_fields

# Order-free: the same rows in whatever order give the same number.
POSTGRES_ROWS = (
    "SELECT count(*), coalesce("
    "sum(('x' || left(md5(t::text), 15))::bit(60)::bigint), 0)"
    '::text FROM "{}" t'
)
POSTGRES_TABLES = (
    "SELECT count(*) FROM pg_tables"
    " WHERE schemaname NOT IN ('pg_catalog', 'information_schema')"
)
# What else than tables of models is dropped with the schema, a dump makes anew.
EMPTY = "DROP SCHEMA public CASCADE; CREATE SCHEMA public;\n"


@dataclass(frozen=True)
class Facts:
    """What a database holds: rows of each table, migrations, names of files.

    ``rows`` has for each table the number of rows and a digest of them all.
    """

    rows: dict[str, list[Any]]
    migrations: list[list[str]]
    files: list[str]


Ask = Callable[[str], list[tuple[Any, ...]]]


def dump(target: Path) -> Facts:
    """Write the database into a new file, and return what it holds."""
    try:
        return _dump_sqlite(target) if _is_sqlite() else _dump_postgres(target)
    except (psycopg.Error, sqlite3.Error) as error:
        raise BackupError(f"The database cannot be read: {error}") from error


def load(source: Path, *, over: bool) -> None:
    """Put what a file holds into the database, all or nothing."""
    connection.close()
    if _is_sqlite():
        with (
            closing(sqlite3.connect(source)) as come,
            closing(sqlite3.connect(connection.settings_dict["NAME"])) as go,
        ):
            come.backup(go)
    else:
        _load_postgres(source, over)


def is_empty() -> bool:
    """Whether nothing could be lost; raises BackupError where there is no database."""
    if _is_sqlite():
        file = Path(connection.settings_dict["NAME"])
        if not file.exists() or not file.stat().st_size:
            return True
        with closing(sqlite3.connect(file)) as one:
            return not one.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    try:
        with psycopg.connect(**connection.get_connection_params()) as line:
            row = line.execute(POSTGRES_TABLES).fetchone()
    except psycopg.OperationalError as error:
        raise BackupError(f"The database does not answer: {error}") from error
    return row is not None and not row[0]


def facts() -> Facts:
    """Return what the database holds now."""
    if _is_sqlite():
        with closing(sqlite3.connect(connection.settings_dict["NAME"])) as one:
            return _facts_of_sqlite(one)
    with psycopg.connect(**connection.get_connection_params()) as line:
        return _facts_of_postgres(line)


def _is_sqlite() -> bool:
    return connection.vendor == "sqlite"


def _dump_sqlite(target: Path) -> Facts:
    source = Path(connection.settings_dict["NAME"])
    if not source.exists():
        raise BackupError(f"There is no database at {source}.")
    with closing(sqlite3.connect(target)) as copy:
        with closing(sqlite3.connect(source, timeout=60)) as now:
            now.backup(copy)
        # One file, without a log beside it.
        copy.execute("PRAGMA journal_mode=DELETE")
        said = copy.execute("PRAGMA quick_check").fetchone()[0]
        if said != "ok":
            raise BackupError(f"The database is damaged: {said}")
        return _facts_of_sqlite(copy)


def _dump_postgres(target: Path) -> Facts:
    with psycopg.connect(**connection.get_connection_params()) as line:
        line.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        row = line.execute("SELECT pg_export_snapshot()").fetchone()
        snapshot = row[0] if row else ""
        _run("pg_dump", "-Fc", f"--snapshot={snapshot}", f"--file={target}")
        return _facts_of_postgres(line)


def _facts_of_postgres(line: psycopg.Connection[Any]) -> Facts:
    line.execute("SET LOCAL TimeZone = 'UTC'")

    def ask(text: str) -> list[tuple[Any, ...]]:
        return line.execute(text).fetchall()

    there = ask("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()")
    rows = {
        table: list(ask(POSTGRES_ROWS.format(table))[0]) for table in _tables(there)
    }
    return _facts(rows, ask)


def _facts_of_sqlite(line: sqlite3.Connection) -> Facts:
    def ask(text: str) -> list[tuple[Any, ...]]:
        return line.execute(text).fetchall()

    rows: dict[str, list[Any]] = {}
    for table in _tables(ask("SELECT name FROM sqlite_master WHERE type = 'table'")):
        number = total = 0
        for row in line.execute(f'SELECT * FROM "{table}"'):
            number += 1
            total += zlib.crc32(repr(row).encode())
        rows[table] = [number, str(total)]
    return _facts(rows, ask)


def _facts(rows: dict[str, list[Any]], ask: Ask) -> Facts:
    migrations = ask("SELECT app, name FROM django_migrations ORDER BY app, name")
    files: set[str] = set()
    for model, field in file_fields():
        table, column = model._meta.db_table, field.column
        if table not in rows:
            continue
        found = ask(f"""SELECT "{column}" FROM "{table}" WHERE "{column}" <> ''""")
        files.update(str(row[0]) for row in found)
    return Facts(rows, [list(row) for row in migrations], sorted(files))


def _tables(there: list[tuple[Any, ...]]) -> list[str]:
    """Return the tables of all models, and of what joins them, that are there.

    Some are not in a database that is not migrated yet: that is backed up, too.
    """
    every = apps.get_models(include_auto_created=True)
    names = {one._meta.db_table for one in every if one._meta.managed}
    return sorted((names | {"django_migrations"}) & {row[0] for row in there})


def _command(program: str, *parameters: str) -> tuple[list[str], dict[str, str]]:
    args, environment = DatabaseClient.settings_to_cmd_args_env(
        connection.settings_dict, list(parameters)
    )
    return [program, *args[1:]], {**os.environ, **(environment or {})}


def _run(program: str, *parameters: str) -> None:
    command, environment = _command(program, *parameters)
    try:
        done = subprocess.run(  # noqa: S603 (a list of our own words)
            command, env=environment, capture_output=True, text=True, check=False
        )
    except FileNotFoundError:
        raise BackupError(f"{program} is missing: install postgresql-client.") from None
    if done.returncode:
        raise BackupError(f"{program} failed: {done.stderr.strip()}")


def _load_postgres(source: Path, over: bool) -> None:
    """Pipe the dump into one transaction: old rows stay until the new ones are in."""
    command, environment = _command(
        "psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "--single-transaction", "-f", "-"
    )
    reading = ["pg_restore", "--no-owner", "--no-privileges", "--no-comments"]
    try:
        psql = subprocess.Popen(  # noqa: S603 (a list of our own words)
            command,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
    except FileNotFoundError:
        raise BackupError("psql is missing: install postgresql-client.") from None
    with psql:
        if psql.stdin is None:
            raise BackupError("psql takes no commands.")
        if over:
            psql.stdin.write(EMPTY.encode())
            psql.stdin.flush()
        done = subprocess.run(  # noqa: S603 (a list of our own words)
            [*reading, "-f", "-", str(source)],
            stdout=psql.stdin,
            stderr=subprocess.PIPE,
            check=False,
        )
        if done.returncode:
            # An end of what it reads would have psql commit a part.
            psql.kill()
        _out, said = psql.communicate()
    if done.returncode or psql.returncode:
        reason = (said or done.stderr).decode(errors="replace").strip()
        raise BackupError(f"The database refuses it, and is as before: {reason}")
