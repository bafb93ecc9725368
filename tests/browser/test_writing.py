"""What a writer sees while writing, and what those see who get a link to the draft."""

import re

from articles.models import SharedPreview
from tests.browser.axe import violations
from tests.raw_blocks import paragraph, stream

WAYS = [(360, "light"), (1280, "dark")]


def test_the_checks_are_made_anew_when_a_draft_has_saved_itself(
    make_article, admin_client, open_calmly
):
    admin_client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    article = make_article(body=stream(paragraph()), live=False)
    page = open_calmly(f"/admin/pages/{article.pk}/edit/", client=admin_client)
    page.locator("[data-side-panel-toggle=checks]").click()
    panel = page.locator(".writing-panel")
    panel.get_by_text("nothing to put right").wait_for()

    lead = page.locator("#id_lead")
    lead.fill("[[Kerro vielä alku]]")
    guide = panel.get_by_text("A guiding text still stands").first
    for _ in range(30):
        if guide.is_visible():
            break
        # What was written before the form's scripts were ready is no change to them.
        lead.press("End")
        lead.press("!")
        page.wait_for_timeout(2000)

    assert guide.is_visible()
    assert violations(page, WAYS[1:], {"include": [".writing-panel"]}) == []
    panel.locator(".writing-where a").click()
    assert re.search("#id_lead$", page.url)


def test_a_shared_draft_is_read_on_a_phone_and_on_a_desk(
    make_article, submit, admin_user, open_calmly
):
    article = make_article(body=stream(paragraph()))
    submit(article, "sv", live=False)
    link = SharedPreview.for_days(7, page=article, created_by=admin_user)

    page = open_calmly(f"/draft/{link.token}/")
    frames = page.locator("iframe")
    page.frame_locator("iframe[lang=sv]").locator("h1").wait_for()
    beside = [frames.nth(n).bounding_box() for n in range(2)]
    assert violations(page, WAYS) == []
    page.set_viewport_size({"width": 360, "height": 720})
    below = [frames.nth(n).bounding_box() for n in range(2)]

    assert beside[0]["y"] == beside[1]["y"]
    assert below[1]["y"] >= below[0]["y"] + below[0]["height"]
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
