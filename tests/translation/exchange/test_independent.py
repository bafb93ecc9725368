"""Another program reads our XLIFF and PO, and what it writes is read here.

The program is translate-toolkit, as commands: it is no part of this project.
"""

import shutil
import subprocess

import polib
import pytest

from tests.translation.exchange.programs import translate_xliff

COMMANDS = ["podebug", "pocount", "pofilter", "xliff2po", "msgfmt"]
pytestmark = pytest.mark.skipif(
    not all(
        map(shutil.which, ("podebug", "pocount", "pofilter", "xliff2po", "msgfmt"))
    ),
    reason="needs the commands of translate-toolkit and gettext",
)


@pytest.fixture
def run(tmp_path):
    """Return a function that runs a command in a folder, and gives what it says."""

    def call(*command):
        done = subprocess.run(
            command, cwd=tmp_path, check=True, capture_output=True, text=True
        )
        return done.stdout + done.stderr

    call.folder = tmp_path
    return call


def test_it_counts_our_segments(lagging, file_of, run):
    (run.folder / "text.xlf").write_bytes(file_of(lagging, "xliff"))

    said = run("pocount", "--csv", "text.xlf").splitlines()

    head, row = ([part.strip() for part in line.split(",")] for line in said[-2:])
    counted = dict(zip(head, row, strict=False))
    assert counted["Total Message"] == "5"
    assert counted["Translated Messages"] == "3"
    assert counted["Fuzzy Messages"] == "2"


@pytest.mark.parametrize("ending", ["xlf", "po"])
def test_it_translates_a_text_which_comes_back_with_its_tags(
    version, file_of, run, send, kept, ending
):
    kind = {"xlf": "xliff", "po": "po"}[ending]
    (run.folder / f"text.{ending}").write_bytes(file_of(version, kind))

    run("podebug", "--rewrite=bracket", f"text.{ending}", f"done.{ending}")

    assert "12 segments taken" in send(
        version, (run.folder / f"done.{ending}").read_bytes()
    )
    words = kept(version)
    assert words == {original: f"[{original}]" for original in words}


def test_its_checks_find_a_changed_number_in_our_xliff(version, file_of, run):
    right = translate_xliff(file_of(version, "xliff"))
    head, _sitten, tail = right.rpartition(b"sitten 3")
    (run.folder / "right.xlf").write_bytes(right)
    (run.folder / "wrong.xlf").write_bytes(head + b"sitten 4" + tail)

    for name in ("right", "wrong"):
        run("pofilter", "-t", "numbers", f"{name}.xlf", f"{name}.found.xlf")

    assert not (run.folder / "right.found.xlf").exists()
    found = (run.folder / "wrong.found.xlf").read_text()
    assert found.count("trans-unit>") == 1
    assert "sitten 4" in found


def test_it_makes_a_po_of_our_xliff(version, file_of, run):
    (run.folder / "text.xlf").write_bytes(file_of(version, "xliff"))

    run("xliff2po", "text.xlf", "text.po")

    po = polib.pofile(str(run.folder / "text.po"))
    assert "Järjestöt & kaupunki" in {entry.msgid for entry in po}
    assert len(po) == 12


def test_gettext_finds_our_po_sound(lagging, file_of, run):
    (run.folder / "text.po").write_bytes(file_of(lagging, "po"))

    run("msgfmt", "--check-format", "--check-domain", "-o", "/dev/null", "text.po")
