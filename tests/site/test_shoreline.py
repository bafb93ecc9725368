"""The drawn shoreline: the same for ever for a page, whatever its language."""

import re
import uuid

import pytest
from bs4 import BeautifulSoup
from django.conf import settings

from espoo.templatetags.shoreline_tags import shoreline

KEY = uuid.UUID("6f1a1c9e-3d3b-4d2a-9a53-0d8f6a1f7c11")
KEYS = [uuid.uuid5(KEY, str(number)) for number in range(200)]


def svg(html):
    return BeautifulSoup(str(html), "html.parser").svg


def drawings(html):
    return [str(one) for one in html.select("main svg.shoreline")]


def test_drawing_never_changes():
    """Written down once: a new Python or a tidied formula must not redraw the site."""
    sun = svg(shoreline(KEY)).circle

    assert svg(shoreline(KEY))["class"] == ["shoreline", "shoreline-2"]
    assert (sun["cx"], sun["cy"], sun["r"]) == ("213", "179", "33")


def test_every_page_has_its_own_drawing():
    assert len({shoreline(key) for key in KEYS}) == len(KEYS)


def test_three_to_five_lines_and_one_sun():
    numbers = set()
    for key in KEYS:
        drawing = svg(shoreline(key))
        numbers.add(len(drawing.select("path")))
        assert len(drawing.select("circle")) == 1

    assert numbers == {3, 4, 5}


def test_whole_picture_is_drawn_in_each_of_the_four_colours():
    colours = set()
    for key in KEYS:
        drawing = svg(shoreline(key))
        _left, _top, width, height = map(int, drawing["viewbox"].split())
        colours.add(drawing["class"][1])
        sun = drawing.circle
        assert 0 < int(sun["cx"]) < width
        assert int(sun["r"]) <= int(sun["cy"]) < height
        for path in drawing.select("path"):
            assert path["d"].startswith("M0 ")
            assert path["d"].endswith(f"V{height}H0Z")
            heights = re.findall(r"-?\d+ (-?\d+)", path["d"])
            assert all(0 < int(y) < height for y in heights)

    assert colours == {f"shoreline-{number}" for number in range(4)}


def test_sun_stands_whole_in_the_flattest_crop():
    """The stylesheet shows bands of 5:2, cut from the middle of the drawing."""
    styles = (settings.PROJECT_DIR / "static" / "css" / "site.css").read_text()
    ratios = re.findall(r"\.shoreline[^{]*\{[^}]*aspect-ratio: (\d) / (\d)", styles)
    flattest = max(int(width) / int(height) for width, height in ratios)

    for key in KEYS:
        drawing = svg(shoreline(key))
        _left, _top, width, height = map(int, drawing["viewbox"].split())
        cut_off = (height - width / flattest) / 2
        sun = drawing.circle
        assert int(sun["cy"]) - int(sun["r"]) >= cut_off


def test_drawing_is_small_silent_and_without_styles_of_its_own():
    for key in KEYS:
        html = shoreline(key)

        assert len(html.encode()) < 2048
        assert svg(html)["aria-hidden"] == "true"
        assert "style" not in html
        assert "#" not in html


@pytest.mark.parametrize("kind", ["article", "project"])
def test_page_without_a_picture_looks_alike_in_all_languages(
    make_article, make_project, translated, read, kind
):
    page = make_article() if kind == "article" else make_project()
    versions = [page, translated(page, "sv"), translated(page, "en")]

    shown = [drawings(read(version)) for version in versions]

    assert shown[0] == shown[1] == shown[2]
    assert len(shown[0]) == 1


def test_picture_takes_the_place_of_the_drawing(make_article, picture, read):
    article = make_article(lead_image=picture, lead_image_alt="Kuva")

    html = read(article)

    assert drawings(html) == []
    assert html.select_one(".lead-picture img")["alt"] == "Kuva"


def test_article_and_its_place_on_the_front_page_share_the_drawing(make_article, read):
    article = make_article()

    assert drawings(read("/fi/")) == drawings(read(article))


def test_project_card_shows_the_drawing_of_its_page(make_project, read):
    project = make_project()

    assert drawings(read("/fi/hankkeet/")) == drawings(read(project))
