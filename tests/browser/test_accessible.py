"""axe finds nothing on any kind of page, in any language, by day and by night.

Each page is loaded and looked at once; which width and scheme depends on its language.
"""

import pytest
from wagtail.models import Page, get_page_models

from duties import views
from tests.browser.axe import WAYS, violations
from tests.browser.newsroom import LANGUAGES, SECTIONS

# Listed here, so that each kind is a test of its own.
KINDS = [
    "home",
    *SECTIONS,
    "article",
    "article without a picture",
    "easy page",
    "project",
    "contact",
    "topic",
    "archive year",
    "meeting, upcoming",
    "meeting, moved",
    "meeting, moved online",
    "meeting, postponed",
    "meeting, cancelled",
    "meeting, going on",
    "meeting, past",
    "meeting, past, summary promised",
    "meeting, season only",
    "article list with other languages",
    "search with hits",
    "search without hits",
    "feedback about a page",
    "feedback received",
    "usefulness counted",
]


@pytest.fixture
def _short_lists(monkeypatch):
    """Let lists have further pages, which are linked below them."""
    monkeypatch.setattr("articles.models.article.ARTICLES_A_PAGE", 2)
    monkeypatch.setattr("articles.models.topic.TOPIC_ARTICLES_A_PAGE", 1)
    monkeypatch.setattr("search.results.RESULTS_A_PAGE", 2)


@pytest.mark.usefixtures("_short_lists")
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_page_is_accessible(newsroom, open_calmly, kind, language):
    page = open_calmly(newsroom.kinds[kind][language])

    assert page.locator("html").get_attribute("lang") == language
    assert violations(page, WAYS[language]) == []


def test_every_type_of_page_is_looked_at(newsroom):
    """A new type that readers see needs a kind of its own above."""
    addresses = [
        address.split("?")[0]
        for kind in KINDS
        for address in newsroom.kinds[kind].values()
    ]

    shown = {
        type(page) for page in Page.objects.filter(url_path__in=addresses).specific()
    }

    assert set(get_page_models()) - {Page} - shown == set()
    assert set(newsroom.kinds) == set(KINDS)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["never there", "in other languages", "removed"])
def test_page_that_is_not_there_is_accessible(newsroom, open_calmly, kind, language):
    path, status = {
        "never there": (f"/{language}/nothing-here/", 404),
        "in other languages": (newsroom.elsewhere[language], 404),
        "removed": (newsroom.gone[language], 410),
    }[kind]

    page = open_calmly(path, status=status)

    assert violations(page, WAYS[language]) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_form_with_mistakes_is_accessible(newsroom, open_calmly, language):
    page = open_calmly(newsroom.kinds["feedback"][language])
    page.locator(".feedback-form [type=email]").fill("no address")

    page.locator(".feedback-form button").click()

    page.locator(".error-summary").wait_for()
    assert page.locator(".field-error").count() == 3
    assert violations(page, WAYS[language]) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_answer_put_off_is_accessible(newsroom, open_calmly, monkeypatch, language):
    monkeypatch.setattr(views, "MOST_FEEDBACK", 0)
    monkeypatch.setattr(views, "MOST_ANSWERS", 0)
    page = open_calmly(newsroom.kinds["feedback"][language])
    page.locator(".feedback-form select").select_option("error")
    page.locator(".feedback-form textarea").fill("A date is wrong.")

    page.locator(".feedback-form button").click()

    page.locator(".notice[role=alert]").wait_for()
    assert violations(page, WAYS[language]) == []

    page.goto(newsroom.kinds["article"][language])
    page.locator(".useful button").first.click()
    page.wait_for_url("**/send/useful/")
    assert violations(page, WAYS[language]) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_form_refused_is_accessible(newsroom, open_calmly, monkeypatch, language):
    monkeypatch.setattr(views, "comes_from_here", lambda request: False)
    page = open_calmly(newsroom.kinds["feedback"][language])

    page.locator(".feedback-form button").click()

    page.wait_for_url("**/send/feedback/")
    assert page.locator("form.feedback-form").count() == 0
    assert violations(page, WAYS[language]) == []
