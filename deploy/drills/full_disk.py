"""Fill the disk of the uploads, of nginx and of the database, one after the other.

    sudo python deploy/drills/full_disk.py [FOLDER]

Each of the three has a small file system of its own, so this needs root.  While it is
full a hundred readers a second come, and an editor goes on working: what is refused
must say so in words, and leave neither a row without a file nor a file without a row.
Prints one line for each thing that must hold, with figures, and ends with 1 if one
does not.
"""

import argparse
import contextlib
import io
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from machine import INDEX, Machine
from people import Answer, Browser, Form, Report
from PIL import Image
from servers import BIN, as_postgres, fresh, servers

PASSWORD = "a drill's own password"
# Megabytes of each file system.
ROOM = {"data/media": 96, "nginx": 96, "primary": 400}
PREPARE = f"""
from django.contrib.auth.models import User
User.objects.create_superuser("anna", "anna@example.org", {PASSWORD!r})
from articles.models import ContactPage
contacts = ContactPage.objects.live().filter(locale__language_code="fi")
print([one.pk for one in contacts if one.get_translations().live().count() == 2][0])
"""
# Rows without a file, files without a row, and how many pictures there are.
PICTURES = """
import json
from pathlib import Path
from django.conf import settings
from espoo.models import Picture
root = Path(settings.MEDIA_ROOT)
rows = {one.file.name for one in Picture.objects.all()}
rows |= set(Picture._meta.get_field("renditions").related_model.objects
            .values_list("file", flat=True))
files = {str(one.relative_to(root)) for one in root.rglob("*") if one.is_file()}
files = {one for one in files if one.split("/")[0] in ("images", "original_images")}
print(json.dumps([sorted(rows - files), sorted(files - rows), Picture.objects.count()]))
"""
SAVED = """
import json
from wagtail.models import Page, Revision
page = Page.objects.get(pk=%d).specific
revisions = Revision.objects.for_instance(page)
print(json.dumps([one.content["email"] for one in revisions]))
"""


