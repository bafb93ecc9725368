"""What a reader loads besides the words: one small stylesheet, two small font files."""

import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings
from fontTools.ttLib import TTFont

from tests.contrast import contrast

STATIC = Path(settings.STATICFILES_DIRS[0])
STYLESHEET = STATIC / "css" / "site.css"
FONTS = sorted((STATIC / "fonts").glob("*.woff2"))
MOST_FOR_STYLES = 12 * 1024
MOST_FOR_FONTS = 32 * 1024
MOST_FOR_AN_ARTICLE = 6 * 1024

# Colours in which words stand, and the grounds they may stand on.
READ_ON = {
    "ink": ["paper", "mist", "tint"],
    "ink-2": ["paper", "mist", "tint"],
    "link": ["paper", "mist", "tint"],
    "visited": ["paper", "mist", "tint"],
    "on-deep": ["deep", "tile"],
    "moss": ["moss-ground"],
    "rowan": ["rowan-ground"],
    "amber": ["amber-ground"],
    "paper": ["link"],
}


@pytest.fixture(scope="module")
def css():
    return STYLESHEET.read_text()


def tokens(block):
    found = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6})\b", block))
    return {
        name: "#" + "".join(c * 2 for c in value[1:]) if len(value) == 4 else value
        for name, value in found.items()
    }


@pytest.fixture(scope="module")
def schemes(css):
    """Return the colours in light and in dark."""
    layer = css.split("@layer tokens {")[1].split("@layer base {")[0]
    light, dark = layer.split("@media (prefers-color-scheme: dark)")
    return {"light": tokens(light), "dark": tokens(light) | tokens(dark)}


def test_stylesheet_is_small():
    assert len(gzip.compress(STYLESHEET.read_bytes(), 9)) <= MOST_FOR_STYLES


def test_stylesheet_fetches_nothing_but_our_own_fonts(css):
    assert "@import" not in css
    addresses = re.findall(r"url\(\s*[\"']?([^\"')]+)", css)
    fetched = {(STYLESHEET.parent / address).resolve() for address in addresses}
    assert fetched == set(FONTS)


def test_styles_stand_in_layers_and_know_both_schemes(css):
    assert "@layer tokens, base, layout, components, print;" in css
    for feature in (
        "(prefers-color-scheme: dark)",
        "(prefers-reduced-motion: no-preference)",
        "(forced-colors: active)",
        "@media print",
        "@container",
    ):
        assert feature in css


def test_nothing_depends_on_the_side_where_a_line_starts(css):
    sides = r"(left|right)"
    sided = rf"\b(margin|padding|border|inset)-{sides}\b|[;{{ ]{sides}\s*:|: {sides}\b"
    assert re.findall(sided, css) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_can_be_read_on_every_ground_they_stand_on(schemes, scheme):
    colours = schemes[scheme]

    weak = [
        (ink, ground)
        for ink, grounds in READ_ON.items()
        for ground in grounds
        if contrast(colours[ink], colours[ground]) < 4.5
    ]

    assert weak == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_focus_is_seen_on_every_ground(schemes, scheme):
    """Of its two colours one always stands out (WCAG 2.2, 1.4.11)."""
    colours = schemes[scheme]

    for ground in ("paper", "mist", "tint", "deep", "link", "amber-ground"):
        stands_out = max(
            contrast(colours[ring], colours[ground]) for ring in ("sun", "ring")
        )
        assert stands_out >= 3


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_edges_of_inputs_are_seen(schemes, scheme):
    assert contrast(schemes[scheme]["line"], schemes[scheme]["paper"]) >= 3


def test_fonts_are_small():
    assert FONTS
    assert sum(file.stat().st_size for file in FONTS) <= MOST_FOR_FONTS


def test_licence_stands_beside_the_fonts():
    licence = (STATIC / "fonts" / "OFL.txt").read_text()

    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    assert "Adobe" in licence


def test_fonts_do_not_use_the_reserved_name():
    """Condition 3 of the licence: a changed font goes under a name of its own."""
    for file in FONTS:
        family = TTFont(file)["name"].getBestFamilyName()
        assert "Source" not in family


def test_fonts_have_the_letters_of_the_languages():
    letters = {
        ord(c) for c in "abcdefghijklmnopqrstuvwxyzåäöÅÄÖéüšžŠŽ0123456789–—”“’«»…€·"
    }
    held = set().union(*(TTFont(file).getBestCmap() for file in FONTS))

    assert letters <= held


def test_reader_gets_one_stylesheet_one_script_and_the_font_early(db, read):
    head = read("/fi/").head

    assert [link["href"] for link in head.select("link[rel=stylesheet]")] == [
        "/static/css/site.css"
    ]
    assert [script.get("src") for script in head.select("script[src]")] == [
        "/static/js/site.js"
    ]
    assert head.select_one("script[src]").has_attr("defer")
    early = head.select_one("link[rel=preload][as=font]")
    assert early["href"] == "/static/fonts/shoreline-serif.woff2"
    assert early.has_attr("crossorigin")


def test_no_page_carries_styles_of_its_own(
    make_article, make_project, make_meeting, make_contact, read
):
    pages = [make_article(), make_project(), make_meeting(), make_contact()]

    for page in [*pages, "/fi/", "/fi/haku/?q=kissa"]:
        html = read(page)
        assert html.select("style, [style]") == []


def test_html_around_an_article_is_small(
    make_article, make_contact, make_topic, client
):
    article = make_article()

    html = client.get(article.get_url()).content

    assert len(gzip.compress(html, 9)) <= MOST_FOR_AN_ARTICLE
