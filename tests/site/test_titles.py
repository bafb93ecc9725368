"""Long Finnish words in titles may break, and the text stays as it was written."""

import pytest
from django.utils import translation

from espoo.templatetags.hyphen_tags import breakable

LONG = "Varhaiskasvatuksen asiakaspalvelumaksujärjestelmä"


def breaks(title, language="fi"):
    with translation.override(language):
        return str(breakable(title)).replace('<span class="shy"></span>', "|")


def test_long_word_may_break_where_a_syllable_begins():
    assert breaks("Asiakaspalvelumaksujärjestelmä") == (
        "Asia|kas|pal|ve|lu|mak|su|jär|jes|telmä"
    )


@pytest.mark.parametrize(
    "title", ["", "Kotoutuminen onnistuu kaksin käsin", "Monikulttuurisuus", "EU–Espoo"]
)
def test_words_that_fit_on_a_line_stay_whole(title):
    assert breaks(title) == title


def test_nothing_but_words_is_touched():
    assert breaks("<b>&") == "&lt;b&gt;&amp;"


@pytest.mark.parametrize("language", ["sv", "en"])
def test_languages_that_browsers_know_are_left_to_them(language):
    assert breaks(LONG, language) == LONG


def test_title_is_read_and_copied_as_it_was_written(make_article, read):
    html = read(make_article(LONG))

    assert html.h1.text == LONG
    assert html.h1.select("span.shy")
    assert read("/fi/").select_one(".lead-story h2").text == LONG
