"""Language versions find each other; different texts with the same date do not."""

import pytest

from articles.importing.grouping import project_clues, propose_groups, same_article
from articles.importing.reading import read_text

HEADS = {
    "fi": "Kielikahvila kasvaa Espoossa",
    "sv": "Språkcaféet växer i Esbo",
    "en": "The language café grows in Espoo",
}
BODIES = {
    "fi": (
        "Kahvilassa kävi viime vuonna 1 250 vierasta, ja heitä auttoi 34 ohjaajaa.\n\n"
        "Ryhmiä oli 12, ja niistä suurin kokoontui kirjastossa nimeltä Omena.\n\n"
        "”Kieli on ovi”, sanoo Aino Esimerkki."
    ),
    "sv": (
        "I fjol hade kaféet 1250 gäster och de fick hjälp av 34 ledare.\n\n"
        "Det fanns 12 grupper och den största samlades i biblioteket Omena.\n\n"
        "”Språket är en dörr”, säger Aino Esimerkki."
    ),
    "en": (
        "Last year the café had 1,250 or rather 1 250 guests and 34 tutors.\n\n"
        "There were 12 groups and the largest of them met in the library Omena.\n\n"
        "“Language is a door”, says Aino Esimerkki."
    ),
}
LABELS = {"fi": "Lisätietoja", "sv": "Mer information", "en": "More information"}
OTHER = (
    "Uusi liikuntapuisto avataan Leppävaaraan\n\n4.9.2026 9.05\n\n"
    "Puistossa on tilaa, ja se on avoinna kaikille, jotka pitävät liikunnasta.\n\n"
    "Puiston keskellä on kenttä, ja sen vieressä on katsomo.\n\n"
    "Avajaisissa on musiikkia ja kahvia.\n\n"
    "Lisätietoja: Aino Esimerkki, aino.esimerkki@example.org"
)


def text_in(language, body=None):
    contact = f"{LABELS[language]}: Aino Esimerkki, aino.esimerkki@example.org"
    return "\n\n".join(
        [HEADS[language], "4.9.2026 9.05", body or BODIES[language], contact]
    )


def readings(*languages, **texts):
    found = {f"{language}.txt": read_text(text_in(language)) for language in languages}
    return found | {name: read_text(text) for name, text in texts.items()}


def test_versions_in_three_languages_are_one_confident_group():
    (group,) = propose_groups(readings("fi", "sv", "en"))

    assert group.names == ("fi.txt", "sv.txt", "en.txt")
    assert group.confident
    assert "same e-mail aino.esimerkki@example.org" in group.reasons
    assert "same number of headings (0) and quotes (1)" in group.reasons
    assert "3 numbers in common" in group.reasons


def test_contact_and_date_in_common_do_not_make_a_group():
    assert propose_groups(readings("sv", other=OTHER)) == []


def test_texts_in_one_language_are_never_a_group():
    assert propose_groups(readings("fi", other=OTHER)) == []


def test_rival_in_the_same_language_takes_the_confidence_away():
    twin = text_in("fi", BODIES["fi"].replace("kirjastossa", "talossa"))

    (group,) = propose_groups(readings("fi", "sv", twin=twin))

    assert len(group.names) == 2
    assert not group.confident


def test_other_structure_keeps_texts_apart():
    longer = BODIES["fi"] + "\n\n" + "\n\n".join(["Lisää tekstiä on aina hyvä."] * 4)

    assert propose_groups(readings("sv", longer=text_in("fi", longer))) == []


def test_changed_text_is_the_same_article():
    before = read_text(text_in("fi"))
    renamed = text_in("fi").replace(HEADS["fi"], "Kahvila kasvaa yhä vain")

    assert same_article(before, read_text(renamed))
    assert same_article(before, read_text(text_in("fi", OTHER.split("\n\n")[2])))


def test_other_text_or_other_language_is_not_the_same_article():
    finnish = read_text(text_in("fi"))

    assert not same_article(finnish, read_text(OTHER))
    assert not same_article(finnish, read_text(text_in("sv")))


def test_clues_hold_title_lead_in_and_keywords_once():
    text = text_in("fi").replace("Lisätietoja:", "Lisätietoja Omena-hankkeesta:")
    clues = project_clues(read_text(text + "\n\nAsiasanat\n\nOmena, kielet, Omena"))

    assert clues == [HEADS["fi"], "Lisätietoja Omena-hankkeesta", "Omena", "kielet"]


@pytest.fixture
def sources(read_source):
    names = [
        "fi_active-ngos",
        "fi_active-ngos-launch",
        "sv_active-ngos",
        "sv_organisations-and-authorities",
        "sv_town-hall-meetings",
    ]
    return {name: read_source(name) for name in names}


@pytest.mark.needs_shared
def test_real_pair_is_found_surely_and_alone(sources):
    (group,) = propose_groups(sources)

    assert group.names == ("fi_active-ngos", "sv_active-ngos")
    assert group.confident
    assert "5 numbers in common" in group.reasons
    assert "same number of headings (2) and quotes (3)" in group.reasons
