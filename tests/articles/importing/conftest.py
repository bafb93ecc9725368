"""Fixtures for reading texts: the committed samples and the real source texts."""

from pathlib import Path

import pytest

from articles.importing.reading import read_bytes

SAMPLES = Path(__file__).parent / "samples"
SOURCES = Path(__file__).resolve().parents[4] / "shared" / "source-articles"


@pytest.fixture
def read_sample():
    """Read the sample of a rule in a language."""

    def read(rule, language):
        return read_bytes((SAMPLES / f"{rule}_{language}.txt").read_bytes())

    return read


@pytest.fixture
def read_source():
    """Read one of the real texts, which lie beside the repository."""

    def read(name):
        path = SOURCES / f"{name}.txt"
        if not path.exists():
            pytest.skip("the real source texts are not beside this repository")
        return read_bytes(path.read_bytes())

    return read
