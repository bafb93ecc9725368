"""The checks are silent on the demo content, and flag mistakes made in it."""

from collections import Counter

import pytest

from lexicon.terminology import Glossary
from tests.translation.checking.demo_pairs import pairs
from tests.translation.checking.mutations import mutations
from translation.checking.checks import check
from translation.checking.sides import Side

pytestmark = pytest.mark.django_db
FLAGGED = 0.98
LEAST = {
    "digits": 800,
    "dates": 60,
    "names": 350,
    "links": 60,
    "brackets": 600,
    "quotes": 600,
    "terms": 100,
}


@pytest.fixture
def glossary():
    return Glossary.load()


@pytest.mark.parametrize(
    ("source", "target"), [("fi", "sv"), ("fi", "en"), ("sv", "fi"), ("sv", "en")]
)
def test_nothing_is_found_in_the_demo_content(glossary, source, target):
    found = [
        (page, finding.message, theirs, ours)
        for page, theirs, ours in pairs(source, target)
        for finding in check(Side(theirs, source), Side(ours, target), glossary)
    ]

    assert found == []


def test_mistakes_made_in_every_segment_are_flagged(glossary):
    made, flagged, missed = Counter(), Counter(), []
    for target in ("sv", "en"):
        for page, theirs, ours in pairs("fi", target):
            source, right = Side(theirs, "fi"), Side(ours, target)
            for kind, original, text in mutations(source, right, glossary):
                made[kind] += 1
                if check(Side(original, "fi"), Side(text, target), glossary):
                    flagged[kind] += 1
                else:
                    missed.append((kind, page, original, text))
    shares = {kind: flagged[kind] / made[kind] for kind in made}
    report = {kind: f"{flagged[kind]} of {made[kind]}" for kind in made}

    print(report, *missed, sep="\n")  # noqa: T201  pytest shows it when it fails
    assert flagged.total() / made.total() >= FLAGGED
    assert min(shares.values()) >= FLAGGED
    assert [kind for kind, least in LEAST.items() if made[kind] < least] == []
