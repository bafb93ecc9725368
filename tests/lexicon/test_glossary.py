"""The glossary is there from the start, staff keeps it, and queries cross languages."""

import csv
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

import lexicon
from lexicon.glossary import counterparts
from lexicon.models import TERM_LANGUAGES, Term

SEED = Path(lexicon.__file__).with_name("glossary.csv")


def test_every_row_of_the_seed_is_a_term(db):
    with SEED.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))

    terms = set(Term.objects.values_list("fi", flat=True))
    assert len(rows) > 100
    assert {row["fi"].partition(";")[0].strip() for row in rows} <= terms


def test_every_term_of_the_seed_has_all_languages_and_no_brackets(db):
    for term in Term.objects.all():
        for language in TERM_LANGUAGES:
            phrases = term.phrases(language)
            assert phrases
            assert not any(sign in phrase for phrase in phrases for sign in ";()")


@pytest.mark.parametrize(
    ("words", "source", "target", "expected"),
    [
        ("kotoutumisesta", "fi", "sv", "integration"),
        ("kotoutumisesta", "fi", "en", "integration"),
        ("föreningarna", "sv", "fi", "yhdistys"),
        ("föreningarna", "sv", "en", "association"),
        ("volunteers", "en", "fi", "vapaaehtoinen"),
        ("authorities", "en", "sv", "myndighet"),
        ("matalan kynnyksen", "fi", "sv", "låg tröskel"),
        ("Leppävaarasta", "fi", "sv", "Alberga"),
        ("Albergas", "sv", "fi", "Leppävaara"),
        ("hållbara utvecklingen", "sv", "en", "sustainable development"),
        ("EAKR", "fi", "en", "European Regional Development Fund"),
        ("projekteja", "fi", "sv", "projekt"),
    ],
)
def test_a_term_is_known_in_any_form_in_any_direction(
    db, words, source, target, expected
):
    found = counterparts(words.lower().split(), source)

    assert expected in found[target]


def test_two_finnish_words_with_one_english_word_are_both_found(db):
    found = counterparts(["integration"], "en")

    assert set(found["fi"]) == {"kotoutuminen", "kotouttaminen"}


def test_the_other_words_stay_in_their_places(db):
    found = counterparts(["järjestöyhteistyö", "entressessä"], "fi")

    assert found["sv"] == ["organisationssamarbete entressessä"]


def test_the_longest_term_is_taken(db):
    found = counterparts(["espoon", "kaupunki"], "fi")

    assert found == {"sv": ["Esbo stad"], "en": ["City of Espoo"]}


def test_words_that_are_no_terms_have_no_counterparts(db):
    assert counterparts(["kissa", "koira"], "fi") == {}
    assert counterparts([], "fi") == {}
    assert counterparts(["'"], "fi") == {}


def test_a_name_that_is_the_same_is_no_counterpart(db):
    assert "en" not in counterparts(["tapiola"], "fi")


def test_topics_are_terms_too(db, django_assert_num_queries):
    topics = [{"fi": "liikunta", "sv": "motion", "ar": "رياضة"}]

    with django_assert_num_queries(1):
        found = counterparts(["liikunnan"], "fi", also=topics)

    assert found == {"sv": ["motion"], "ar": ["رياضة"]}


def test_there_are_two_ways_at_most(db):
    topics = [{"fi": "asia", "sv": f"sak{n}"} for n in range(9)]

    assert counterparts(["asia"], "fi", also=topics) == {"sv": ["sak0", "sak1"]}


@pytest.mark.parametrize("group", ["Communications staff", "Administrators"])
def test_staff_keeps_the_glossary(client, django_user_model, group):
    person = django_user_model.objects.create_user("kirjoittaja", password="x")
    person.groups.add(Group.objects.get(name=group))
    client.force_login(person)

    found = client.get(reverse("wagtailsnippets_lexicon_term:list"), {"q": "låg tr"})
    added = client.post(
        reverse("wagtailsnippets_lexicon_term:add"),
        {"fi": "uusi sana", "sv": "nytt ord", "sv_variants": "nyord\n\n nyordet "},
    )

    assert "matala kynnys" in found.content.decode()
    assert "yhdistys" not in found.content.decode()
    assert added.status_code == 302
    assert counterparts(["nyord"], "sv")["fi"] == ["uusi sana"]
    assert Term.objects.get(fi="uusi sana").phrases("sv") == [
        "nytt ord",
        "nyord",
        "nyordet",
    ]
