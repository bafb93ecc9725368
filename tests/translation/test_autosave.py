"""Single segments are kept while they are written, and nobody's words are replaced."""

import json

import pytest
from bs4 import BeautifulSoup
from wagtail_localize.models import StringTranslation

from tests.translators_screen import Screen
from translation.lag import progress_of
from translation.models import Standing


class Script:
    """The screen's script: it holds the marks, and sends single boxes."""

    def __init__(self, client, version, made):
        self.screen = Screen(client, version)
        self.client, self.url = client, f"/admin/translation/{made.pk}/autosave/"
        self.marks = json.loads(self.screen.form["marks"])

    def send(self, original, words, **also):
        box = self.screen.box(original)
        sent = {box: words, "marks": json.dumps({box: self.marks[box]})}
        for name, value in also.items():
            sent[name.replace("_", "-")] = value
        response = self.client.post(self.url, sent)
        assert response.status_code == 200
        answer = response.json()
        [segment] = answer["segments"]
        if "marks" in segment:
            self.marks[box] = segment["marks"]
        return segment, answer

    def key(self, original):
        return self.screen.box(original).removeprefix("words-")


@pytest.fixture
def script(translator, swedish_version, made_for):
    return Script(translator, swedish_version, made_for(swedish_version))


def test_a_segment_is_kept_and_the_next_one_goes_on_from_there(
    script, swedish_version, made_for, words
):
    script.send("Ensin", "Först")
    segment, answer = script.send("Ensin", "Allra först")

    made = made_for(swedish_version)
    [kept] = made.target_locale.string_translations.filter(translation_of__data="Ensin")
    assert (kept.data, kept.last_translated_by) == ("Allra först", script.client.user)
    assert (segment["state"], segment["is_done"]) == ("kept", True)
    assert "6 of 6 segments" in answer["progress"]


def test_words_of_somebody_else_stay_until_the_writer_chooses(
    script, swedish_version, made_for, translate
):
    made = made_for(swedish_version)
    translate(made, {"Ensin": "Någon annans"})

    segment, _answer = script.send("Ensin", "Mina")
    assert segment["state"] == "undecided"
    notes = BeautifulSoup(segment["notes"], "html.parser")
    asked = notes.select_one("[name=asked]")["value"]
    assert "Någon annans" in notes.fieldset.get_text()
    rows = made.target_locale.string_translations.filter(translation_of__data="Ensin")
    assert rows.get().data == "Någon annans"

    choice = {f"choice_{asked}": "mine"}
    segment, _answer = script.send("Ensin", "Mina", asked=asked, **choice)
    assert segment["state"] == "kept"
    assert rows.get().data == "Mina"


def test_what_the_checks_find_comes_with_the_answer(script):
    segment, _answer = script.send("Ensin", "Först  och 5 (sist")

    notes = BeautifulSoup(segment["notes"], "html.parser")
    assert len(notes.select(".translation-findings li")) >= 2


def test_earlier_words_are_kept_as_still_right(translator, lagging, made_for):
    script = Script(translator, lagging, made_for(lagging))
    text = "Kaksi lausetta"
    box = script.screen.row(text).textarea.get_text().strip("\n")

    segment, answer = script.send(text, box, still_right=script.key(text))

    assert segment["is_done"]
    assert "5 of 6 segments" in answer["progress"]
    assert progress_of([made_for(lagging)])[made_for(lagging).pk].lagging == 1


def test_a_segment_that_is_gone_is_said_to_be(script, article, publish):
    box = script.screen.box("Ensin")
    article.body = article.body.stream_block.to_python(
        article.body.get_prep_value()[1:]
    )
    publish(article)

    segment, _answer = script.send("Ensin", "Ord utan hem")

    assert segment == {"name": box, "state": "gone"}


def test_what_is_changed_in_review_is_in_work_again(script, swedish_version, made_for):
    made = made_for(swedish_version)
    Standing.objects.update_or_create(translation=made, defaults={"review": "ready"})

    _segment, answer = script.send("Ensin", "Först")

    assert "in work again" in answer["said"]
    assert Standing.objects.get(translation=made).review == ""


def test_nothing_is_kept_of_who_is_signed_out_or_finds_a_lock(
    script, swedish_version, client, admin_user
):
    box = script.screen.box("Ensin")
    sent = {box: "Först", "marks": json.dumps(script.marks)}
    before = StringTranslation.objects.get(translation_of__data="Ensin").data

    outside = client.post(
        script.url, sent, headers={"X-Requested-With": "XMLHttpRequest"}
    )
    assert outside.status_code == 403
    swedish_version.locked, swedish_version.locked_by = True, admin_user
    swedish_version.save(update_fields=["locked", "locked_by"])
    locked = script.client.post(script.url, sent)
    assert (locked.status_code, "locked" in locked.json()["message"]) == (409, True)
    assert StringTranslation.objects.get(translation_of__data="Ensin").data == before
