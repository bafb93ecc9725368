"""axe finds nothing where there is nothing yet, nor where the site itself fails."""

import pytest
from django.conf import settings

from articles.models import Topic
from home.models import HomePage
from tests.browser.axe import WAYS, violations
from tests.browser.newsroom import LANGUAGES, SECTIONS, section

EMPTY = ["home", *(name for name in SECTIONS if "list" in name), "archive", "topic"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", EMPTY)
def test_empty_page_is_accessible(db, open_calmly, kind, language):
    if kind == "topic":
        topic = Topic.objects.filter(locale__language_code=language).first()
        path = f"{section('topic list', language).get_url()}{topic.slug}/"
    elif kind == "home":
        path = f"/{language}/"
    else:
        path = section(kind, language).get_url()

    page = open_calmly(path)

    assert page.locator("main .teaser, main .contact-card").count() == 0
    assert violations(page, WAYS[language]) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_of_a_fault_is_accessible(db, open_calmly, monkeypatch, language):
    def fail(*args, **kwargs):
        raise RuntimeError("on purpose")

    monkeypatch.setattr(HomePage, "get_context", fail)

    page = open_calmly(f"/{language}/", status=500)

    assert page.locator("html").get_attribute("lang") == language
    assert violations(page, WAYS[language]) == []


def test_choice_of_language_is_accessible(db, open_calmly):
    page = open_calmly("/", locale="de-DE")

    assert page.locator("main section").count() == 3
    assert violations(page) == []


def test_page_of_maintenance_is_accessible(open_calmly):
    page = open_calmly("/fi/")
    file = settings.PROJECT_DIR / "deploy" / "maintenance.html"
    page.route("**/maintenance", lambda route: route.fulfill(path=file))

    page.goto("/maintenance")

    assert page.locator("main section").count() == 3
    # Its colours are the browser's own: axe takes their dark ground for white.
    assert violations(page, [(360, "light"), (1280, "light")]) == []
