"""Sharing and answering back, in a browser, with and without scripts."""

import pytest
from django.core.cache import cache

from duties.models import Feedback, Usefulness
from tests.browser.waiting import until


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


def test_copy_that_fails_is_told_too(article, open_site):
    page = open_site(article.get_url())
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(); }")

    page.get_by_role("button", name="Copy link").click()

    page.wait_for_function("document.querySelector('[data-status]').textContent")
    told = page.locator(".share [role=status]").inner_text()
    assert told == "The link could not be copied. Copy it from the address bar."


@pytest.mark.parametrize(
    ("script", "button"),
    [
        ("delete Navigator.prototype.share", "Share with another app"),
        ("delete Navigator.prototype.clipboard", "Copy link"),
    ],
)
def test_button_is_seen_only_where_the_browser_can_do_it(
    article, open_site, script, button
):
    page = open_site(article.get_url())
    page.add_init_script(script)
    page.reload()

    assert page.get_by_role("button", name=button).count() == 0
    assert page.get_by_role("link", name="LinkedIn").is_visible()


def test_link_is_copied_with_the_keyboard(article, open_site):
    page = open_site(
        article.get_url(), permissions=["clipboard-read", "clipboard-write"]
    )
    page.get_by_role("button", name="Copy link").focus()

    page.keyboard.press("Enter")

    page.wait_for_function("document.querySelector('[data-status]').textContent")
    assert page.evaluate("document.activeElement.textContent") == "Copy link"


def test_plain_links_lead_to_the_services_and_tell_them_nothing_before(
    article, open_site
):
    asked = []
    page = open_site("/en/", script=False)
    page.on("request", lambda request: asked.append(request.url))
    page.goto(article.get_url())

    names = page.locator(".share a").all_inner_texts()

    assert names == ["E-mail", "Facebook", "LinkedIn", "X"]
    assert asked
    here = page.evaluate("location.origin")
    assert [url for url in asked if not url.startswith(here)] == []


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
        until(page, "document.activeElement.matches('[data-errors]')")
    link.click()
    if script:
        assert page.evaluate("document.activeElement.id") == "id_message"
    page.get_by_label("What is your feedback about?").select_option("error")
    page.get_by_label("Your message").fill("A date is wrong.")
    page.get_by_role("button", name="Send feedback").click()
    page.get_by_role("heading", name="Thank you for your feedback").wait_for()
    kept = Feedback.objects.get()
    assert (kept.message, kept.about) == (
        "A date is wrong.",
        "/en/articles/organisations/",
    )
    assert page.context.cookies() == []


@pytest.mark.parametrize(
    ("language", "path"), [("fi", "palaute"), ("sv", "respons"), ("en", "feedback")]
)
def test_what_was_written_stays_when_something_is_missing(
    db, open_site, language, path
):
    page = open_site(f"/{language}/{path}/", script=False)
    page.locator("[name=message]").fill("Yksi päivä on väärin.")
    page.locator("[name=email]").fill("no address")
    page.locator(".feedback-form button").click()

    page.locator(".error-summary").wait_for()
    assert page.locator(".error-summary a").count() == 2
    assert page.locator("html").get_attribute("lang") == language
    message = page.locator("[name=message]")
    assert message.input_value() == "Yksi päivä on väärin."
    assert page.locator("[name=email]").get_attribute("aria-invalid") == "true"

    page.locator("[name=email]").fill("reader@example.org")
    page.locator("[name=topic]").select_option("error")
    page.locator(".feedback-form button").click()

    page.wait_for_url("**thanks=feedback*")
    kept = Feedback.objects.get()
    assert (kept.message, kept.email, kept.language) == (
        "Yksi päivä on väärin.",
        "reader@example.org",
        language,
    )


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize(
    ("form", "fields"),
    [
        ("feedback", {"topic": "error", "message": "Bought elsewhere"}),
        ("useful", {"useful": "yes"}),
    ],
)
def test_form_of_another_site_is_refused(article, open_site, form, fields, script):
    """What the browser says of where a form was sent from cannot be forged."""
    elsewhere = "https://elsewhere.example"
    inputs = "".join(
        f'<input name="{name}" value="{value}">'
        for name, value in (fields | {"page": article.pk}).items()
    )
    page = open_site("/en/", script=script)
    action = page.evaluate(f"new URL('/en/send/{form}/', location).href")
    html = f"""<form method="post" action="{action}">{inputs}
      <button>Send</button></form>"""
    page.route(
        f"{elsewhere}/**",
        lambda route: route.fulfill(body=html, content_type="text/html"),
    )
    page.goto(f"{elsewhere}/trap/")

    page.get_by_role("button", name="Send").click()

    page.get_by_role("heading", name="The form was not accepted").wait_for()
    assert not Feedback.objects.exists()
    assert not Usefulness.objects.exists()


@pytest.mark.parametrize("script", [True, False])
def test_usefulness_is_told_by_a_browser(article, open_site, script):
    page = open_site(article.get_url(), script=script)

    page.get_by_role("button", name="No", exact=True).click()

    page.get_by_role("link", name="Back to the page").click()
    page.get_by_role("heading", name="Organisations").wait_for()
    assert Usefulness.objects.get().no == 1
