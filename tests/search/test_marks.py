"""What was looked for is marked where a text holds it, and nothing else is."""

import pytest

from lexicon.models import Word
from search.marks import EXCERPT, Marks
from search.parsing import parse


@pytest.fixture
def vocabulary(db):
    """Return a function that gives the vocabulary an analysis."""

    def add(language, form, lemmas, members=""):
        Word.objects.update_or_create(
            language=language,
            form=form,
            defaults={
                "folded": form,
                "lemmas": lemmas,
                "members": members,
                "analyser": "",
                "count": 1,
            },
        )

    return add


def excerpt(query, text, language="fi", otherwise=""):
    marks = Marks(parse(query, language), [text, otherwise])
    return marks.excerpt(text, otherwise)


def whole(query, text, language="fi"):
    return Marks(parse(query, language), [text]).whole(text)


def test_inflected_form_is_marked(vocabulary):
    vocabulary("fi", "kouluissa", "koulu")
    vocabulary("fi", "koululle", "koulu")

    assert whole("koululle", "Kouluissa luetaan.") == "<mark>Kouluissa</mark> luetaan."


def test_compound_is_marked_whole_for_its_member(vocabulary):
    vocabulary("fi", "järjestöyhteistyötä", "järjestöyhteistyö", "järjestö yhteistyö")
    vocabulary("fi", "yhteistyö", "yhteistyö")

    marked = whole("yhteistyö", "Tehdään järjestöyhteistyötä")

    assert marked == "Tehdään <mark>järjestöyhteistyötä</mark>"


def test_compound_is_not_marked_for_another_word_with_its_member(vocabulary):
    vocabulary("fi", "järjestöyhteistyötä", "järjestöyhteistyö", "järjestö yhteistyö")
    vocabulary("fi", "kouluyhteistyö", "kouluyhteistyö", "koulu yhteistyö")

    assert "<mark>" not in whole("kouluyhteistyö", "Tehdään järjestöyhteistyötä")


def test_of_words_joined_by_a_hyphen_only_the_part_is_marked(vocabulary):
    vocabulary("en", "hall", "hall")

    marked = whole("hall", "A town-hall meeting", "en")

    assert marked == "A town-<mark>hall</mark> meeting"


def test_phrase_is_marked_only_where_its_words_stand_together(db):
    text = "Town meetings in the hall. The Town Hall is open."

    marked = whole('"town hall"', text, "en")

    assert marked == ("Town meetings in the hall. The <mark>Town Hall</mark> is open.")


def test_unwanted_word_is_not_marked(db):
    assert "<mark>" not in whole("kirja -koira", "Koira haukkuu")


def test_markup_in_texts_is_shown_and_not_obeyed(db):
    marked = whole("kissa", "<script>kissa</script> & <b>")

    assert marked == ("&lt;script&gt;<mark>kissa</mark>&lt;/script&gt; &amp; &lt;b&gt;")


def test_excerpt_shows_the_place_with_most_of_the_query(db):
    filler = "Sanoja on paljon. " * 40
    text = f"{filler}Kissa nukkui. {filler}Kissa ja koira leikkivät. {filler}"

    html = excerpt("kissa koira", text)

    assert "<mark>Kissa</mark> ja <mark>koira</mark> leikkivät." in html
    assert html.startswith("… ")
    assert html.endswith(" …")


def test_excerpt_is_short_and_cut_at_words(db):
    text = "kissa " + "pitkäsanainen " * 200

    html = excerpt("kissa", text)

    assert len(html) < EXCERPT + 40
    assert set(html.split()[1:-1]) == {"pitkäsanainen"}


def test_excerpt_begins_at_a_sentence_where_one_is_near(db):
    text = "Alku " * 60 + "loppui. Sitten tuli kissa. " + "Loppu " * 60

    assert excerpt("kissa", text).startswith("… Sitten tuli <mark>kissa</mark>")


def test_ends_of_lines_are_seen(db):
    text = "Otsikko\nKissa nukkuu.\n\nLoppu\n"

    assert excerpt("kissa", text) == "Otsikko · <mark>Kissa</mark> nukkuu. Loppu"


def test_text_without_the_words_gives_way_to_the_lead(db):
    html = excerpt("kissa", "Teksti koirasta.", otherwise="Ingressi: kissa.")

    assert html == "Ingressi: <mark>kissa</mark>."


def test_without_any_word_the_beginning_is_shown(db):
    html = excerpt("kissa", "Teksti " * 100, otherwise="Ingressi")

    assert html == "Ingressi"


def test_empty_texts_give_nothing(db):
    assert excerpt("kissa", "") == ""


def test_all_texts_together_cost_one_query(db, django_assert_num_queries):
    query = parse("kissa", "fi")

    with django_assert_num_queries(1):
        marks = Marks(query, [f"kissa {n}" for n in range(40)])
        marks.excerpt("kissa 3")


def test_text_of_a_hundred_thousand_words_is_marked_at_its_beginning(db):
    html = excerpt("kissa", "kissa " * 100_000)

    assert html.count("<mark>") > 10
