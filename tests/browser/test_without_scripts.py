"""Without scripts a reader gets the same words and goes the same ways."""

import pytest

from tests.browser.newsroom import WORDS

KINDS = [
    ("home", "fi"),
    ("article", "sv"),
    ("project", "en"),
    ("meeting, upcoming", "fi"),
    ("search with hits", "sv"),
    ("feedback", "en"),
]
# What is offered only where the browser can do it.
WITH_SCRIPTS = ".share li:has(button)"


def words(page):
    """Return the words that are seen, in their order."""
    return page.locator("body").inner_text().split()


@pytest.mark.parametrize(("kind", "language"), KINDS)
def test_words_are_the_same_with_and_without_scripts(
    newsroom, open_site, kind, language
):
    address = newsroom.kinds[kind][language]
    without = open_site(address, script=False)
    with_scripts = open_site(address)
    offered = with_scripts.locator(WITH_SCRIPTS).filter(visible=True).count()
    assert offered == (1 if kind == "article" else 0)
    assert without.locator(WITH_SCRIPTS).filter(visible=True).count() == 0

    with_scripts.evaluate(
        f"document.querySelectorAll('{WITH_SCRIPTS}').forEach(e => e.remove())"
    )

    assert len(words(without)) > 50
    assert words(with_scripts) == words(without)


def test_every_link_leads_somewhere_without_scripts(newsroom, read):
    for addresses in newsroom.kinds.values():
        html = read(addresses["en"])
        links = [a.get("href") for a in html.select("a")]
        assert None not in links
        assert [link for link in links if link.startswith("javascript:")] == []
        anchors = [link[1:] for link in links if link.startswith("#")]
        assert [name for name in anchors if not html.find(id=name)] == []
        for form in html.select("form"):
            # Without an address a form is sent to the page that it stands on.
            assert form.get("action") != ""
            assert form.select("button:not([type=button])")


@pytest.mark.parametrize("script", [True, False])
def test_search_finds_from_the_head_of_any_page(newsroom, open_site, script):
    page = open_site(newsroom.kinds["about"]["sv"], script=script)

    page.locator(".site-nav input").fill(WORDS["sv"]["hit"])
    page.locator(".site-nav button").click()

    page.locator(".results").wait_for()
    page.get_by_role("link", name=WORDS["sv"]["title"]).first.click()
    page.locator("h1", has_text=WORDS["sv"]["title"]).wait_for()


def test_reader_pages_through_a_list_without_scripts(newsroom, open_site, monkeypatch):
    monkeypatch.setattr("articles.models.article.ARTICLES_A_PAGE", 2)
    page = open_site(newsroom.kinds["article list"]["en"], script=False)
    first = page.locator(".teaser h2").all_inner_texts()

    page.locator(".pagination a[rel=next]").click()

    page.locator(".pagination a[rel=prev]").wait_for()
    assert len(first) == 2
    assert page.locator(".teaser h2").all_inner_texts() not in ([], first)
