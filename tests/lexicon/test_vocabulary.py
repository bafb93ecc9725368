"""The vocabulary analyses a word once, and knows how many entries hold it."""

import pytest

from lexicon import analysis, vocabulary
from lexicon.analysis import Analysis
from lexicon.models import Word


def test_a_word_is_analysed_once(db, monkeypatch):
    vocabulary.analyses(["kouluissa"], "fi", keep=True)
    monkeypatch.setattr(analysis, "light", lambda *_: pytest.fail("analysed again"))

    assert vocabulary.analyses(["kouluissa"], "fi")["kouluissa"].lemmas == ("koulu",)


def test_asking_costs_one_query_and_keeps_nothing(db, django_assert_num_queries):
    with django_assert_num_queries(1):
        found = vocabulary.analyses(["kouluissa", "talossa", "xyzzy"], "fi")

    assert set(found) == {"kouluissa", "talossa", "xyzzy"}
    assert not Word.objects.exists()


def test_keeping_costs_one_query_more(db, django_assert_num_queries):
    with django_assert_num_queries(2):
        vocabulary.analyses([f"sana{n}" for n in range(80)], "fi", keep=True)

    assert Word.objects.count() == 80


def test_words_that_are_not_known_are_left_out_on_demand(hold):
    hold("fi", "koulu")

    found = vocabulary.analyses(["koulu", "talo"], "fi", known_only=True)

    assert set(found) == {"koulu"}


def test_what_another_edition_analysed_is_analysed_anew(db):
    vocabulary.analyses(["kouluissa"], "fi", keep=True)
    Word.objects.update(lemmas="vanha", analyser="light-0.1-0", count=3)

    vocabulary.analyses(["kouluissa"], "fi", keep=True)

    word = Word.objects.get()
    assert (word.lemmas, word.base, word.count) == ("koulu", "koulu", 3)


def test_languages_do_not_mix(hold):
    hold("fi", "villa")
    hold("sv", "villa")

    assert Word.objects.filter(form="villa").count() == 2
    assert consulted("villa", "en").count == 0


def test_counts_go_up_and_down_and_never_below_nothing(hold):
    hold("fi", "koulu", "talo")

    vocabulary.recount("fi", {"koulu": 2, "talo": -5, "puuttuu": 1, "": 0})

    counts = dict(Word.objects.values_list("form", "count"))
    assert counts == {"koulu": 3, "talo": 0}


def test_a_counted_change_costs_one_query_and_one_a_step(
    hold, django_assert_num_queries
):
    hold("fi", "koulu", "talo", "katu")

    with django_assert_num_queries(3):
        vocabulary.recount("fi", {"koulu": -1, "talo": 1, "katu": 1})


def consulted(form, language="fi"):
    return vocabulary.look_up([form], [language]).consulted(form, language)


def test_consulting_costs_one_query_for_all_words_and_languages(
    hold, django_assert_num_queries
):
    hold("fi", "koulu")
    hold("sv", "skola")

    with django_assert_num_queries(1):
        words = vocabulary.look_up(["koulu", "skola", "xyzzy"], ["fi", "sv", "en"])

        counts = {
            (language, form): words.consulted(form, language).count
            for language in ("fi", "sv", "en")
            for form in ("koulu", "skola", "xyzzy")
        }
    assert {key for key, count in counts.items() if count} == {
        ("fi", "koulu"),
        ("sv", "skola"),
    }


def test_a_word_without_dots_loosely_stands_for_the_dotted(hold):
    hold("fi", "leppävaara")

    assert "leppävaara" in consulted("leppavaara").loose


def test_a_word_without_dots_finds_the_dotted_by_its_dictionary_form(hold):
    hold("fi", "järjestöissä")

    assert "järjestö" in consulted("jarjesto").loose


def test_a_word_with_dots_never_stands_for_one_without(hold):
    hold("fi", "sade")

    assert consulted("säde").loose == ()


def test_a_known_word_that_the_site_holds_stands_for_itself(hold):
    hold("fi", "sade", "säde")

    assert "säde" not in consulted("sade").loose


def test_a_known_word_that_the_site_lacks_may_mean_the_dotted(hold):
    hold("fi", "säde")

    assert "säde" in consulted("sade").loose


def test_words_that_no_reader_can_read_are_not_meant(hold):
    hold("fi", "leppävaara").update(count=0)

    assert consulted("leppavaara").loose == ()


def test_a_dictionary_form_stands_for_itself_before_all_else_it_may_be(hold):
    hold("fi", "tuli")

    found = consulted("tuli")

    assert found.analysis.lemmas == ("tuli",)
    assert "tulla" in found.loose


def test_an_inflected_form_stands_for_its_dictionary_forms(hold):
    assert consulted("kouluissa").analysis == Analysis(("koulu",))


def test_nothing_asked_is_nothing_answered(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert vocabulary.analyses([], "fi") == {}
        vocabulary.look_up([], ["fi"], [("fi", "1")])
