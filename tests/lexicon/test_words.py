"""Text is cut into the same words wherever it comes from."""

import unicodedata

import pytest

from lexicon.words import LONGEST, folded, tokens


def forms(text, kind="word"):
    return [token.form for token in tokens(text) if token.kind == kind]


def test_words_are_small_and_keep_their_dots():
    assert forms("Näin Säteen, EN SADETTA!") == ["näin", "säteen", "en", "sadetta"]


def test_letters_written_in_two_characters_are_one_letter():
    text = unicodedata.normalize("NFD", "Leppävaarassa Ångström")

    found = list(tokens(text))

    assert [token.form for token in found] == ["leppävaarassa", "ångström"]
    assert [text[token.start : token.end] for token in found] == text.split()


def test_what_cannot_be_seen_does_not_part_a_word():
    assert forms("tyo\u00adpa\u00adja") == ["tyopaja"]


def test_a_hyphenated_word_is_whole_and_in_parts():
    found = [(token.form, token.kind) for token in tokens("EU-edunvalvonta")]

    assert found == [
        ("eu-edunvalvonta", "whole"),
        ("eu", "word"),
        ("edunvalvonta", "word"),
    ]


def test_a_compound_with_a_space_before_its_hyphen_is_whole():
    assert forms("Active NGOs -hanke alkoi", "whole") == ["ngos-hanke"]
    assert forms("Active NGOs -hanke alkoi") == ["active", "ngos", "hanke", "alkoi"]


def test_a_hyphen_that_stands_for_a_word_is_dropped():
    assert forms("sosiaali- ja terveyspalvelut") == [
        "sosiaali",
        "ja",
        "terveyspalvelut",
    ]
    assert forms("a - b -- c") == ["a", "b", "c"]
    assert not forms("sosiaali- ja terveyspalvelut, a - b", "whole")


def test_a_colon_before_an_ending_belongs_to_the_word_and_one_in_a_time_does_not():
    assert forms("EU:n NGO:iden klo 12:30") == ["eu:n", "ngo:iden", "klo", "12", "30"]


def test_apostrophes_are_alike_and_only_within_words():
    assert forms("don’t vaa'an residents' 'so'") == [
        "don't",
        "vaa'an",
        "residents",
        "so",
    ]


def test_an_email_address_is_found_by_its_letters_and_digits():
    text = "Kirjoita: Laura.Suomi-2@Espoo.fi."

    assert forms(text, "email") == ["laurasuomi2espoofi"]
    assert forms(text)[1:] == ["laura", "suomi", "2", "espoo", "fi"]


@pytest.mark.parametrize(
    "written",
    [
        "+358 9 816 5000",
        "09 816 5000",
        "(09) 816 5000",
        "09-8165000",
        "+358 (0)9 8165 000",
    ],
)
def test_a_phone_number_is_the_same_however_it_is_written(written):
    assert forms(f"Soita {written}!", "phone") == ["098165000"]


@pytest.mark.parametrize(
    "text", ["3 000 000 euroa", "20.1.2021", "klo 14.22", "2020–2021"]
)
def test_sums_and_dates_are_no_phone_numbers(text):
    assert not forms(text, "phone")


def test_other_scripts_and_emoji_do_no_harm():
    assert forms("مرحبا بالعالم 👋🏽 emoji🎉x") == ["مرحبا", "بالعالم", "emoji", "x"]


@pytest.mark.parametrize(
    "text", ["", " ", "'", '"', "\0", "- -- -", "::", "@", "()", "\u0301"]
)
def test_what_holds_no_letter_holds_no_word(text):
    assert not list(tokens(text))


@pytest.mark.parametrize(
    "unit", ["a", "a-", "a@", "a:", "a'", "a.", "(0", "+358 ", "a -"]
)
def test_long_nonsense_gives_words_of_a_bounded_length(unit):
    assert all(
        len(token.form) <= LONGEST or token.kind == "email"
        for token in tokens(unit * 3000)
    )


def test_folding_takes_dots_and_accents_only():
    assert folded("säde åland élève øre 10") == "sade aland eleve ore 10"
