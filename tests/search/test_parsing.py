"""What readers type is understood as they mean it, and nothing they type does harm."""

import pytest

from search.matching import find
from search.parsing import LONGEST_QUERY, MOST_WORDS, one_line, parse, parse_all

BAD_QUERIES = {
    "empty": "",
    "spaces": "   ",
    "one quotation mark": '"',
    "unbalanced quotation marks": '"espoon kaupunki',
    "empty quotation marks": '"" “”',
    "one apostrophe": "'",
    "NUL": "a\0b",
    "control characters": "\x1b[0m\r\n\t",
    "very long": "a" * 10_000,
    "very long words": "sana " * 2_000,
    "many phrases": '"a b" ' * 2_000,
    "many unwanted": "-a " * 2_000,
    "operators of SQLite": 'AND OR NOT NEAR(a b, 2) ^a {terms}: a + b "a" * column:a',
    "operators of PostgreSQL": "a & b | !c <-> d:* ':' \\ a:1A",
    "a lexeme of the index": "fi_xsana fi_lsana",
    "wildcards": "* % _ sana* s*na %sana%",
    "hyphens": "- -- --- -- -a- --a a- -",
    "only what is not wanted": "-sana",
    "markup": "<script>alert(1)</script>",
    "emoji": "👩‍👩‍👧‍👦🏳️‍🌈 🙂",
    "right to left": "مدينة إسبو \u202eabc",
    "combining characters": "a" + "\u0301" * 300,
    "only combining characters": "\u0301\u0308",
    "letters beyond the basic plane": "𝕖𝕤𝕡𝕠𝕠 𐍈",
    "superscript digits": "m² ½ ٣",
    "lone surrogate": "\ud800",
    "SQL": "'; DROP TABLE wagtailcore_page; --",
    "format signs": "%s %(a)s %% {0} {} $1 ?",
    "dots above i": "İstanbul ıİiI",
}


def forms(text, language="fi"):
    return [word.form for word in parse(text, language).words]


@pytest.mark.parametrize("text", BAD_QUERIES.values(), ids=BAD_QUERIES)
def test_whatever_is_typed_can_be_looked_for(make_article, text):
    make_article("Sana")

    for query in parse_all([(code, text) for code in ("fi", "sv", "en", "ar")]):
        assert find(query).total <= 1
        assert len(query.words) <= MOST_WORDS
        assert len(query.text) <= LONGEST_QUERY


@pytest.mark.parametrize("text", ["", "  ", '"', "-", "-sana", '-"a b"', "🙂", "\0"])
def test_what_names_nothing_is_an_empty_query(db, text):
    assert parse(text, "fi").is_empty


def test_operators_are_only_words(make_article):
    make_article("Yksi kaksi")
    make_article("Yksi OR kolme")

    assert [hit.title for hit in find(parse("yksi OR kolme", "fi")).hits] == [
        "Yksi OR kolme"
    ]
    assert find(parse("yk*", "fi")).total == 0


def test_marks_inside_words_that_were_pasted_are_left_out():
    assert one_line("jär\u00adjes\u200dtö \t\n  toimii\0") == "järjestö toimii"


def test_letters_with_dots_may_be_written_as_two_characters(make_article):
    make_article("Ja\u0308rjesto\u0308")

    assert find(parse("järjestö", "fi")).total == 1
    assert find(parse("ja\u0308rjesto\u0308", "fi")).total == 1


def test_quotation_marks_of_any_language_make_a_phrase(db):
    for text in ('"uusi koulu"', "”uusi koulu”", "“uusi koulu”", "»uusi koulu«"):
        assert parse(text, "fi").phrases == (("uusi", "koulu"),), text
    assert parse('muu -"uusi koulu"', "fi").without_phrases == (("uusi", "koulu"),)


def test_a_hyphen_after_a_space_means_not(db):
    query = parse("koulu -päiväkoti", "fi")

    assert [word.form for word in query.words] == ["koulu"]
    assert [word.form for word in query.without] == ["päiväkoti"]


def test_a_hyphen_after_a_space_makes_a_compound_that_the_site_knows(make_article):
    make_article("Active NGOs -hanke alkaa")
    make_article("Active NGOs kertoo")

    query = parse("Active NGOs -hanke", "fi")

    assert [word.form for word in query.words] == ["active", "ngos-hanke"]
    assert query.without == ()
    assert [hit.title for hit in find(query).hits] == ["Active NGOs -hanke alkaa"]


def test_a_hyphenated_word_is_found_written_apart_as_well(make_article):
    make_article("EU-hanke")
    make_article("EU tukee hanketta")

    hits = find(parse("eu-hanke", "fi")).hits

    assert [(hit.title, hit.tier) for hit in hits] == [
        ("EU-hanke", 1),
        ("EU tukee hanketta", 2),
    ]


def test_a_word_typed_without_dots_finds_the_dotted_one_below(make_article):
    make_article("Järjestöpäivä")
    make_article("Leppävaara")

    assert [hit.tier for hit in find(parse("leppavaara", "fi")).hits] == [4]
    assert find(parse("lëppavaara", "fi")).total == 0


def test_a_word_is_taken_once(db):
    assert forms("koulu koulu Koulu") == ["koulu"]
