"""Sharing and answering back, in a browser, with and without scripts."""

import pytest
from django.core.cache import cache

from duties.models import Feedback, Usefulness


@pytest.fixture(autouse=True)
def _nobody_sent_anything():
    cache.clear()


@pytest.fixture
def article(make_article):
    return make_article("Organisations", language="en", slug="organisations")


def test_link_is_copied_and_the_reader_told(article, open_site):
    page = open_site(
        article.get_url(), permissions=["clipboard-read", "clipboard-write"]
    )
    status = page.locator(".share [role=status]")
    assert status.inner_text() == ""

    page.get_by_role("button", name="Copy link").click()

    page.wait_for_function("document.querySelector('[data-status]').textContent")
    assert status.inner_text() == "Link copied"
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator("link[rel=canonical]").get_attribute("href")


def test_sharing_with_another_app_hands_over_title_and_address(article, open_site):
    page = open_site(article.get_url())
    page.add_init_script(
        "navigator.share = data => { window.shared = data; return Promise.resolve(); }"
    )
    page.reload()

    page.get_by_role("button", name="Share with another app").click()

    shared = page.evaluate("window.shared")
    assert shared["title"] == "Organisations"
    assert shared["url"].endswith("/en/articles/organisations/")


def test_without_scripts_no_button_of_theirs_is_seen(article, open_site):
    page = open_site(article.get_url(), script=False)

    assert page.get_by_role("button", name="Copy link").count() == 0
    assert page.get_by_role("link", name="Facebook").is_visible()


@pytest.mark.parametrize("script", [True, False])
def test_feedback_is_sent_by_a_browser(article, open_site, script):
    page = open_site("/en/feedback/?about=/en/articles/organisations/", script=script)

    page.get_by_role("button", name="Send feedback").click()

    assert Feedback.objects.count() == 0
    link = page.get_by_role("link", name="Write your message.")
    if script:
        page.wait_for_function("document.activeElement.matches('[data-errors]')")
    link.click()
    if script:
        assert page.evaluate("document.activeElement.id") == "id_message"
    page.get_by_label("There is an error on the site").check()
    page.get_by_label("Your message").fill("A date is wrong.")
    page.get_by_role("button", name="Send feedback").click()
    page.get_by_role("heading", name="Thank you for your feedback").wait_for()
    kept = Feedback.objects.get()
    assert (kept.message, kept.about) == (
        "A date is wrong.",
        "/en/articles/organisations/",
    )
    assert page.context.cookies() == []


@pytest.mark.parametrize("script", [True, False])
def test_usefulness_is_told_by_a_browser(article, open_site, script):
    page = open_site(article.get_url(), script=script)

    page.get_by_role("button", name="No", exact=True).click()

    page.get_by_role("link", name="Back to the page").click()
    page.get_by_role("heading", name="Organisations").wait_for()
    assert Usefulness.objects.get().no == 1
