"""Words of another language beside an original: what is proposed, how it is moved."""

import pytest

from translation.pairing.columns import Aside, Column, Piece, align, cuts, step


def column(*cells, aside=(), sections=None):
    """Return a column; "a+b" are two texts in one cell."""
    made = tuple(tuple(cell.split("+")) if cell else () for cell in cells)
    return Column(
        tuple(sections or ["body"] * len(made)),
        made,
        tuple(Aside(row, words) for row, words in aside),
    )


@pytest.mark.parametrize(
    ("before", "taken", "after"),
    [
        # Words go to the row above; what follows moves up to the next gap.
        (["a", "b", "c"], ("join", [1]), column("a+b", "c", "")),
        (["a", "b", "", "d"], ("join", [1]), column("a+b", "", "", "d")),
        (["a", "b"], ("join", [0]), column("a", "b")),
        (["a", "", "c"], ("join", [1]), column("a", "", "c")),
        # A gap below takes up what moves down.
        (["a", "b", "", "d"], ("down", [0]), column("", "a", "b", "d")),
        (["a", "b"], ("down", [0]), column("", "a", aside=[(1, "b")])),
        (["", "b", "c", "", "e"], ("up", [0]), column("b", "c", "", "", "e")),
        (["a", "b"], ("up", [0]), column("a", "b")),
        (["a", "b", "c"], ("out", [0]), column("b", "c", "", aside=[(0, "a")])),
        (["a+b", "c", ""], ("split", [0, 0]), column("a", "b", "c")),
        (["a", "b+c"], ("split", [1, 0]), column("a", "b", aside=[(1, "c")])),
        # What makes no sense changes nothing.
        (["a", "b"], ("split", [0, 7]), column("a", "b")),
        (["a", "b"], ("split", [0]), column("a", "b")),
        (["a", "b"], ("out", [9]), column("a", "b")),
        (["a", "b"], ("eat", [0]), column("a", "b")),
        (["a", "b"], ("back", [0, 0]), column("a", "b")),
    ],
)
def test_a_step_moves_words_and_loses_none(before, taken, after):
    assert step(column(*before), *taken) == after


def test_words_set_aside_go_to_any_row_of_any_field():
    before = column("a", "", aside=[(0, "b"), (0, "c")], sections=["lead", "body"])

    assert step(before, "back", [1, 1]) == column(
        "a", "c", aside=[(0, "b")], sections=["lead", "body"]
    )


def test_what_moves_stays_in_its_field():
    before = column("a", "b", "c", sections=["lead", "body", "body"])

    assert step(before, "join", [1]) == before
    assert step(before, "down", [0]) == column(
        "", "b", "c", aside=[(0, "a")], sections=["lead", "body", "body"]
    )


@pytest.mark.parametrize(
    ("words", "rests"),
    [
        ("Yksi lause. Toinen lause! Kolmas.", ["Toinen lause! Kolmas.", "Kolmas."]),
        ("Hon sade: “Nej.” Sedan gick hon.", ["Sedan gick hon."]),
        ("Klo 12. päivällä tai esim. myöhemmin", []),
        ("<b>Yksi. Kaksi.</b> Kolme.", ["Kolme."]),
        ("Yksi.<br/>Kaksi", ["Kaksi"]),
        ('Yksi. <a id="0-a1">Kaksi</a>', ['<a id="0-a1">Kaksi</a>']),
    ],
)
def test_a_text_is_cut_between_sentences_and_never_inside_a_tag(words, rests):
    assert [rest[0] for _first, rest in cuts((words,))] == rests


def pieces(*texts):
    """Return pieces of a body; "# x" is a heading and "> x" a quote."""
    kinds = {"#": "Heading", ">": "Quote"}
    return [
        Piece("body", kinds.get(text[0], "Text"), str(n), text.lstrip("#> "))
        for n, text in enumerate(texts)
    ]


@pytest.mark.parametrize(
    ("ours", "theirs", "cells", "aside"),
    [
        (
            ["# Alku", "Kuusi kaupunkia teki sen.", "> Hyvä!"],
            ["# Början", "Sex städer gjorde det.", "> Bra!"],
            ["Början", "Sex städer gjorde det.", "Bra!"],
            [],
        ),
        # A heading that the other lacks, and a quote that it has alone.
        (
            ["# Alku", "Kuusi kaupunkia teki sen."],
            ["Sex städer gjorde det.", "> Bra gjort, tycker vi!"],
            ["", "Sex städer gjorde det."],
            ["Bra gjort, tycker vi!"],
        ),
        # Numbers say which paragraph is left out.
        (
            ["Vuonna 2019 tuli 40.", "Vuonna 2020 tuli 50.", "Vuonna 2021 tuli 60."],
            ["År 2019 kom det 40.", "År 2021 kom det 60."],
            ["År 2019 kom det 40.", "", "År 2021 kom det 60."],
            [],
        ),
        (["Yksi."], [], [""], []),
        ([], ["En."], [], ["En."]),
    ],
)
def test_texts_are_put_beside_what_they_look_like(ours, theirs, cells, aside):
    proposed = align(pieces(*ours), pieces(*theirs))

    assert [proposed.joined(row) for row in range(len(ours))] == cells
    assert [one.words for one in proposed.aside] == aside
