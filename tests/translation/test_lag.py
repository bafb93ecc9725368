"""A translation knows at once which of its segments lag behind the original."""

import pytest
from wagtail.models import PageLogEntry

from tests.raw_blocks import paragraph
from translation.lag import keep, lags_of, progress_of, small_edit


def change(article, old, new):
    raw = article.body.get_prep_value()
    for block in raw:
        if isinstance(block["value"], str):
            block["value"] = block["value"].replace(old, new)
    article.body = article.body.stream_block.to_python(raw)
    return article


def test_publishing_a_change_makes_exactly_its_segments_lag(
    article, swedish_version, made_for, publish
):
    made = made_for(swedish_version)
    total = progress_of([made])[made.pk].total

    publish(change(article, "Toinen lause", "Muutettu lause"))

    progress = progress_of([made])[made.pk]
    assert (progress.total, progress.done, progress.lagging) == (total, total - 1, 1)
    (lag,) = lags_of([made])
    assert lag.source_text == "Toinen lause kaupungista."
    assert lag.text == "sv: Toinen lause kaupungista."
    assert progress.since == lag.since


def test_a_draft_of_the_original_makes_nothing_lag(article, swedish_version, made_for):
    made = made_for(swedish_version)

    change(article, "Toinen", "Muutettu").save_revision()

    assert progress_of([made])[made.pk].is_complete
    assert not lags_of([made]).exists()


def test_live_words_stay_as_they_are(article, swedish_version, publish, row):
    before = row(swedish_version).body.get_prep_value()

    publish(change(article, "Toinen", "Muutettu"), title="Uusi otsikko")

    after = row(swedish_version)
    assert after.body.get_prep_value() == before
    assert after.title == "sv: Järjestöt"
    assert after.live


def test_undoing_the_change_brings_the_translation_back(
    article, swedish_version, made_for, publish
):
    made = made_for(swedish_version)

    changed = publish(change(article, "Toinen", "Muutettu"))
    publish(change(changed, "Muutettu", "Toinen"))

    assert progress_of([made])[made.pk].is_complete
    assert not lags_of([made]).exists()


def test_a_second_change_keeps_the_words_that_were_last_translated(
    article, swedish_version, made_for, publish
):
    made = made_for(swedish_version)

    changed = publish(change(article, "Toinen lause", "Muutettu lause"))
    first = lags_of([made]).get()
    publish(change(changed, "Muutettu lause", "Taas muutettu lause"))

    (lag,) = lags_of([made])
    assert lag.source_text == "Toinen lause kaupungista."
    assert lag.text == "sv: Toinen lause kaupungista."
    assert lag.since == first.since


def test_a_new_paragraph_has_no_earlier_words(
    article, swedish_version, made_for, publish
):
    made = made_for(swedish_version)
    raw = article.body.get_prep_value()
    raw.append(paragraph("<p>Aivan uusi asia koulusta.</p>"))

    publish(article, body=article.body.stream_block.to_python(raw))

    (lag,) = lags_of([made])
    assert (lag.source_text, lag.text) == ("", "")


def test_earlier_words_can_be_kept_as_still_right(
    article, swedish_version, made_for, publish, words
):
    made = made_for(swedish_version)
    publish(change(article, "Toinen lause", "Toinen, lause"))

    keep(lags_of([made]).get())

    assert progress_of([made])[made.pk].is_complete
    assert "sv: Toinen lause kaupungista." in words(made, f"body.{article.body[1].id}")


def test_a_small_edit_leaves_translations_in_step_and_is_logged(
    article, swedish_version, made_for, publish
):
    made = made_for(swedish_version)

    with small_edit():
        publish(change(article, "Toinen lause", "Toinen  lause"))

    assert progress_of([made])[made.pk].is_complete
    (entry,) = PageLogEntry.objects.filter(action="translation.small_edit")
    assert (entry.page_id, entry.data) == (
        article.pk,
        {"language": "sv", "segments": 1},
    )


def test_progress_costs_the_same_for_many(
    make_article, submit, made_for, django_assert_num_queries
):
    made = [made_for(submit(make_article(f"Artikkeli {n}"), "sv")) for n in range(3)]

    with django_assert_num_queries(2):
        progress = progress_of(made)

    assert all(one.is_complete and one.total > 1 for one in progress.values())


@pytest.mark.parametrize("language", ["sv", "en"])
def test_each_language_lags_for_itself(
    article, submit, made_for, publish, translate, language
):
    swedish, english = made_for(submit(article, "sv")), made_for(submit(article, "en"))
    publish(change(article, "Toinen lause", "Muutettu lause"))
    one, other = (swedish, english) if language == "sv" else (english, swedish)

    translate(one, {"Muutettu lause kaupungista.": "Nytt"})

    progress = progress_of([one, other])
    assert progress[one.pk].lagging == 0
    assert progress[other.pk].lagging == 1
