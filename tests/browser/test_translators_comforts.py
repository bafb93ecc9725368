"""At the translators' screen: keys, saving while one writes, and the page beside."""

import pytest
from wagtail_localize.models import StringTranslation

from tests.browser.waiting import wait_for
from tests.raw_blocks import heading, paragraph, stream

FOCUSED = "document.activeElement.closest('.translation-segment')?.innerText || ''"
SENTENCES = ["Yksi lause kaupungista.", "Toinen lause kirjastosta."]


@pytest.fixture
def half_done(make_article, submit):
    """A Swedish draft in which two of the segments have no words."""
    body = stream(heading("Ensin"), *(paragraph(f"<p>{one}</p>") for one in SENTENCES))
    version = submit(make_article("Järjestöt", body=body), "sv", live=False)
    StringTranslation.objects.filter(translation_of__data__in=SENTENCES).delete()
    return version


@pytest.fixture
def screen(half_done, translator, open_site):
    return open_site(f"/admin/pages/{half_done.pk}/edit/", client=translator)


def words():
    rows = StringTranslation.objects.filter(translation_of__data__in=SENTENCES)
    return dict(rows.values_list("translation_of__data", "data"))


def wait_for_state(page, text):
    page.locator("#autosave-state").get_by_text(text).wait_for()


def press_save(page):
    """Press "Save", and return once what it sent has come to an end, good or bad."""
    with page.expect_request("**/autosave/") as sent:
        page.get_by_role("button", name="Save", exact=True).first.click()
    sent.value.response()


def box_of(page, text):
    segment = page.locator(".translation-segment").filter(
        has=page.get_by_text(text, exact=True)
    )
    return segment.locator("textarea[name^=words-]")


def test_with_the_keyboard_from_one_open_segment_to_the_next(screen):
    screen.locator("[name=marks]").wait_for(state="attached")
    screen.get_by_role("button", name="Next open segment").focus()
    screen.keyboard.press("Alt+PageDown")
    assert SENTENCES[0] in screen.evaluate(FOCUSED)

    screen.keyboard.press("Alt+Shift+KeyC")
    assert box_of(screen, SENTENCES[0]).input_value() == SENTENCES[0]
    screen.keyboard.press("Control+A")
    screen.keyboard.type("En mening om staden.")
    screen.keyboard.press("Control+Enter")
    assert SENTENCES[1] in screen.evaluate(FOCUSED)
    wait_for_state(screen, "Saved at")
    # Whoever types slowly has a part of them kept before.
    expected = {SENTENCES[0]: "En mening om staden."}
    wait_for(screen, lambda: words() == expected, expected)
    screen.locator("#translation-progress").get_by_text("5 of 6").wait_for()

    # Round and back again to the only one that is left.
    screen.keyboard.press("Alt+PageUp")
    assert SENTENCES[1] in screen.evaluate(FOCUSED)


def test_what_cannot_be_sent_stays_in_its_box_and_is_sent_again(screen, translator):
    screen.route("**/autosave/", lambda route: route.abort())
    box_of(screen, SENTENCES[0]).fill("Utan nät.")
    wait_for_state(screen, "there is no connection")
    # Nor does the form leave the page with the words.
    press_save(screen)
    wait_for_state(screen, "there is no connection")
    assert box_of(screen, SENTENCES[0]).input_value() == "Utan nät."
    screen.unroute("**/autosave/")
    screen.evaluate("window.dispatchEvent(new Event('online'))")
    wait_for_state(screen, "Saved at")
    assert words() == {SENTENCES[0]: "Utan nät."}

    user = translator.user
    translator.logout()
    box_of(screen, SENTENCES[1]).fill("Utloggad.")
    wait_for_state(screen, "you are signed out")
    assert screen.get_by_role("link", name="Sign in in another tab").is_visible()
    press_save(screen)
    wait_for_state(screen, "you are signed out")
    assert box_of(screen, SENTENCES[1]).input_value() == "Utloggad."
    translator.force_login(user)
    box_of(screen, SENTENCES[1]).press("Control+Enter")
    wait_for_state(screen, "Saved at")
    assert words()[SENTENCES[1]] == "Utloggad."


def test_of_two_people_on_a_segment_the_later_one_chooses(screen, half_done, submit):
    theirs = {SENTENCES[0]: "Någon annans."}
    segments = half_done.get_translations().get(locale__language_code="fi")
    submit(segments.specific, "sv", theirs, live=False)
    box = box_of(screen, SENTENCES[0])
    box.fill("Min.")
    wait_for_state(screen, "somebody else has changed a segment")
    assert words()[SENTENCES[0]] == theirs[SENTENCES[0]]

    screen.get_by_label("Mine, as they stand in the box").check()
    wait_for_state(screen, "Saved at")
    assert words()[SENTENCES[0]] == "Min."


def test_the_page_stands_beside_and_follows_what_is_written(
    screen, half_done, translator, open_site
):
    button = screen.get_by_role("button", name="Preview beside")
    button.click()
    assert button.get_attribute("aria-expanded") == "true"
    frame = screen.frame_locator("#translation-preview iframe")
    frame.get_by_role("heading", name="sv: Järjestöt").wait_for()

    box_of(screen, SENTENCES[0]).fill("En mening om staden.")
    frame.get_by_text("En mening om staden.").wait_for()
    assert screen.evaluate("document.documentElement.scrollWidth <= innerWidth")
    # It is remembered, and narrow screens have the link alone.
    screen.reload()
    frame.get_by_text("En mening om staden.").wait_for()
    screen.set_viewport_size({"width": 700, "height": 800})
    screen.locator("#translation-preview").wait_for(state="hidden")
    assert screen.get_by_role("link", name="Preview as it would be").is_visible()
