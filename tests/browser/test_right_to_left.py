"""A language that runs from right to left is laid out as one, by the same sheet."""

import pytest
from django.core.management import call_command

from tests.browser.axe import BY_DAY, violations
from tests.raw_blocks import heading, paragraph, quote, stream, table

ARABIC = ("ar", "العربية")
PATHS = [
    "/ar/",
    "/ar/articles/",
    "/ar/articles/jamiyat/",
    "/ar/search/",
    "/ar/contact/",
]


@pytest.fixture
def article(settings, make_article, translated, make_contact):
    """An article with Arabic text, in the settings as EXTRA_LANGUAGES=ar makes them."""
    languages = [*settings.LANGUAGES, ARABIC]
    settings.LANGUAGES = languages
    settings.WAGTAIL_CONTENT_LANGUAGES = languages
    call_command("add_language", "ar", verbosity=0)
    translated(make_contact("Aino Esimerkki", phone="+358450001234"), "ar")
    original = make_article("Järjestöt")
    for language in ("sv", "en"):
        translated(original, language)
    return translated(
        original,
        "ar",
        title="الجمعيات والمدينة",
        slug="jamiyat",
        lead="عن عمل الجمعيات مع المدينة.",
        body=stream(
            paragraph("<p>اجتمع السكان في المكتبة.</p><ul><li>اللغات</li></ul>"),
            heading("ما التالي"),
            quote("صار كل شيء أسهل"),
            table("المشاركون", ["اللغة", "العدد"], ["العربية", "21"]),
        ),
    )


def middles(page, selector):
    """Return where in the window the middle of each part is that is seen."""
    parts = page.locator(selector).filter(visible=True).all()
    boxes = [part.bounding_box() for part in parts]
    return [box["x"] + box["width"] / 2 for box in boxes]


def middle(page, selector):
    return middles(page, selector)[0]


@pytest.mark.parametrize("script", [True, False])
def test_page_is_mirrored(article, open_site, script):
    page = open_site(article.get_url(), script=script)

    assert page.locator("html").get_attribute("dir") == "rtl"
    assert page.evaluate("getComputedStyle(document.body).direction") == "rtl"
    # The name stands at the right and the languages at the left of it.
    assert middle(page, ".site-name") > 640 > middle(page, ".languages ul")
    # The first section of the menu, and the rail, are at the right.
    sections = middles(page, ".menu a")
    assert sections == sorted(sections, reverse=True)
    assert len(sections) >= 5
    assert middle(page, ".rail") > middle(page, "h1")
    quote = "getComputedStyle(document.querySelector('.quote'))"
    assert page.evaluate(f"{quote}.borderRightWidth") == "3px"
    assert page.evaluate(f"{quote}.borderLeftWidth") == "0px"


def test_same_page_in_finnish_is_not_mirrored(article, open_site):
    original = article.get_translations().get(locale__language_code="fi")

    page = open_site(original.get_url())

    assert middle(page, ".site-name") < 640 < middle(page, ".languages ul")


def test_switcher_names_the_language_in_its_own_script(article, open_site):
    original = article.get_translations().get(locale__language_code="fi")
    page = open_site(original.get_url(), script=False)

    page.locator(".languages a[lang=ar]", has_text="العربية").click()

    page.locator("html[lang=ar]").wait_for(state="attached")
    assert page.locator("h1").inner_text() == article.title


def test_nothing_is_scrolled_sideways(article, open_site):
    page = open_site("/ar/")

    for path in PATHS:
        page.goto(path)
        for width in (320, 360, 1280):
            page.set_viewport_size({"width": width, "height": 720})
            over = page.evaluate("document.documentElement.scrollWidth") - width
            assert over <= 0, (path, width)


def test_first_key_shows_the_link_past_the_menu_at_the_right(article, open_site):
    page = open_site(article.get_url())

    page.keyboard.press("Tab")

    assert page.locator(":focus").get_attribute("class") == "skip-link"
    assert 640 < middle(page, ".skip-link") < 1280


def test_pages_are_accessible(article, open_calmly):
    page = open_calmly("/ar/")

    for path in PATHS:
        page.goto(path)
        assert violations(page, BY_DAY) == [], path
