"""On paper an article is all there, and nothing is that only a screen can use."""

import pytest

from tests.browser.newsroom import LANGUAGES, WORDS

ONLY_ON_SCREENS = (
    ".skip-link, .site-nav, .languages, .breadcrumb, .search-form, .contents, .share,"
    " .series-steps, .related, .page-foot, .topics, .footer-pages, .other-languages"
)
AFTER = "element => getComputedStyle(element, '::after').content"


@pytest.mark.parametrize("language", LANGUAGES)
def test_menus_and_forms_are_not_printed(newsroom, open_site, language):
    page = open_site(newsroom.kinds["article"][language])
    parts = page.locator(ONLY_ON_SCREENS)
    assert parts.filter(visible=True).count() >= 10

    page.emulate_media(media="print")

    assert parts.filter(visible=True).count() == 0
    assert page.locator("button, input, textarea").filter(visible=True).count() == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_article_is_printed_whole(newsroom, open_site, language):
    page = open_site(newsroom.kinds["article"][language])
    kept = ".page-head, .lead-picture, .brief, .body, .contacts, .funding, .series > p"
    on_screen = [part.inner_text() for part in page.locator(kept).all()]

    page.emulate_media(media="print")

    assert [part.inner_text() for part in page.locator(kept).all()] == on_screen
    assert len(on_screen) == 7
    printed = page.locator("body").inner_text()
    for words in WORDS[language].values():
        assert words.lower() in printed.lower()
    for words in ("aino.esimerkki@example.org", "© Example", "Onni Esimerkki"):
        assert words in printed


def test_addresses_of_links_in_the_text_are_printed(newsroom, open_site):
    page = open_site(newsroom.kinds["article"]["fi"])
    link = page.locator(".body p a[href*='example.org']")
    assert link.evaluate(AFTER) == "none"

    page.emulate_media(media="print")

    assert "href" in link.evaluate(AFTER) or "example.org" in link.evaluate(AFTER)
    assert page.locator(".breadcrumb a").first.evaluate(AFTER) == "none"


def test_paper_is_white_also_for_a_reader_of_the_dark_look(newsroom, open_site):
    page = open_site(newsroom.kinds["article"]["fi"], color_scheme="dark")

    page.emulate_media(media="print", color_scheme="dark")

    for selector in ("body", ".masthead", ".brief", ".facts", ".site-footer"):
        ground = page.locator(selector).first.evaluate(
            "element => getComputedStyle(element).backgroundColor"
        )
        assert ground in ("rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"), selector
