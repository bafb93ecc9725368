"""Everything is reached with the keyboard alone, in the order in which it is read."""

from itertools import pairwise

import pytest

from tests.browser.newsroom import LANGUAGES

# What of the page can be opened over the rest; then Escape must close it again.
OPENS = (
    "details, dialog, [popover], [aria-haspopup], [aria-expanded], [role=dialog],"
    " [role=menu], [role=listbox], [role=combobox]"
)
FOCUSED = """() => {
  const element = document.activeElement;
  const style = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  // Its first line, as far as it is in the window.
  const [line] = element.getClientRects();
  const top = line && document.elementFromPoint(
    line.left + line.width / 2,
    (Math.max(line.top, 0) + Math.min(line.bottom, innerHeight)) / 2);
  return {
    place: [...document.querySelectorAll("body *")].indexOf(element),
    name: element.outerHTML.slice(0, 120),
    isInMain: Boolean(element.closest("main")),
    isLanguage: Boolean(element.closest(".languages")),
    isOutlined: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    isSeen: Boolean(top) && (element.contains(top) || top.contains(element)),
    top: box.top + scrollY, left: box.left, right: box.right,
  };
}"""
WIDTHS = [360, 1280]


def stops(page):
    """Return where Tab leads, from the start of the page to its end."""
    found = []
    while len(found) < 200:
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUSED)
        if stop["place"] < 0 or (found and stop["place"] == found[0]["place"]):
            break
        found.append(stop)
    return found


def steps_back(found):
    """Return where the keys go back up, but for the head of the next column."""
    return [
        (before["name"], after["name"])
        for before, after in pairwise(found)
        if after["top"] < before["top"] - 4 and after["left"] < before["right"] - 4
    ]


@pytest.mark.parametrize("script", [True, False])
def test_first_key_leads_to_a_link_past_the_menu(newsroom, open_site, script):
    page = open_site(newsroom.kinds["article"]["en"], script=script)

    page.keyboard.press("Tab")

    link = page.locator(":focus")
    assert link.inner_text() == "Skip to content"
    box = link.bounding_box()
    assert box["x"] >= 0
    assert box["y"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED)["isInMain"]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(
    ("kind", "language"),
    [
        ("home", "sv"),
        ("article", "fi"),
        ("project", "en"),
        ("meeting list", "fi"),
        ("feedback", "sv"),
        ("search with hits", "en"),
        ("contact list", "fi"),
    ],
)
def test_keys_lead_in_reading_order_and_the_place_is_seen(
    newsroom, open_site, kind, language, width
):
    page = open_site(newsroom.kinds[kind][language], width=width)

    found = stops(page)

    assert len(found) > 15
    assert [stop["place"] for stop in found] == sorted(s["place"] for s in found)
    assert [stop["name"] for stop in found if not stop["isOutlined"]] == []
    assert [stop["name"] for stop in found if not stop["isSeen"]] == []
    assert steps_back(found[1:]) == []


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("missing", LANGUAGES)
def test_languages_are_walked_in_the_order_in_which_they_stand(
    newsroom, open_site, missing, width
):
    for address in newsroom.lacking[missing].values():
        page = open_site(address, width=width)

        found = [stop for stop in stops(page) if stop["isLanguage"]]

        assert len(found) == 2
        assert steps_back(found) == []


@pytest.mark.parametrize("script", [True, False])
def test_menu_is_open_on_a_phone(newsroom, open_site, script):
    page = open_site(newsroom.kinds["article"]["sv"], width=360, script=script)
    links = page.locator(".menu a")

    assert links.count() >= 5
    for link in links.all():
        box = link.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 360
        assert box["height"] >= 44

    while not page.locator(".menu a:focus").count():
        page.keyboard.press("Tab")
    name = page.locator(":focus").inner_text()
    page.keyboard.press("Enter")

    page.locator(".menu [aria-current=page]").wait_for()
    assert page.locator("h1").inner_text() == name


@pytest.mark.parametrize(("width", "form", "link"), [(360, 0, 1), (1280, 1, 0)])
def test_search_is_a_link_on_a_phone_and_a_form_elsewhere(
    newsroom, open_site, width, form, link
):
    page = open_site(newsroom.kinds["article"]["en"], width=width, script=False)

    forms = page.locator(".site-nav form").filter(visible=True)
    links = page.locator(".site-nav .search-link").filter(visible=True)

    assert (forms.count(), links.count()) == (form, link)


def test_nothing_opens_that_would_have_to_be_closed(newsroom, read):
    for addresses in newsroom.kinds.values():
        assert read(addresses["en"]).select(OPENS) == []
