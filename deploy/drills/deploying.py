"""Deploy a release with an added migration while people read and write, and go back.

    python deploy/drills/deploying.py [FOLDER]

The next release is this one with a column more, which its pages use.  It comes as
deploy/install.sh brings it: static files, pages for errors, migration, and the web
processes exchanged behind a socket that stays open; the release before comes back as
docs/operations.md says, and lives with the new column.  A hundred reads a second of
pages read before, ten of ones that nobody asked for, and an editor who saves all the
time.  Prints one line for each thing that must hold, with figures, and ends with 1 if
one does not.
"""

import argparse
import contextlib
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from load import Readers
from machine import MANAGE, Machine
from people import Browser, Form, Report
from servers import ROOT, fresh, servers

PASSWORD = "a drill's own password"
PREPARE = f"""
from django.contrib.auth.models import User
User.objects.create_superuser("anna", "anna@example.org", {PASSWORD!r})
from articles.models import ContactPage
contacts = ContactPage.objects.live().filter(locale__language_code="fi")
print([one.pk for one in contacts if one.get_translations().live().count() == 2][0])
"""
SAVED = """
import json
from wagtail.models import Page, Revision
page = Page.objects.get(pk=%d).specific
revisions = Revision.objects.for_instance(page)
print(json.dumps([one.content["email"] for one in revisions]))
"""
# Each address is asked for once: nothing is kept of it.
COLD = [f"/fi/haku/?q=drill{number}" for number in range(100_000)]
MIGRATION = """
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "{last}")]
    operations = [
        migrations.AddField(
            "contactpage",
            "drilled",
            models.CharField(max_length=20, blank=True, db_default="new"),
        ),
    ]
"""
COLUMN = """    role = models.CharField("""
WITH_COLUMN = (
    """    drilled = models.CharField(max_length=20, blank=True, db_default="new")
"""
    + COLUMN
)


class Releases:
    """The web processes of one release or the other, behind one open socket."""

    def __init__(self, machine: Machine) -> None:
        self.machine = machine
        machine.ours.stop(machine.web)
        self.socket = socket.create_server(
            ("127.0.0.1", machine.ports["web"]), backlog=2048
        )
        self.one, self.two = (machine.ours.folder / name for name in ("one", "two"))
        for folder in (self.one, self.two):
            shutil.copytree(
                ROOT,
                folder,
                ignore=shutil.ignore_patterns(".git", ".venv*", "var", "*_cache"),
            )
        add_column(self.two)
        self.web = self.start(self.one)
        machine.ours.stack.callback(lambda: machine.ours.stop(self.web))

    def start(self, folder: Path) -> subprocess.Popen[str]:
        """Start a release as systemd starts it: with the socket as its third file."""
        number = self.socket.fileno()
        gunicorn = [sys.executable, "-m", "gunicorn", "-c", "deploy/gunicorn.conf.py"]
        return subprocess.Popen(
            [
                *("bash", "-c", f'LISTEN_PID=$$ exec "$@" 3<&{number}', "web"),
                *gunicorn,
            ],
            cwd=folder,
            env=os.environ | self.machine.site | {"LISTEN_FDS": "1"},
            pass_fds=[number],
            stdout=self.machine.ours.log,
            stderr=self.machine.ours.log,
            text=True,
        )

    def prepare(self, folder: Path) -> None:
        """Do what comes before the exchange."""
        for command in (
            ("collectstatic", "--noinput", "-v", "0"),
            ("write_error_pages",),
            ("set_up",),
        ):
            self.manage(folder, *command)

    def manage(self, folder: Path, *command: str) -> None:
        """Carry out a command of a release."""
        done = subprocess.run(
            [*MANAGE, *command],
            cwd=folder,
            env=os.environ | self.machine.site,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise SystemExit(f"{command} failed:\n{done.stderr[-2000:]}")

    def exchange(self, folder: Path) -> float:
        """Restart the web from another release; return how long nobody answered."""
        began = time.monotonic()
        self.machine.ours.stop(self.web)
        self.web = self.start(folder)
        self.machine.ask("/-/ready")
        return time.monotonic() - began


def add_column(folder: Path) -> None:
    """Make the next release: a migration, and what needs it."""
    migrations = folder / "articles/migrations"
    last = max(one.stem for one in migrations.glob("0*.py"))
    text = MIGRATION.format(last=last)
    (migrations / f"{int(last[:4]) + 1:04}_drill.py").write_text(text)
    model = folder / "articles/models/contact.py"
    text = model.read_text()
    if text.count(COLUMN) < 1:
        raise SystemExit("The model is another one by now.")
    model.write_text(text.replace(COLUMN, WITH_COLUMN, 1))


def main() -> int:
    """Return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path)
    options = parser.parse_args()
    report = Report()
    with servers(options.folder or fresh("deploying")) as ours:
        machine = Machine(ours, SECOND_FACTOR_REQUIRED="0")
        contact = int(machine.shell(PREPARE))
        drill(report, machine, Releases(machine), contact)
    return 1 if report.failed else 0


def drill(report: Report, machine: Machine, releases: Releases, contact: int) -> None:
    """Go ahead and back while people read and write."""
    editor = Browser(machine.front)
    signed = editor.sign_in("anna", PASSWORD)
    report.say(signed == 302, f"an editor signs in: {signed}")
    for name, folder, ahead in (
        ("a release with a migration", releases.two, True),
        ("back to the release before", releases.one, False),
        ("ahead again, migrated already", releases.two, True),
    ):
        cold = Readers(machine.front, COLD, rate=10)
        with saving(editor, contact) as saves, machine.readers() as warm, cold:
            time.sleep(3)
            if ahead:
                releases.prepare(folder)
            took = releases.exchange(folder)
            time.sleep(3)
        there = json.loads(machine.shell(SAVED % contact))
        acknowledged = [email for email, status in saves if status == 302]
        lost = set(acknowledged) - set(there)
        report.say(not warm.failed(), f"{name}, read before: {warm.told()}")
        report.say(not cold.failed(), f"{name}, never asked for: {cold.told()}")
        report.say(
            len(acknowledged) == len(saves) > 3 and not lost,
            f"{name}: {len(acknowledged)} of {len(saves)} saves acknowledged,"
            f" {len(lost)} of them lost; exchanged in {took:.1f} s",
        )
        new = has_column(machine, folder)
        report.say(new == ahead, f"{name}: its pages use the column: {new}")


def has_column(machine: Machine, folder: Path) -> bool:
    """Return whether a release knows the column, and reads it."""
    done = subprocess.run(
        [
            *(*MANAGE, "shell", "--no-imports", "-c"),
            "from articles.models import ContactPage;"
            "print(getattr(ContactPage.objects.first(), 'drilled', ''))",
        ],
        cwd=folder,
        env=os.environ | machine.site,
        capture_output=True,
        text=True,
        check=True,
    )
    return re.sub(r"\s", "", done.stdout) == "new"


@contextlib.contextmanager
def saving(editor: Browser, contact: int) -> Iterator[list[tuple[str, int]]]:
    """Have an editor save a form again and again, and keep what was answered."""
    saves: list[tuple[str, int]] = []
    ending = threading.Event()

    def write() -> None:
        while not ending.is_set():
            form = Form(editor, f"/admin/pages/{contact}/edit/", "#page-edit-form")
            form.data["email"] = f"save-{os.urandom(4).hex()}@example.org"
            saves.append((form.data["email"], form.send().status))
            time.sleep(0.3)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        yield saves
    finally:
        ending.set()
        writer.join()


if __name__ == "__main__":
    sys.exit(main())
