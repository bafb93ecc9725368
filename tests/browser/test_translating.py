"""A translator and a publisher at the translators' screen, with the keyboard only."""

import pytest

from tests.browser.waiting import arrived, mark, until
from tests.raw_blocks import heading, paragraph, stream


@pytest.fixture
def lagging(make_article, submit, publish):
    """A live Swedish version; two sentences of its original have changed."""
    article = make_article(
        "Järjestöt",
        lead="Ingressi",
        body=stream(heading("Ensin"), paragraph("<p>Yksi lause kaupungista.</p>")),
    )
    version = submit(article, "sv")
    raw = article.body.get_prep_value()
    raw[1]["value"] = "<p>Kaksi lausetta kaupungista.</p>"
    article.body = article.body.stream_block.to_python(raw)
    publish(article, lead="Aivan uusi ingressi")
    return version


FOCUSED = """() => {
    const one = document.activeElement;
    const label = one.labels && one.labels[0] ? one.labels[0].textContent : "";
    return (label || one.textContent).trim();
}"""


def tab_to(page, name):
    """Press Tab until the element of that name has the focus."""
    for _press in range(150):
        page.keyboard.press("Tab")
        if page.evaluate(FOCUSED) == name:
            return
    raise AssertionError(f"Tab never comes to {name}")


def press(page, name):
    """Come to a link or button by Tab, press Enter, and wait for what it opens."""
    tab_to(page, name)
    mark(page)
    page.keyboard.press("Enter")
    arrived(page, ".translation-header")


def test_from_a_change_of_the_original_to_the_readers(
    lagging, translator, publisher, open_site, read
):
    page = open_site("/admin/", client=translator)
    press(page, "sv: Järjestöt")

    segments = page.locator(".translation-segment")
    assert segments.count() == 2
    body = segments.nth(1)
    assert body.locator("del").inner_text().endswith("Yksi lause")
    assert body.locator("ins").inner_text().endswith("Kaksi lausetta")
    assert body.locator("[name^=words-]").input_value() == "sv: Yksi lause kaupungista."

    tab_to(page, "Still right")
    page.keyboard.press("Enter")
    segments.nth(0).get_by_role("button", name="Still right").wait_for(state="detached")
    # The focus went on to what is left to do.
    until(page, f"({FOCUSED})() == 'Swedish: Text'")
    page.keyboard.press("Control+A")
    page.keyboard.type("Två meningar om staden.")
    tab_to(page, "Comment")
    page.keyboard.type("Klar!")
    press(page, "Hand in for review")
    page.get_by_text("Handed in for review.").wait_for()

    page = open_site("/admin/", client=publisher)
    press(page, "sv: Järjestöt")
    assert "Klar!" in page.locator(".translation-comment").inner_text()
    press(page, "Approve")
    page.get_by_text("Approved.").wait_for()
    press(page, "Publish")
    page.get_by_text("is published in Swedish").wait_for()

    text = read(lagging).main.get_text()
    assert "Två meningar om staden." in text
    assert "sv: Ingressi" in text


def test_the_whole_works_without_scripts(lagging, translator, open_site):
    page = open_site(
        f"/admin/pages/{lagging.pk}/edit/", client=translator, script=False
    )

    page.get_by_role("button", name="Still right").first.click()
    page.get_by_label("Swedish: Text").fill("Två meningar om staden.")
    page.get_by_role("button", name="Hand in for review").click()

    page.get_by_text("Handed in for review.").wait_for()


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_runs_over_the_edge(lagging, translator, open_site, width):
    page = open_site(
        f"/admin/pages/{lagging.pk}/edit/",
        client=translator,
        width=width,
        height=800,
    )

    page.locator(".translation-segment").first.wait_for()

    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    box = page.locator(".translation-segment textarea").first.bounding_box()
    source = page.locator(".translation-segment__source").first.bounding_box()
    beside = box["x"] > source["x"] + source["width"] / 2
    assert beside == (width > 800)
