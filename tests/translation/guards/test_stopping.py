"""A translation is stopped and taken up again, and no word is lost by it."""

import pytest

from tests.raw_blocks import heading, paragraph, stream
from translation.lag import lags_of, progress_of
from translation.publishing import publish_translation
from translation.stopping import stop, take_up_again


def test_stopping_names_what_is_lost_before_it_stops(
    swedish_version, made_for, publisher
):
    made = made_for(swedish_version)
    done = progress_of([made])[made.pk].done
    url = f"/admin/localize/translate/{made.pk}/disable/"

    asked = publisher.get(url)

    assert f"{done} translated segments" in asked.content.decode()
    assert "Readers go on reading it" in asked.content.decode()
    made.refresh_from_db()
    assert made.enabled

    publisher.post(url)

    made.refresh_from_db()
    assert not made.enabled


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_translator_stops_nothing(swedish_version, made_for, translator, method):
    made = made_for(swedish_version)

    response = getattr(translator, method)(
        f"/admin/localize/translate/{made.pk}/disable/"
    )

    assert response.status_code == 302
    made.refresh_from_db()
    assert made.enabled


def test_what_is_taken_up_again_keeps_the_words_written_meanwhile(
    swedish_version, made_for, publish, row, admin
):
    made = made_for(swedish_version)
    stop(made, swedish_version)
    publish(row(swedish_version), lead="Skriven för hand")

    asked = admin.get(f"/admin/translation/{made.pk}/take-up-again/")
    answer = admin.post(f"/admin/translation/{made.pk}/take-up-again/")

    assert asked.status_code == 200
    assert answer.status_code == 302
    made.refresh_from_db()
    assert made.enabled
    publish_translation(made)
    assert row(swedish_version).lead == "Skriven för hand"


def test_what_changed_meanwhile_lags_when_taken_up_again(
    article, swedish_version, made_for, publish
):
    made = made_for(swedish_version)
    stop(made, swedish_version)
    publish(article, lead="Aivan toinen ingressi")

    take_up_again(made, swedish_version)

    (lag,) = lags_of([made_for(swedish_version)])
    assert (lag.source_text, lag.text) == ("Ingressi", "sv: Ingressi")


def test_blocks_made_anew_meanwhile_take_the_place_of_the_old(
    article, swedish_version, made_for, publish, row, words
):
    made = made_for(swedish_version)
    stop(made, swedish_version)
    version = row(swedish_version)
    version.body = stream(heading("Ny rubrik"), paragraph("<p>Ett.</p><p>Två.</p>"))
    publish(version)

    take_up_again(made, row(swedish_version))

    made = made_for(swedish_version)
    (path,) = made.source.stringsegment_set.filter(
        context__path__startswith=f"body.{article.body[0].id}"
    ).values_list("context__path", flat=True)
    assert words(made, path) == ["Ny rubrik"]


def test_the_old_form_field_for_restarting_overwrites_nothing(
    swedish_version, made_for, admin
):
    made = made_for(swedish_version)
    stop(made, swedish_version)

    admin.post(
        f"/admin/pages/{swedish_version.pk}/edit/",
        {"localize-restart-translation": "", "body-count": "0"},
    )

    made.refresh_from_db()
    assert not made.enabled


def test_the_editor_of_a_stopped_version_offers_to_take_it_up_again(
    swedish_version, made_for, admin
):
    made = made_for(swedish_version)
    stop(made, swedish_version)

    html = admin.get(f"/admin/pages/{swedish_version.pk}/edit/").content.decode()

    assert f"/admin/translation/{made.pk}/take-up-again/" in html
    assert "localize-restart-translation" not in html
    assert "localize-convert-to-alias" not in html
