"""Lose a database server, and come back from what it had archived until then.

    python deploy/drills/wal.py [FOLDER] [--timeout 5]

A cluster of its own archives its log (docs/operations.md, "Every five minutes"), with
`archive_timeout` of a few seconds instead of 300.  A base backup is taken, rows are
written all the time, somebody deletes them all by mistake, rows are written again, and
the server dies with its disk.  Two new clusters come from the archive: one as far as it
goes, one as it was just before the mistake.  Prints what held; ends with 1 if something
did not.
"""

import argparse
import os
import shutil
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import psycopg
from people import Report
from servers import BIN, Servers, as_postgres, free_port, fresh, own, servers


def main() -> int:
    """Return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--timeout", type=int, default=5, help="archive_timeout")
    options = parser.parse_args()
    folder = options.folder
    if folder is None:
        folder = fresh("wal")
        folder.parent.chmod(0o711)  # PostgreSQL's own user goes through it
    with servers(folder) as ours:
        return drill(ours, options.timeout)


def drill(ours: Servers, timeout: int) -> int:
    """Archive, lose and recover; return the exit code."""
    report = Report()
    port = free_port()
    data, archive, base = (ours.folder / one for one in ("primary", "archive", "base"))
    for one in (data, archive, base):
        one.mkdir(mode=0o700)
        own(one)
    ours.run(*as_postgres(), BIN / "initdb", "-D", data, "-A", "trust", "-U", "owner")
    with (data / "postgresql.conf").open("a") as settings:
        settings.write(
            f"archive_mode = on\narchive_timeout = {timeout}\n"
            f"archive_command = 'test ! -f {archive}/%f && cp %p {archive}/%f.part"
            f" && mv {archive}/%f.part {archive}/%f'\n"
        )
    server = begin(ours, data, port)
    with connect(port) as line:
        line.execute("CREATE TABLE saved (id serial PRIMARY KEY, at timestamptz)")
    ours.run(
        *(*as_postgres(), BIN / "pg_basebackup", "-h", "127.0.0.1", "-p", port),
        *("-U", "owner", "-D", base, "-X", "stream", "-c", "fast"),
    )
    with connect(port) as line:
        write(line, 3 * timeout)
        before = number(line)
        time.sleep(1)
        mistake = datetime.now(UTC)
        time.sleep(1)
        line.execute("DELETE FROM saved")
        last = write(line, 3 * timeout)
    # At once, without a word to the archive; what we started may be runuser.
    pid = (data / "postmaster.pid").read_text().split()[0]
    os.kill(int(pid), signal.SIGQUIT)
    server.wait()
    shutil.rmtree(data)

    with recover(ours, base, archive, "newest", "") as line:
        row = line.execute("SELECT max(at) FROM saved").fetchone()
        lost = (last - row[0]).total_seconds() if row and row[0] else float("inf")
    report.say(
        lost <= timeout + 2,
        f"lost with the server: {lost:.1f} s of saves (archive_timeout {timeout} s)",
    )
    target = f"recovery_target_time = '{mistake.isoformat()}'\n"
    with recover(ours, base, archive, "earlier", target) as line:
        found = number(line)
    report.say(found == before > 0, f"before the mistake: {found} of {before} rows")
    return 1 if report.failed else 0


def begin(ours: Servers, data: Path, port: int) -> "subprocess.Popen[str]":
    """Start a cluster, and return its process once it takes writes."""
    process = ours.start(
        *(*as_postgres(), BIN / "postgres", "-D", data, "-p", port, "-k", data),
        *("-h", "127.0.0.1"),
        port=port,
    )
    for _ in range(600):
        try:
            with connect(port) as line:
                row = line.execute("SELECT pg_is_in_recovery()").fetchone()
                if row and not row[0]:
                    return process
        except psycopg.OperationalError:
            pass
        time.sleep(0.1)
    raise SystemExit("The cluster does not take writes.")


def recover(
    ours: Servers, base: Path, archive: Path, name: str, target: str
) -> psycopg.Connection:
    """Start a new cluster from the base backup and the archive; return a line to it."""
    data, port = ours.folder / name, free_port()
    ours.run("cp", "-a", base, data)
    with (data / "postgresql.conf").open("a") as settings:
        settings.write(
            f"archive_mode = off\nrestore_command = 'cp {archive}/%f %p'\n{target}"
            "recovery_target_action = 'promote'\n"
        )
    (data / "recovery.signal").touch()
    own(data / "recovery.signal")
    begin(ours, data, port)
    return connect(port)


def connect(port: int) -> psycopg.Connection:
    """Return a line on which each statement is kept at once."""
    address = f"host=127.0.0.1 port={port} user=owner dbname=postgres"
    return psycopg.connect(address, autocommit=True)


def write(line: psycopg.Connection, seconds: float) -> datetime:
    """Save a row ten times a second; return when the last one was acknowledged."""
    ending = time.monotonic() + seconds
    while time.monotonic() < ending:
        line.execute("INSERT INTO saved (at) VALUES (clock_timestamp())")
        time.sleep(0.1)
    return datetime.now(UTC)


def number(line: psycopg.Connection) -> int:
    """Return how many rows there are."""
    row = line.execute("SELECT count(*) FROM saved").fetchone()
    return int(row[0]) if row else 0


if __name__ == "__main__":
    sys.exit(main())
