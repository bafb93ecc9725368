"""The checks are silent on the real pair of articles, where it is right."""

import re
from pathlib import Path

import pytest

from lexicon.terminology import Glossary
from translation.checking.checks import check
from translation.checking.sides import Side

ARTICLES = Path(__file__).resolve().parents[4] / "shared" / "source-articles"
pytestmark = [pytest.mark.needs_shared, pytest.mark.django_db]


def paragraphs(name):
    if not ARTICLES.exists():
        pytest.skip(f"{ARTICLES} is not here")
    text = (ARTICLES / name).read_text(encoding="utf-8").replace("\xa0", " ")
    chunks = [" ".join(chunk.split()) for chunk in re.split(r"\n\s*\n", text)]
    return [chunk for chunk in chunks if chunk][2:]


@pytest.mark.parametrize("original", ["fi", "sv"])
def test_nothing_is_found_in_the_active_ngos_pair(original):
    finnish = paragraphs("fi_active-ngos.txt")
    *swedish, contact, funding, series = paragraphs("sv_active-ngos.txt")
    swedish += [funding, series, contact]  # the order of the end matter differs
    glossary = Glossary.load()

    found = []
    for fi, sv in zip(finnish, swedish, strict=True):
        sides = [Side(fi, "fi"), Side(sv, "sv")]
        if original == "sv":
            sides.reverse()
        found += [one.message for one in check(*sides, glossary)]

    assert len(finnish) == 18
    assert found == []
