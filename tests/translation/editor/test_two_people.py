"""Two people translate one text: the later one sees both words and chooses."""

import pytest
from wagtail_localize.models import StringTranslation

from tests.translators_screen import Screen


@pytest.fixture
def two(sign_in, swedish_version):
    """Two people with the same text before them; the first has saved the lead."""
    first = Screen(sign_in("first", "change"), swedish_version)
    second = Screen(sign_in("second", "change"), swedish_version)
    first.write({"Ingressi": "Den förstas"}).send()
    return first, second


def test_the_later_one_sees_both_and_all_else_is_saved(
    two, made_for, words, swedish_version
):
    made = made_for(swedish_version)

    second = two[1].write({"Ingressi": "Den andras", "Ensin": "Först"}).send()

    assert words(made, "lead") == ["Den förstas"]
    assert StringTranslation.objects.filter(data="Först").exists()
    row = second.row("Ingressi")
    assert row.textarea.get_text(strip=True) == "Den andras"
    assert "Den förstas" in row.fieldset.get_text()
    assert "first" in row.fieldset.get_text()


@pytest.mark.parametrize(
    ("choice", "kept"), [("mine", "Den andras"), ("theirs", "Den förstas")]
)
def test_the_later_one_chooses(two, made_for, words, swedish_version, choice, kept):
    second = two[1].write({"Ingressi": "Den andras"}).send()
    name = second.row("Ingressi").find("input", type="radio")["name"]

    second.send(**{name: choice})

    assert words(made_for(swedish_version), "lead") == [kept]
    assert not second.soup.select(".translation-choice")


def test_nothing_is_kept_until_a_choice_was_made(two, made_for, words, swedish_version):
    second = two[1].write({"Ingressi": "Den andras"}).send()

    second.send()

    assert words(made_for(swedish_version), "lead") == ["Den förstas"]
    assert second.row("Ingressi").textarea.get_text(strip=True) == "Den andras"


def test_a_choice_does_not_hold_against_newer_words(
    two, made_for, words, swedish_version
):
    first, second = two
    second.write({"Ingressi": "Den andras"}).send()
    name = second.row("Ingressi").find("input", type="radio")["name"]
    first.write({"Ingressi": "Den förstas igen"}).send()

    second.send(**{name: "mine"})

    assert words(made_for(swedish_version), "lead") == ["Den förstas igen"]
    assert "Den förstas igen" in second.row("Ingressi").fieldset.get_text()


def test_who_did_not_touch_a_segment_overwrites_nothing(
    two, made_for, words, swedish_version
):
    two[1].write({"Ensin": "Först"}).send()

    assert words(made_for(swedish_version), "lead") == ["Den förstas"]


def test_an_emptied_box_does_not_remove_somebody_elses_words(
    two, made_for, words, swedish_version
):
    two[1].write({"Ingressi": ""}).send()

    assert words(made_for(swedish_version), "lead") == ["Den förstas"]


def test_words_whose_original_went_away_are_shown_again(
    translator, article, swedish_version, publish
):
    screen = Screen(translator, swedish_version)
    publish(article, lead="Toinen ingressi")

    screen.write({"Ingressi": "Mina ord"}).send()

    assert "Mina ord" in screen.soup.select_one("pre").get_text()
    assert not StringTranslation.objects.filter(data="Mina ord").exists()
