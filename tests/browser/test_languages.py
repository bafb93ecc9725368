"""From one language to another, as a reader goes."""

import pytest

from tests.browser.newsroom import LANGUAGES, WORDS

OWN_NAMES = {"fi": "Suomi", "sv": "Svenska", "en": "English"}
SENTENCES = {
    "fi": "Tätä sivua ei ole vielä suomeksi.",
    "sv": "Den här sidan finns ännu inte på svenska.",
    "en": "This page is not available in English yet.",
}


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_stands_in_its_own_name(newsroom, open_site, language, width):
    page = open_site(newsroom.kinds["article"][language], width=width, script=False)

    names = page.locator(".languages li > *").filter(visible=True)

    assert {
        name.get_attribute("lang"): name.inner_text() for name in names.all()
    } == OWN_NAMES
    current = page.locator(".languages [aria-current]")
    assert current.get_attribute("lang") == language
    assert current.evaluate("element => element.tagName") == "SPAN"


def test_reader_goes_through_all_languages_without_scripts(newsroom, open_site):
    page = open_site(newsroom.kinds["article"]["fi"], script=False)

    for language in ("sv", "en", "fi"):
        page.locator(".languages a", has_text=OWN_NAMES[language]).click()
        page.locator(f"html[lang={language}]").wait_for(state="attached")
        assert page.locator("h1").inner_text() == WORDS[language]["title"]

    assert page.context.cookies() == []


@pytest.mark.parametrize("missing", LANGUAGES)
def test_missing_version_is_words_and_leads_to_its_section(
    newsroom, open_site, missing
):
    for language, address in newsroom.lacking[missing].items():
        page = open_site(address, width=360, script=False)
        row = page.locator(".languages li.without", has_text=OWN_NAMES[missing])
        assert page.locator("html").get_attribute("lang") == language
        assert row.locator(".missing a").count() == 0
        sentence = row.get_by_text(SENTENCES[missing])
        assert sentence.get_attribute("lang") == missing

        [link] = row.get_by_role("link").all()
        assert link.get_attribute("lang") == missing
        link.click()

        page.locator(f"html[lang={missing}]").wait_for(state="attached")
        assert page.url.endswith(newsroom.kinds["article list"][missing])


@pytest.mark.parametrize("missing", LANGUAGES)
def test_address_of_a_missing_version_leads_to_those_that_exist(
    newsroom, open_site, missing
):
    page = open_site(newsroom.elsewhere[missing], status=404, script=False)

    assert page.locator("html").get_attribute("lang") == missing
    assert page.locator("h1").inner_text() == SENTENCES[missing]
    links = page.locator("main .versions a")
    others = [code for code in LANGUAGES if code != missing]
    assert [link.get_attribute("hreflang") for link in links.all()] == others
    links.first.click()

    page.locator(f"html[lang={others[0]}]").wait_for(state="attached")
    assert page.locator("h1").inner_text() == WORDS[others[0]]["caption"]


@pytest.mark.parametrize(
    ("reads", "offered"), [("sv-FI", ["Svenska"]), ("fi-FI", []), ("de-DE", [])]
)
def test_readers_own_language_is_pointed_out_and_nobody_is_led_there(
    newsroom, open_site, reads, offered
):
    page = open_site(newsroom.kinds["article"]["fi"], locale=reads)

    assert page.locator(".languages [data-own]").all_inner_texts() == offered
    assert page.locator("html").get_attribute("lang") == "fi"


def test_own_language_that_the_page_lacks_is_not_pointed_out(newsroom, open_site):
    page = open_site(newsroom.lacking["sv"]["fi"], locale="sv-FI")

    # The way to a section is no version of the page.
    assert page.locator(".languages [data-own]").count() == 0
