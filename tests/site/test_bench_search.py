"""The judging of a search counts as the targets mean it."""

import gzip
import json

import pytest
from django.core.management import CommandError, call_command

from espoo.management.judging import (
    Judged,
    measured,
    pairs,
    precision,
    read_judgements,
    recall,
    slipped,
    typos,
)
from search.parsing import parse, parse_further

DOCUMENTS = [
    {"id": "1", "lang": "fi", "text": "Kissat istuvat talossa."},
    {"id": "2", "lang": "fi", "text": "Kissan talo."},
]
QUERIES = [
    {"kind": "inflected", "q": "kissalle", "relevant": ["1", "2"]},
    {"kind": "inflected", "q": "talosta", "relevant": ["1"], "ignore": ["2"]},
    {"kind": "lemma", "q": "kissa", "relevant": ["1", "2"]},
]


@pytest.fixture
def judgements(tmp_path):
    documents, queries = tmp_path / "a.docs.jsonl.gz", tmp_path / "a.queries.jsonl"
    documents.write_bytes(gzip.compress("\n".join(map(json.dumps, DOCUMENTS)).encode()))
    queries.write_text("\n".join(json.dumps(one | {"lang": "fi"}) for one in QUERIES))
    return read_judgements([documents, queries])


def test_recall_is_of_the_whole_list_and_precision_of_the_first_ten():
    query = Judged("fi", "lemma", "x", frozenset("abcd"), frozenset("z"))

    assert recall(query, [*"z123456789", "a", "b"]) == 0.5
    assert precision(query, ["z", "a", "1", "b", "2"]) == 0.5
    assert precision(query, [*"1234567890", "a"]) == 0
    assert precision(query, []) == 0


def test_each_kind_of_query_is_measured_by_itself(judgements, db):
    answers = {"kissalle": ["1"], "talosta": ["1"], "kissa": ["1", "9"]}

    figures = measured(judgements, "fi", lambda text, code: answers.get(text, []), str)

    assert figures == {
        "inflected, recall": 0.75,
        "dictionary form, recall": 0.5,
        "dictionary form, precision": 0.5,
        "two inflected words, found": 0,
    }


def test_two_words_are_asked_of_a_text_that_has_both_in_another_form(judgements):
    [pair] = pairs(judgements, "fi")

    assert pair.text == "talosta kissalle"
    assert pair.relevant == {"1"}


def test_slips_are_the_same_each_time_and_never_words(make_article):
    make_article("Järjestöyhteistyötä kaupunginosassa", lead="Festivaaleilla tavataan")

    slips = typos("fi")

    assert slips == typos("fi")
    assert {word for _slip, word in slips} > {"festivaaleilla", "tavataan"}
    assert all(abs(len(slip) - len(word)) <= 1 for slip, word in slips)
    assert all(slip != word for slip, word in slips)
    right = [
        word
        for slip, word in slips
        if (corrected := parse_further(parse(slip, "fi"))[0]) and corrected.text == word
    ]
    assert len(right) == len(slips)


def test_a_slip_may_change_any_letter_but_the_word_stays_a_word_of_letters():
    from random import Random

    random = Random(1)
    made = {slipped("kaupunki", "abc", random) for _number in range(500)}

    assert {len(one) for one in made} == {7, 8, 9}
    assert "akupunki" in made
    assert "kaupunik" in made


def test_a_line_that_is_neither_is_named(tmp_path):
    file = tmp_path / "broken.jsonl"
    file.write_text('{"q": "kissa"}\n')

    with pytest.raises(CommandError, match=r"broken\.jsonl, line 1"):
        call_command("bench_search", str(file))


def test_without_files_it_says_how_to_give_them():
    with pytest.raises(CommandError, match="make bench-search FILES="):
        call_command("bench_search")
