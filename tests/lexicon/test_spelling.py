"""A slip of the keyboard is told from a word, and only readable words are offered."""

import pytest

from lexicon.spelling import is_known
from lexicon.vocabulary import look_up


def corrections(typed, language):
    return look_up([], [], [(language, typed)]).corrections(typed, language)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("koulituksesta", "koulutuksesta"),
        ("kolutuksesta", "koulutuksesta"),
        ("koullutuksesta", "koulutuksesta"),
        ("kuolutuksesta", "koulutuksesta"),
        ("koulutuksest", "koulutuksesta"),
        ("leppavaara", "leppävaara"),
        ("leppavara", "leppävaara"),
    ],
)
def test_one_slip_leads_to_the_word(hold, typed, meant):
    hold("fi", "koulutuksesta", "leppävaara", "talo", "tuoli")

    assert corrections(typed, "fi")[:1] == [meant]


def test_dots_left_out_count_less_than_a_wrong_letter(hold):
    hold("fi", "jarrut", "järjet")

    assert corrections("jarjet", "fi")[:1] == ["järjet"]


def test_of_two_equally_near_the_commoner_comes_first(hold):
    hold("fi", "kassa", "kissa", "kissa", "kissa")

    assert corrections("kxssa", "fi") == ["kissa", "kassa"]


def test_words_that_no_reader_can_read_are_never_offered(hold):
    hold("fi", "salaisuus").update(count=0)

    assert corrections("salaisus", "fi") == []


def test_a_word_of_the_site_is_only_offered_its_dots(hold):
    hold("fi", "sade", "säde", "sadetta", "side")

    assert corrections("sade", "fi") == ["säde"]


def test_a_word_of_the_site_that_no_dictionary_knows_may_be_misspelt_too(hold):
    hold("fi", "koulutustta", "koulutusta", "sade", "sadetta")
    words = look_up([], [], [("fi", "koulutustta"), ("fi", "sade")])

    assert words.corrections("koulutustta", "fi") == []
    assert words.corrections("koulutustta", "fi", doubt_held=True) == ["koulutusta"]
    assert words.corrections("sade", "fi", doubt_held=True) == []


@pytest.mark.parametrize("typed", ["", "a", "ab", "2021", "covid-19", "0" * 80, "'"])
def test_numbers_and_scraps_are_not_corrected(hold, typed):
    hold("fi", "ab", "abc", "2022")

    assert corrections(typed, "fi") == []


def test_other_languages_are_not_offered(hold):
    hold("sv", "skolan")

    assert corrections("skoln", "fi") == []
    assert corrections("skoln", "sv") == ["skolan"]


def test_other_scripts_do_no_harm(hold):
    hold("ru", "школа")

    assert corrections("шкла", "ru") == []
    assert corrections("шоклa", "ru") == []


def test_all_words_of_a_query_cost_one_query(hold, django_assert_num_queries):
    hold("fi", "koulu", "talo")

    with django_assert_num_queries(1):
        words = look_up(["sana"], ["sv"], [("fi", "kolu"), ("fi", "talx")])

        assert words.corrections("kolu", "fi") == ["koulu"]
        assert words.corrections("talx", "fi") == ["talo"]


def test_the_dictionary_knows_words_and_their_forms():
    assert is_known("sade", "fi")
    assert is_known("sateessa", "fi")
    assert not is_known("sateessax", "fi")
    assert not is_known("sade", "ru")
