"""What is written on the translators' screen is saved as it was meant, and not lost."""

import pytest
from wagtail.models import PageLogEntry
from wagtail_localize.models import StringTranslation
from wagtail_localize.operations import translate_object

from tests.raw_blocks import paragraph, stream
from tests.translators_screen import Screen


def test_words_are_saved_and_only_those_that_changed(
    translator, swedish_version, made_for, words
):
    before = StringTranslation.objects.get(data="sv: Ensin").updated_at

    screen = Screen(translator, swedish_version)
    screen.write({"Ingressi": "En ingress"}).send()

    assert words(made_for(swedish_version), "lead") == ["En ingress"]
    assert "1 change saved." in screen.said
    assert StringTranslation.objects.get(data="sv: Ensin").updated_at == before
    row = StringTranslation.objects.get(data="En ingress")
    assert (row.last_translated_by, row.tool_name) == (translator.user, "")


def test_a_text_of_1500_segments_is_saved(
    translator, make_article, swedish, made_for, words
):
    text = "".join(f"<p>Lause {n}.</p>" for n in range(1500))
    long = make_article("Pitkä", body=stream(paragraph(text)))
    translate_object(long, [swedish])
    version = long.get_translation(swedish)

    screen = Screen(translator, version).write({"Lause 1499.": "Mening 1499."}).send()

    assert "1 change saved." in screen.said
    made = made_for(version)
    block = made.source.stringsegment_set.get(string__data="Lause 1499.")
    assert words(made, block.context.path)[-1] == "Mening 1499."


def test_readers_see_nothing_of_saved_words(translator, swedish_version, row):
    Screen(translator, swedish_version).write({"Ingressi": "En ingress"}).send()

    assert row(swedish_version).lead == "sv: Ingressi"


@pytest.mark.parametrize(
    ("original", "written", "kept"),
    [
        ("T&amp;K", "F&U < 5 %", "F&amp;U &lt; 5 %"),
        ("<b>Rohkea</b> teksti", "<b>Modig</b> text", "<b>Modig</b> text"),
        ("Rivi<br/>toinen", "Rad\r\nandra", "Rad<br/>andra"),
        ("Yksi rivi", "En\r\nrad", "En rad"),
        ("Merkki", "&amp;lt;", "&amp;lt;"),
    ],
)
def test_signs_in_a_box_are_what_they_look_like(
    translator, make_article, swedish, words, made_for, original, written, kept
):
    article = make_article(body=stream(paragraph(f"<p>Alku {original} loppu</p>")))
    translate_object(article, [swedish])
    version = article.get_translation(swedish)
    path = f"body.{article.body[0].id}"

    screen = Screen(translator, version)
    screen.write({"Alku": f"Start {written} slut"}).send()

    assert words(made_for(version), path) == [f"Start {kept} slut"]
    screen.send()
    assert "saved" not in screen.said
    assert words(made_for(version), path) == [f"Start {kept} slut"]


def test_the_earlier_words_do_not_count_until_somebody_says_so(
    translator, lagging, made_for
):
    screen = Screen(translator, lagging).send()

    assert "saved" not in screen.said
    assert "4 of 6 segments" in screen.soup.get_text()


def test_still_right_keeps_the_earlier_words_and_what_else_was_written(
    translator, lagging, made_for, words
):
    screen = Screen(translator, lagging)
    pk = screen.row("Aivan uusi").button["value"]

    screen.write({"Kaksi": "Två meningar om föreningar."}).send(still_right=pk)

    assert words(made_for(lagging), "lead") == ["sv: Ingressi"]
    assert "6 of 6 segments" in screen.soup.get_text()
    assert PageLogEntry.objects.filter(action="translation.keep").count() == 1


def test_what_was_amended_is_kept_though_still_right_is_pressed(
    translator, lagging, made_for, words
):
    screen = Screen(translator, lagging)
    pk = screen.row("Aivan uusi").button["value"]

    screen.write({"Aivan uusi": "En helt ny ingress"}).send(still_right=pk)

    assert words(made_for(lagging), "lead") == ["En helt ny ingress"]


def test_wrong_markup_is_shown_and_the_text_not_lost(translator, swedish_version):
    screen = Screen(translator, swedish_version)

    screen.write({"Yksi lause": '<div>En mening <a id="a7">här</a></div>'}).send()

    row = screen.row("Yksi lause")
    assert "<div> tag is not allowed" in row.select_one(".translation-error").get_text()
    assert '<a id="a7">här</a>' in row.textarea.get_text()
    assert "5 of 6 segments" in screen.soup.get_text()


def test_a_lost_link_is_pointed_out(translator, make_article, submit):
    article = make_article(
        body=stream(paragraph('<p>Lue <a href="https://example.org/">lisää</a>.</p>'))
    )
    screen = Screen(translator, submit(article, "sv"))
    assert "https://example.org/" in screen.row("Lue").get_text()

    screen.write({"Lue": "Läs mer."}).send()

    assert "The link a1 of the original is missing" in screen.row("Lue").get_text()


def test_an_emptied_box_removes_the_translation_and_says_so(
    translator, swedish_version, made_for, words
):
    screen = Screen(translator, swedish_version).write({"Ingressi": ""}).send()

    assert words(made_for(swedish_version), "lead") == [None]
    assert "1 translation removed" in screen.said


def test_a_box_that_was_not_sent_is_left_alone(
    translator, swedish_version, made_for, words
):
    screen = Screen(translator, swedish_version)
    del screen.form[screen.box("Ingressi")]

    screen.send()

    assert words(made_for(swedish_version), "lead") == ["sv: Ingressi"]
