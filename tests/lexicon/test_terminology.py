"""Terms are recognised in running text, in whatever form they stand."""

import pytest

from lexicon.models import Term
from lexicon.terminology import Entry, Glossary

PARTICIPATION = Entry(
    {"fi": ("osallisuus",), "sv": ("delaktighet", "medverkan")},
    forbidden={"sv": ("inklusion",)},
)
PLACE = Entry({"fi": ("Espoon keskus",), "sv": ("Esbo centrum",)}, is_name=True)
CITY = Entry({"fi": ("Espoo",), "sv": ("Esbo",)}, is_name=True)
AALTO = Entry({"fi": ("Aalto",)}, is_name=True)
GLOSSARY = Glossary([PARTICIPATION, PLACE, CITY, AALTO])


def hits(text, language="fi"):
    return [
        (hit.phrase, text[hit.start : hit.end], hit.is_whole)
        for hit in GLOSSARY.hits(text, language)
    ]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Lisää osallisuutta!", "fi", [("osallisuus", "osallisuutta", True)]),
        ("delaktigheten ökar", "sv", [("delaktighet", "delaktigheten", True)]),
        ("osallisuusmallin", "fi", [("osallisuus", "osallisuusmallin", False)]),
        ("Espoon keskuksessa", "fi", [("Espoon keskus", "Espoon keskuksessa", True)]),
        ("Espoossa", "fi", [("Espoo", "Espoossa", True)]),
        ("Aallon talossa", "fi", [("Aalto", "Aallon", True)]),
        ("aallon harjalla", "fi", []),
        ("i Aalto", "sv", [("Aalto", "Aalto", True)]),
        ("", "fi", []),
    ],
)
def test_a_term_is_found_in_any_form(text, language, expected):
    assert hits(text, language) == expected


def test_a_name_without_a_form_of_its_own_is_kept_as_it_is():
    assert AALTO.to_use("en") == "Aalto"
    assert PARTICIPATION.to_use("en") == ""


def test_a_term_stands_by_any_of_its_words_or_in_a_compound():
    assert GLOSSARY.stands(PARTICIPATION, "Medverkan är viktig", "sv")
    assert GLOSSARY.stands(PARTICIPATION, "delaktighetsmodellen", "sv")
    assert GLOSSARY.stands(CITY, "esboborna", "sv")
    assert not GLOSSARY.stands(PARTICIPATION, "Något annat", "sv")


def test_a_forbidden_word_is_found_in_any_form():
    found = GLOSSARY.forbidden("Arbetet för inklusionen", "sv")

    assert [(hit.phrase, hit.entry) for hit in found] == [("inklusion", PARTICIPATION)]


def test_the_glossary_is_read_in_one_query_and_each_vocabulary_in_one(
    db, django_assert_num_queries
):
    with django_assert_num_queries(3):
        glossary = Glossary.load([("fi", "Osallisuutta"), ("sv", "Hej")])

    assert "osallisuus" in [hit.phrase for hit in glossary.hits("Osallisuutta", "fi")]


def test_staff_say_what_is_forbidden_and_what_is_a_name(admin_client):
    sent = {
        **{f"{code}{end}": "" for code in ("fi", "en") for end in ("", "_variants")},
        **{f"{code}_forbidden": "" for code in ("fi", "en")},
        **{"fi": "Kylämaja", "sv": "Kylämaja", "sv_variants": "", "note": ""},
        **{"sv_forbidden": "Bystugan\n\n Byastugan ", "is_name": "on"},
    }
    admin_client.post("/admin/snippets/lexicon/term/add/", sent)

    term = Term.objects.get(fi="Kylämaja")
    assert term.forbidden("sv") == ["Bystugan", "Byastugan"]
    assert (term.is_name, term.is_watched) == (True, False)


def test_the_first_glossary_knows_its_names(db):
    names = Term.objects.filter(is_name=True).values_list("fi", flat=True)

    assert {"Espoo", "Leppävaara", "Riika", "Hello Espoo"} <= set(names)
    assert "järjestö" not in names
