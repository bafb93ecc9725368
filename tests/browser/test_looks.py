"""The look follows the reader's own settings, and any width down to 320 pixels."""

import re

import pytest

from tests.browser.newsroom import LANGUAGES
from tests.contrast import contrast, luminance

COLOURS = """element => {
  const style = getComputedStyle(element);
  return [style.color, style.backgroundColor];
}"""
MAIN_KINDS = [
    "home",
    "article list",
    "article",
    "article without a picture",
    "easy page",
    "project",
    "meeting list",
    "meeting, past",
    "topic",
    "contact list",
    "archive year",
    "accessibility statement",
    "feedback",
    "search with hits",
]
OVERFLOWS = """() => [...document.querySelectorAll("body *")]
  .filter(element => {
    const box = element.getBoundingClientRect();
    const hidden = element.closest(".table *, .skip-link, .quiet");
    return box.width && !hidden && (box.right > innerWidth + 1 || box.left < -1);
  })
  .map(element => element.outerHTML.slice(0, 120))"""
BORDERED = "button, .action, input, select, textarea, .notice, .status, .facts"
# WCAG 2.2, 1.4.12: what a reader may set without losing any words.
SPACIOUS = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
  word-spacing: 0.16em !important; } p { margin-block-end: 2em !important; }"""


def hexadecimal(colour):
    """Return a computed colour as #rrggbb."""
    return "#" + "".join(f"{int(n):02x}" for n in re.findall(r"\d+", colour)[:3])


def colours(locator):
    """Return ink and ground as #rrggbb."""
    return [hexadecimal(colour) for colour in locator.evaluate(COLOURS)]


@pytest.fixture
def article(newsroom):
    return newsroom.kinds["article"]["fi"]


@pytest.mark.parametrize("script", [True, False])
def test_page_is_dark_where_the_reader_s_system_is(article, open_site, script):
    page = open_site(article, color_scheme="light", script=script)
    light = colours(page.locator("body"))
    page.emulate_media(color_scheme="dark")
    dark = colours(page.locator("body"))

    assert luminance(light[1]) > 0.9
    assert luminance(dark[1]) < 0.05
    for ink, ground in (light, dark):
        assert contrast(ink, ground) >= 7
    assert page.evaluate("[localStorage.length, document.cookie]") == [0, ""]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "selector", ["main a:not(.action)", "button", ".brief", ".facts", ".masthead"]
)
def test_words_stand_out_in_both_schemes(article, open_site, scheme, selector):
    page = open_site(article, color_scheme=scheme, reduced_motion="reduce")
    first = page.locator(selector).filter(visible=True).first
    ink, _ground = colours(first)

    ground = first.evaluate(
        """element => {
          while (getComputedStyle(element).backgroundColor === "rgba(0, 0, 0, 0)")
            element = element.parentElement;
          return getComputedStyle(element).backgroundColor;
        }"""
    )

    assert contrast(ink, hexadecimal(ground)) >= 4.5


def moving(page):
    return page.evaluate(
        """() => [...document.querySelectorAll("body, body *")].filter(element => {
          const style = getComputedStyle(element);
          return /[1-9]/.test(style.transitionDuration)
            || style.animationName !== "none" || style.scrollBehavior !== "auto";
        }).length"""
    )


def test_nothing_moves_for_a_reader_who_wants_less_motion(article, open_site):
    page = open_site(article, reduced_motion="no-preference")
    assert moving(page) > 0

    page.emulate_media(reduced_motion="reduce")

    assert moving(page) == 0


def test_controls_are_seen_in_the_reader_s_own_colours(newsroom, open_site):
    page = open_site("/fi/", forced_colors="active", reduced_motion="reduce")
    edges = """element => {
      const style = getComputedStyle(element);
      return [style.borderTopStyle, parseFloat(style.borderTopWidth) >= 1,
              style.borderTopColor !== style.backgroundColor];
    }"""
    line = "element => getComputedStyle(element).textDecorationLine"

    for kind in ("article", "feedback", "meeting, upcoming", "meeting, cancelled"):
        page.goto(newsroom.kinds[kind]["fi"])
        seen = page.locator(BORDERED).filter(visible=True).all()
        assert seen
        for control in seen:
            assert control.evaluate(edges) == ["solid", True, True], control
    page.goto(newsroom.kinds["article list"]["fi"])
    for current in page.locator(":is(.menu, .languages) [aria-current]").all():
        assert "underline" in current.evaluate(line)


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_cut_off_or_scrolled_sideways_at_320_pixels(
    newsroom, open_site, language
):
    page = open_site("/", width=320, locale="de-DE")
    wide = {}

    for kind in MAIN_KINDS:
        page.goto(newsroom.kinds[kind][language])
        if page.evaluate("document.documentElement.scrollWidth") > 320:
            wide[kind] = "scrolls"
        elif over := page.evaluate(OVERFLOWS):
            wide[kind] = over

    assert wide == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_fit_when_the_reader_spaces_them_out(newsroom, open_site, language):
    page = open_site(newsroom.kinds["article"][language], width=320)

    # As a reader's browser does: the page itself may have no style of its own.
    page.evaluate(
        "css => { const sheet = new CSSStyleSheet(); sheet.replaceSync(css);"
        " document.adoptedStyleSheets = [sheet]; }",
        SPACIOUS,
    )

    assert page.evaluate(OVERFLOWS) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("language", LANGUAGES)
def test_long_words_are_hyphenated_by_the_rules_of_their_language(
    newsroom, open_site, language
):
    page = open_site(newsroom.kinds["article"][language], width=360)
    hyphens = "element => getComputedStyle(element).hyphens"

    for selector in ("h1", ".lead", ".body > p", ".quote p"):
        words = page.locator(selector).first
        assert words.evaluate(hyphens) == "auto"
        assert words.evaluate("e => e.closest('[lang]').lang") == language
    # An easy-language text never breaks a word (the guidelines of Selkokeskus).
    page.goto(newsroom.kinds["easy page"][language])
    assert page.locator(".body > p").first.evaluate(hyphens) == "manual"
