"""What the files of the project must and must not hold."""

import re
import subprocess

import pytest
from django.conf import settings

ROOT = settings.PROJECT_DIR
REQUIREMENTS = ["base.txt", "dev.txt", "finnish.txt", "next.txt"]


def files():
    """Return the files that git keeps or would keep."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    ).stdout.decode()
    paths = [ROOT / name for name in listed.split("\0") if name]
    return [path for path in paths if path.is_file()]


@pytest.mark.parametrize("folder", ["site", "locale"])
def test_folder_is_no_package(folder):
    assert (ROOT / folder).is_dir()
    assert not (ROOT / folder / "__init__.py").exists()


def test_no_file_names_a_registry():
    option = re.compile(
        rb"--(?:extra-)?index-url|--find-links|--trusted-host|index-url\s*="
    )
    here = (ROOT / "tests" / "site" / "test_repository.py").resolve()

    named = [
        path.relative_to(ROOT)
        for path in files()
        if path.resolve() != here and option.search(path.read_bytes())
    ]

    assert named == []


@pytest.mark.parametrize("name", REQUIREMENTS)
def test_requirements_are_pinned_with_hashes(name):
    text = (ROOT / "requirements" / name).read_text()
    entries = re.split(
        r"\n(?=[A-Za-z0-9])", text[re.search(r"^\w", text, re.M).start() :]
    )

    assert "://" not in text
    assert len(entries) > 20
    for entry in entries:
        assert re.match(r"[\w.-]+(?:\[[\w,.-]+\])?==\S+", entry), entry
        assert "--hash=sha256:" in entry, entry


def test_what_is_only_of_this_machine_is_ignored_by_git():
    ignored = ["var/db.sqlite3", ".venv/bin/python", "locale/fi/LC_MESSAGES/django.mo"]

    result = subprocess.run(
        ["git", "check-ignore", "--no-index", *ignored],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )

    assert result.stdout.decode().split() == ignored


@pytest.mark.parametrize("path", ["site/espoo/settings.py", "locale/fi/x.po"])
def test_what_belongs_to_the_project_is_not_ignored_by_git(path):
    result = subprocess.run(
        ["git", "check-ignore", "--no-index", path], cwd=ROOT, check=False
    )

    assert result.returncode == 1