def main() -> int:
    """Return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path)
    options = parser.parse_args()
    if os.geteuid():
        raise SystemExit("It makes file systems: run it as root.")
    report = Report()
    with servers(options.folder or fresh("full-disk")) as ours:
        for name, megabytes in ROOM.items():
            place = ours.folder / name
            place.mkdir(parents=True)
            size = f"size={megabytes}m,mode=0755"
            ours.run("mount", "-t", "tmpfs", "-o", size, "tmpfs", place)
            # Lazily: those who have files open there are stopped later.
            ours.stack.callback(ours.run, "umount", "--lazy", place)
        machine = Machine(ours, SECOND_FACTOR_REQUIRED="0")
        contact = int(machine.shell(PREPARE))
        editor = Browser(machine.front)
        signed = editor.sign_in("anna", PASSWORD)
        report.say(signed == 302, f"an editor signs in: {signed}")
        uploads(report, machine, editor)
        of_nginx(report, machine, editor, contact)
        of_database(report, machine, editor, contact)
    return 1 if report.failed else 0


@contextlib.contextmanager
def full(place: Path) -> Iterator[None]:
    """Leave no room on the file system of a folder."""
    ballast = place / "ballast"
    with ballast.open("wb", buffering=0) as file:
        for size in (1 << 20, 1 << 12, 1):
            with contextlib.suppress(OSError):
                while file.write(b"\0" * size):
                    pass
    try:
        yield
    finally:
        ballast.unlink()


def uploads(report: Report, machine: Machine, editor: Browser) -> None:
    """A picture that no longer fits is refused in words; nothing of it is left."""
    before = json.loads(machine.shell(PICTURES))
    with machine.readers() as readers, full(machine.data / "media"):
        time.sleep(1)
        refused = uploaded(editor, "Too much")
        time.sleep(2)
    after = json.loads(machine.shell(PICTURES))
    report.say(not readers.failed(), f"disk of uploads full: {readers.told()}")
    report.say(
        refused.status == 507 and 'lang="en"' in refused.body,
        f"disk of uploads full: a picture is refused with {refused.status}, in words",
    )
    report.say(
        after == before,
        f"disk of uploads full: {len(after[0])} rows without a file,"
        f" {len(after[1])} files without a row",
    )
    again = uploaded(editor, "Enough")
    report.say(again.status == 302, f"disk of uploads: with room again {again.status}")


def uploaded(editor: Browser, title: str) -> Answer:
    """Return what is answered to a picture."""
    noise = Image.frombytes("RGB", (700, 700), os.urandom(700 * 700 * 3))
    written = io.BytesIO()
    noise.save(written, "PNG")
    form = Form(editor, "/admin/images/add/", "main form[enctype]")
    form.data["title"] = title
    return form.send({"file": written.getvalue()})


def of_nginx(report: Report, machine: Machine, editor: Browser, contact: int) -> None:
    """Neither log nor cache can be written: pages are read, and forms sent."""
    with full(machine.ours.folder / "nginx"), machine.readers() as readers:
        time.sleep(2)
        saved = save(editor, contact, "log@example.org")
        time.sleep(3)
    report.say(not readers.failed(), f"disk of logs and cache full: {readers.told()}")
    report.say(
        saved.status == 302, f"disk of logs and cache full: a save: {saved.status}"
    )


def save(editor: Browser, contact: int, email: str) -> Answer:
    """Return what is answered to a saved form."""
    form = Form(editor, f"/admin/pages/{contact}/edit/", "#page-edit-form")
    form.data["email"] = email
    return form.send()


def of_database(
    report: Report, machine: Machine, editor: Browser, contact: int
) -> None:
    """The database has no room: pages are read, and no acknowledged save is lost."""
    acknowledged, refused = [], []
    with machine.readers() as readers:
        # All that is sent is filled in while there is room.
        forms = []
        for number in range(20):
            form = Form(editor, f"/admin/pages/{contact}/edit/", "#page-edit-form")
            form.data["email"] = f"full-{number}@example.org"
            form.data["title"] = "Neuvonta " + os.urandom(60).hex()
            forms.append(form)
        with full(machine.ours.folder / "primary"):
            for form in forms:
                answer = form.send()
                if answer.status == 302:
                    acknowledged.append(form.data["email"])
                else:
                    refused.append(answer)
                time.sleep(0.2)
            # What is written by and by fills the last pages that the database had.
            for _ in range(200):
                if refused:
                    break
                answer = forms[-1].send()
                if answer.status != 302:
                    refused.append(answer)
            time.sleep(1)
        began = time.monotonic()
        revive(machine)
        machine.seconds_until_well()
        healed = time.monotonic() - began
    report.say(not readers.failed(), f"disk of the database full: {readers.told()}")
    statuses = sorted({one.status for one in refused})
    worded = [one for one in refused if 'lang="en"' in one.body and "<h1" in one.body]
    report.say(
        bool(refused) and set(statuses) <= {503, 507} and len(worded) == len(refused),
        f"disk of the database full: {len(acknowledged)} saves acknowledged,"
        f" {len(refused)} refused in words, with {statuses}",
    )
    there = json.loads(machine.shell(SAVED % contact))
    lost = set(acknowledged) - set(there)
    report.say(not lost, f"disk of the database full: {len(lost)} acknowledged lost")
    untrue = int(machine.shell(INDEX))
    report.say(
        untrue == 0, f"disk of the database full: {untrue} untrue rows in the index"
    )
    report.say(healed < 60, f"disk of the database: well {healed:.1f} s after room")
    broken = checked(machine)
    report.say(
        not broken, f"disk of the database: pg_amcheck finds {broken or 'nothing'}"
    )
    again = save(editor, contact, "again@example.org")
    report.say(again.status == 302, f"disk of the database: a save: {again.status}")


def revive(machine: Machine) -> None:
    """Start the database where it has ended, as its service does."""
    asked = [str(BIN / "pg_isready"), "-q", "-h", "127.0.0.1", "-p"]
    for _ in range(50):
        port = str(machine.ports["database"])
        if subprocess.run([*asked, port], check=False).returncode == 0:
            return
        pid = machine.ours.folder / "primary/postmaster.pid"
        if not pid.exists() or not Path(f"/proc/{pid.read_text().split()[0]}").exists():
            pid.unlink(missing_ok=True)
            machine.start_postgres()
        time.sleep(0.2)


def checked(machine: Machine) -> str:
    """Return what is broken in the files of the database, as it finds itself."""
    done = subprocess.run(
        [
            *as_postgres(),
            BIN / "pg_amcheck",
            *("-h", "127.0.0.1", "-p", str(machine.ports["database"])),
            *("-U", "owner", "--install-missing", "--heapallindexed", "site"),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    return (done.stdout + done.stderr).strip()[:500]


if __name__ == "__main__":
    sys.exit(main())
