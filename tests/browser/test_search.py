"""Searching in a browser, with and without scripts: suggestions, results, facets."""

import datetime

import pytest
from django.utils import translation
from django.utils.translation import gettext

from tests.browser.axe import WAYS, violations

PAGES = {"fi": "/fi/haku/", "sv": "/sv/sok/", "en": "/en/search/"}
WIDEST_WORD = "Yhdenvertaisuussuunnittelutyöryhmäkokoontuminen"


@pytest.fixture
def festivals(make_article, make_project, make_topic):
    """Enough English articles for facets and two pages of results."""
    project = make_project("International events", language="en")
    make_topic("Festivals and feasts", language="en")
    for number in range(12):
        make_article(
            f"Festival number {number}",
            language="en",
            lead="What happened at the festival, and who was there.",
            project=project if number % 2 else None,
            published_at=datetime.datetime(
                2020 + number % 3, 5, 1, tzinfo=datetime.UTC
            ),
        )


def box(page):
    return page.locator("main input[type=search]")


def options(page):
    return page.locator("main [role=option]")


def enter(page, text):
    """Put words into the box at once: suggestions are asked for once, and come once."""
    box(page).fill(text)


def announced(page):
    return page.locator("main form [role=status]").inner_text()


def titles(page):
    return page.locator(".results h2").all_inner_texts()


@pytest.mark.parametrize("script", [True, False])
def test_reader_searches_narrows_and_goes_on(festivals, open_site, script):
    page = open_site(PAGES["en"], script=script)

    box(page).fill("festivals")
    page.get_by_role("button", name="Search").click()
    page.wait_for_url("**/search/?q=festivals*")
    assert page.locator(".search-status").inner_text().startswith("13 results")
    assert page.locator(".results mark").first.inner_text().lower() == "festivals"

    page.get_by_role("link", name="Next page").click()
    page.wait_for_url("**page=2*")
    assert len(titles(page)) == 3

    page.get_by_label("Year").select_option("2020")
    page.get_by_label("Order").select_option("date")
    page.get_by_role("button", name="Narrow").click()
    page.wait_for_url("**year=2020*")
    assert len(titles(page)) == 4

    page.locator(".chosen a").first.click()
    page.wait_for_url(lambda url: "year" not in url)
    assert page.locator(".search-status").inner_text().startswith("13 results")
    assert box(page).input_value() == "festivals"
    page.locator(".results a").first.click()
    page.get_by_role("heading", level=1).wait_for()
    assert page.context.cookies() == []


def test_suggestion_is_chosen_by_keyboard(festivals, open_site):
    page = open_site(PAGES["en"])

    enter(page, "fest")
    options(page).first.wait_for()

    assert box(page).get_attribute("role") == "combobox"
    assert box(page).get_attribute("aria-expanded") == "true"
    assert announced(page) == f"Suggestions: {options(page).count()}"
    assert box(page).get_attribute("aria-activedescendant") is None
    page.keyboard.press("ArrowDown")
    first = options(page).first
    assert box(page).get_attribute("aria-activedescendant") == first.get_attribute("id")
    assert first.get_attribute("aria-selected") == "true"
    words = first.inner_text()
    # Round and back to the box.
    page.keyboard.press("ArrowUp")
    assert box(page).get_attribute("aria-activedescendant") is None
    page.keyboard.press("ArrowUp")
    assert options(page).last.get_attribute("aria-selected") == "true"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")

    page.keyboard.press("Enter")

    page.wait_for_url("**q=*")
    assert box(page).input_value() == words
    assert titles(page)


def test_escape_closes_the_suggestions_and_keeps_what_was_typed(festivals, open_site):
    page = open_site(PAGES["en"])
    enter(page, "fest")
    options(page).first.wait_for()

    page.keyboard.press("Escape")

    assert page.locator("main [role=listbox]").is_hidden()
    assert box(page).get_attribute("aria-expanded") == "false"
    assert box(page).input_value() == "fest"
    page.keyboard.press("ArrowDown")
    assert page.locator("main [role=listbox]").is_visible()


