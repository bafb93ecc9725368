"""A very long text takes as long as its length says, and not the square of it.

Nothing is measured here: what is quadratic in 200,000 letters does not end within the
time that any test has.
"""

import pytest

from articles.importing.phones import find_phones
from articles.links.finding import _in_rich_text
from articles.writing.guides import _guide
from articles.writing.sentences import _BETWEEN
from lexicon.terminology import Glossary
from translation.checking import checks
from translation.checking.findings import Kind
from translation.checking.sides import Side, blank
from translation.editing import boxes
from translation.editing.word_diff import word_diff
from translation.memory.numbers import renumbered
from translation.pairing.columns import cuts

LENGTH = 200_000
# Each is the worst there is for some rule.
UNITS = [
    "a",
    "A",
    "1",
    " ",
    "\n",
    "<",
    "<a ",
    '<a href="x">',
    "<b>",
    "&amp;",
    "(",
    "[[",
    "Ab ",
    "aa aa ",
    "12.3.–",
    "klo 1–",
    "1 000 ",
    "+358 ",
    "a. <b>B</b> ",
    "A.B",
    "Aa’s ",
    "“",
    "a@b.",
    "https://a.fi/",
]


def of_length(unit, length=LENGTH):
    return (unit * (length // len(unit) + 1))[:length]


@pytest.mark.parametrize("unit", UNITS)
def test_the_time_grows_with_the_text(unit):
    text = of_length(unit)

    boxes.to_box(boxes.from_box(text, breaks=True))
    word_diff(text, f"{text}x{unit}")
    assert len(cuts((text,))) <= 100
    assert not _guide(text) or "[[" in text
    list(_in_rich_text(text))
    find_phones(text)
    _BETWEEN.split(text)
    renumbered("1 2", text, "1")


@pytest.mark.parametrize("unit", UNITS)
def test_the_longest_text_that_is_checked_is_checked(unit):
    longest = Side(of_length(unit, checks.LONGEST - 9), "fi")
    other = Side(f"{longest.data}x. Y", "sv")

    for source, target in ((longest, other), (other, longest)):
        found = checks.check(source, target, Glossary([]))
        assert Kind.LENGTH not in {one.kind for one in found}


def test_a_text_that_is_longer_is_said_to_be_so():
    long = Side(of_length("Ääni ", checks.LONGEST + 1), "sv")

    (found,) = checks.check(Side("Ääni", "fi"), long, Glossary([]))

    assert found.kind == Kind.LENGTH
    assert "divide it" in found.message


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("a < b & c", "a &lt; b &amp; c"),
        ("Katso <a tästä", "Katso &lt;a tästä"),
        ("<b>" * 301, "&lt;b&gt;" * 301),
        ("yksi\n" * 301 + "kaksi", "yksi " * 301 + "kaksi"),
    ],
)
def test_signs_that_are_no_tags_are_kept_as_signs(written, kept):
    assert boxes.from_box(written, breaks=True) == kept


def test_what_is_too_long_to_compare_is_shown_as_old_and_new():
    old, new = "sana " * 2_000, "ord " * 2_000

    shown = word_diff(old, new)

    assert [shown.count(f"<{tag}>") for tag in ("del", "ins")] == [1, 1]
    assert word_diff(old, old) == old


@pytest.mark.parametrize(
    ("places", "left"),
    [([], "abcdef"), ([(4, 6), (0, 2)], "..cd.."), ([(0, 3), (2, 4)], "....ef")],
)
def test_places_are_blanked_in_any_order(places, left):
    assert blank("abcdef", places) == left.replace(".", "\x00")
