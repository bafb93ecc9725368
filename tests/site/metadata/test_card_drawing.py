"""The drawn card: its size, its shore, and a title that stays in its place."""

import uuid

import pytest
from PIL import ImageChops

from espoo.card_drawing import (
    HEIGHT,
    MARGIN,
    SMALLEST,
    TITLE_BOTTOM,
    WIDTH,
    _font,
    can_be_drawn,
    draw_card,
    fit_title,
)
from tests.site.metadata.read_by_machines import opened

KEY = uuid.UUID("0f7b7b5e-3c2c-4a2d-9a0e-2f8f0e0c1d11")


def test_card_has_the_size_that_networks_ask_for():
    assert opened(draw_card("Järjestöt", "Kansainvälinen Espoo", KEY)).size == (
        1200,
        630,
    )


def shore(image):
    return image.crop((0, TITLE_BOTTOM, WIDTH, HEIGHT))


def test_languages_of_a_page_share_the_shore():
    finnish = opened(draw_card("Järjestöt ja kaupunki yhdessä", "Espoo", KEY))
    swedish = opened(draw_card("Föreningar", "Esbo", KEY))
    other = opened(draw_card("Föreningar", "Esbo", uuid.uuid4()))

    # Few colours are kept of each, so that single dots may differ by a shade.
    def difference(one, two):
        histogram = ImageChops.difference(shore(one), shore(two)).convert("L")
        return sum(histogram.histogram()[24:])

    assert difference(finnish, swedish) == 0
    assert difference(other, swedish) > 10_000


@pytest.mark.parametrize("letter", "åäöÅÄÖšžéüđПя–”’€")
def test_letter_is_in_our_type(letter):
    assert can_be_drawn(letter)


def test_dots_and_rings_are_drawn():
    drawn = {word: draw_card(word, "", KEY) for word in ("Aalto", "Äalto", "Åalto")}

    assert len(set(drawn.values())) == 3


@pytest.mark.parametrize("title", ["إسبو", "日本", "", "Espoo إسبو"])
def test_title_that_our_type_cannot_set_is_not_drawn(title):
    assert not can_be_drawn(title)


LONG = "Kansainvälinen kaupunki kuuntelee asukkaita ja järjestöjä kaikilla kielillä "


@pytest.mark.parametrize(
    "title",
    [
        "Åbo",
        LONG,
        (LONG * 3).strip(),
        LONG * 9,
        "Kansainvälisyyskasvatussuunnitelmakokonaisuus",
        "x" * 255,
        "lentokone\u00adsuihkuturbiini\u00admoottori\u00adapumekaanikko\u00adaliupseeri",
    ],
)
def test_title_stays_in_its_place_however_long(title):
    fitted = fit_title(title)

    font = _font(fitted.size)
    assert fitted.lines
    assert max(map(font.getlength, fitted.lines)) <= WIDTH - 2 * MARGIN
    below = fitted.size * 1.14 * len(fitted.lines)
    assert below <= TITLE_BOTTOM
    assert "\u00ad" not in "".join(fitted.lines)


def test_longer_title_is_set_smaller_and_keeps_its_words():
    sizes = [fit_title(LONG * n).size for n in (1, 2, 3)]

    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] > sizes[-1] >= SMALLEST
    for n in (1, 2, 3):
        assert " ".join(fit_title(LONG * n).lines) == (LONG * n).strip()


def test_title_that_fits_nowhere_is_seen_to_be_cut():
    assert fit_title(LONG * 9).lines[-1].endswith("…")


def test_compound_is_broken_where_its_writer_allows():
    lines = fit_title("lentokone\u00adsuihkuturbiini\u00admoottori\u00adapu" * 2).lines

    assert len(lines) > 1
    assert all(line.endswith("-") for line in lines[:-1])
