"""A translator's day, from the home page of the admin to the readers.

In between the text goes out to another program: translate-toolkit, as commands, which
is no part of this project.
"""

import shutil
import subprocess

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from wagtail_localize.operations import translate_object

from lexicon.models import Term
from tests.browser.waiting import arrived, mark
from tests.raw_blocks import paragraph, stream

COMMANDS = ["pocount", "xliff2po", "pomerge"]
pytestmark = pytest.mark.skipif(
    not all(map(shutil.which, COMMANDS)), reason="needs translate-toolkit"
)
TITLE = "Järjestöjen ilta"
LEAD = "Ilta alkaa 12.5.2026 kello 18."
# What was published before, and what is nearly the same.
KNOWN = "Kaikki ovat tervetulleita, myös lapset."
NEARLY = "Kaikki ovat tervetulleita, myös lapset ja koirat."
WITH_TERM = "Tapaamme kirjastossa, toisessa kerroksessa."
KNOWN_WORDS = "Alla är välkomna, också barn."


@pytest.fixture
def work_as(open_site):
    """Return a function that opens the admin as a member of a group."""

    def start(group):
        user = User.objects.create_user(group, first_name=group)
        user.groups.add(Group.objects.get(name=group))
        client = Client(headers={"Accept-Language": "en"})
        client.force_login(user)
        page = open_site("/admin/", client=client, height=1000)
        page.client = client
        return page

    return start


@pytest.fixture
def asked_for(make_article, submit, swedish):
    """A Finnish article that somebody has asked for in Swedish."""
    Term.objects.create(fi="kirjasto", sv="bibliotek")
    known = make_article("Entinen ilta", body=stream(paragraph(f"<p>{KNOWN}</p>")))
    submit(known, "sv", {KNOWN: KNOWN_WORDS})
    texts = (KNOWN, NEARLY, WITH_TERM)
    body = stream(*(paragraph(f"<p>{text}</p>") for text in texts))
    article = make_article(TITLE, lead=LEAD, body=body)
    translate_object(article, [swedish])
    return article


def click(page, locator):
    """Click on what leads to another page, and wait for that."""
    mark(page)
    locator.click()
    arrived(page, ".content-wrapper")


def press(page, name):
    click(page, page.get_by_role("button", name=name, exact=True).last)


def open_waiting(page, title):
    page.goto("/admin/")
    click(page, page.locator(".translation-waiting").get_by_role("link", name=title))


def segment(page, original):
    source = page.locator(f'[id^="source-"]:text-is("{original}")')
    return page.locator(".translation-segment").filter(has=source)


def write(page, original, text):
    segment(page, original).locator("textarea[name^=words-]").fill(text)


def said(page):
    return " ".join(page.locator(".messages").inner_text().split())


def edit_elsewhere(folder, data, old, new):
    """Change words in another program: XLIFF to PO, by hand, and back."""

    def run(*command):
        done = subprocess.run(
            command, cwd=folder, check=True, capture_output=True, text=True
        )
        return done.stdout

    (folder / "out.xlf").write_bytes(data)
    assert "Total" in run("pocount", "--csv", "out.xlf")
    run("xliff2po", "out.xlf", "text.po")
    po = (folder / "text.po").read_text()
    assert po.count(f'msgstr "{old}"') == 1
    (folder / "text.po").write_text(po.replace(f'msgstr "{old}"', f'msgstr "{new}"'))
    run("pomerge", "-t", "out.xlf", "text.po", "back.xlf")
    return (folder / "back.xlf").read_bytes()


def test_from_the_home_page_by_way_of_another_program_to_the_readers(
    asked_for, work_as, swedish, read, tmp_path
):
    page = work_as("Translators sv")
    open_waiting(page, TITLE)

    page.get_by_text("Fill empty segments").click()
    press(page, "From the memory: the very same texts")
    known = segment(page, KNOWN)
    assert "100 % the same: sv: Entinen ilta" in known.inner_text()
    known.get_by_role("button", name="Accept").click()
    known.get_by_role("button", name="Accept").wait_for(state="detached")
    nearly = segment(page, NEARLY)
    assert "% the same" in nearly.locator(".translation-matches").inner_text()
    nearly.get_by_role("button", name="Use", exact=True).click()
    assert nearly.locator("[name^=words-]").input_value() == KNOWN_WORDS
    write(page, NEARLY, "Alla är välkomna, också barn och hundar.")

    with_term = segment(page, WITH_TERM)
    assert "bibliotek" in with_term.locator(".translation-terms").inner_text()
    write(page, WITH_TERM, "Vi träffas i biblioteket, på andra våningen.")
    write(page, LEAD, "Kvällen börjar 13.5.2026 kl. 18.")
    findings = segment(page, LEAD).locator(".translation-findings")
    findings.wait_for()
    write(page, LEAD, "Kvällen börjar 12.5.2026 kl. 18.")
    findings.wait_for(state="detached")
    write(page, TITLE, "Föreningarnas afton")
    press(page, "Hand in for review")
    assert "Handed in for review." in said(page)

    link = page.get_by_role("link", name="Download as XLIFF", include_hidden=True)
    data = page.client.get(link.get_attribute("href")).content
    back = edit_elsewhere(tmp_path, data, "Föreningarnas afton", "Föreningarnas kväll")
    page.locator(".translation-exchange summary").click()
    file = {"name": "back.xlf", "mimeType": "text/xml", "buffer": back}
    page.locator("#translated-file").set_input_files(file)
    click(page, page.get_by_role("button", name="Upload"))
    assert "1 segment taken" in said(page)
    press(page, "Hand in for review")

    publisher = work_as("Publishers sv")
    open_waiting(publisher, "Föreningarnas kväll")
    press(publisher, "Approve")
    press(publisher, "Publish")
    assert "is published in Swedish" in said(publisher)

    text = read(asked_for.get_translation(swedish)).main.get_text(" ")
    for words in (
        "Föreningarnas kväll",
        "Kvällen börjar 12.5.2026 kl. 18.",
        KNOWN_WORDS,
        "Alla är välkomna, också barn och hundar.",
        "Vi träffas i biblioteket, på andra våningen.",
    ):
        assert words in text