def test_leaving_the_box_closes_the_suggestions(festivals, open_site):
    page = open_site(PAGES["en"])
    enter(page, "fest")
    options(page).first.wait_for()

    page.keyboard.press("Tab")

    assert page.locator("main [role=listbox]").is_hidden()
    assert page.evaluate("document.activeElement.type") == "submit"


def test_suggestion_is_chosen_by_pointer(festivals, open_site):
    page = open_site(PAGES["en"])
    enter(page, "festival number 1")
    chosen = options(page).filter(has_text="Festival number 11")
    chosen.wait_for()

    chosen.click()

    page.wait_for_url("**q=Festival+number+11*")
    assert titles(page)[0] == "Festival number 11"


def test_without_a_choice_enter_searches_for_what_was_typed(festivals, open_site):
    page = open_site(PAGES["en"])
    enter(page, "festival")
    options(page).first.wait_for()

    page.keyboard.press("Enter")

    page.wait_for_url("**q=festival")


def test_box_in_the_head_of_every_page_suggests_too(festivals, open_site):
    page = open_site("/en/", width=1280)
    page.locator(".site-nav input[type=search]").click()
    page.keyboard.type("fest")

    page.locator(".site-nav [role=option]").first.wait_for()


def test_one_letter_asks_for_nothing(festivals, open_site):
    page = open_site(PAGES["en"])
    asked = []
    page.on("request", lambda request: asked.append(request.url))

    enter(page, "f")
    page.wait_for_timeout(400)

    # The browser may ask for the icon of the site late.
    assert [url for url in asked if "/static/" not in url] == []


def test_switcher_leads_to_the_same_search_in_another_language(festivals, open_site):
    page = open_site(f"{PAGES['en']}?q=festival")

    page.locator(".languages").get_by_text("Svenska").click()

    page.wait_for_url("**/sv/sok/?q=festival")


@pytest.fixture
def wide(make_article, make_topic, language):
    """A result whose words are as long as they come, in the language of the test."""
    make_topic(WIDEST_WORD, language=language)
    for number in range(11):
        make_article(
            f"{WIDEST_WORD} {number}",
            language=language,
            lead=f"Kirjasto. {WIDEST_WORD} kirjastossa.",
            published_at=datetime.datetime(
                2020 + number % 2, 5, 1, tzinfo=datetime.UTC
            ),
        )


QUERIES = {
    "empty": "",
    "hits": "?q=kirjasto&year=2020",
    "none": "?q=xyzzy",
    "nothing left": "?q=kirjasto&year=1999&topic=ei-ole",
}


@pytest.mark.parametrize("language", PAGES)
def test_nothing_is_cut_off_at_320_pixels(wide, open_site, language):
    page = open_site(PAGES[language], width=320, height=640)

    for name, query in QUERIES.items():
        page.goto(PAGES[language] + query)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, name


@pytest.mark.parametrize("language", PAGES)
def test_axe_finds_nothing(wide, open_site, language):
    page = open_site(PAGES[language], reduced_motion="reduce")

    for name, query in QUERIES.items():
        page.goto(PAGES[language] + query)
        assert violations(page, WAYS[language]) == [], name


def test_axe_finds_nothing_while_suggestions_are_open(festivals, open_site):
    page = open_site(PAGES["en"], reduced_motion="reduce")
    enter(page, "fest")
    options(page).first.wait_for()
    page.keyboard.press("ArrowDown")

    assert violations(page) == []


@pytest.mark.parametrize("language", PAGES)
def test_title_of_the_window_tells_the_search(wide, open_site, language):
    page = open_site(f"{PAGES[language]}?q=kirjasto")

    with translation.override(language):
        name = gettext("International Espoo")
    assert "kirjasto" in page.title()
    assert page.title().endswith(name)
