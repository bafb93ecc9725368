"""From a first draft in Finnish to a change that two languages have worked off.

Whoever writes, translates and publishes does it in a browser, with the rights of their
group.  A reader looks at the three languages after everything that anybody sends.
"""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, User
from django.test import Client

from articles.models import ArticleIndexPage, ArticlePage
from tests.browser.waiting import arrived, mark, until

pytestmark = pytest.mark.pair

ADDRESSES = {
    "fi": "/fi/artikkelit/kielikahvila-on-viisivuotias/",
    "sv": "/sv/artiklar/sprakkafeet-fyller-fem-ar/",
    "en": "/en/articles/the-language-cafe-turns-five/",
}
# Each version of each language: its whole text, first the title.
FINNISH = [
    "Kielikahvila on viisivuotias",
    "Kirjaston kielikahvila on auki joka torstai.",
    "Kahvilassa puhutaan suomea ja viittä muuta kieltä.",
    "Pöytiä on neljätoista.",
    "Mukaan tarvitaan uusia vetäjiä.",
]
SWEDISH = [
    "Språkkaféet fyller fem år",
    "Bibliotekets språkkafé är öppet varje torsdag.",
    "På kaféet talas finska och fem andra språk.",
    "Det finns fjorton bord.",
    "Nya ledare behövs.",
]
# Where the text of a paragraph is written.
WRITING = "[data-contentpath=body] [contenteditable=true]"
HALF_ENGLISH = {
    FINNISH[0]: "The language café turns five",
    FINNISH[1]: "The library’s language café is open every Thursday.",
}
NEW_FINNISH = [
    *FINNISH[:3],
    "Pöytiä on kuusitoista.",
    "Mukaan tarvitaan uusia ryhmien vetäjiä.",
]
NEW_SWEDISH = [*SWEDISH[:3], "Det finns sexton bord.", SWEDISH[4]]
WHOLE = {"fi": [FINNISH, NEW_FINNISH], "sv": [SWEDISH, NEW_SWEDISH], "en": []}


class Reader:
    """Somebody without an account, who reads in all three languages."""

    def __init__(self):
        self.client = Client()
        self.looks = 0
        # What was read last in each language; [] where there was nothing.
        self.read = {}
        # What no reader may ever see.
        self.wrong = []

    def look(self):
        """Read the article and the list of articles in each language."""
        self.looks += 1
        for language, address in ADDRESSES.items():
            section = address.rsplit("/", 2)[0] + "/"
            self.text_at(section, language)
            text, status = self.text_at(address, language)
            self.read[language] = next(
                (
                    version
                    for version in WHOLE[language]
                    if all(sentence in text for sentence in version)
                ),
                [],
            )
            if status != 404 and not self.read[language]:
                self.wrong.append(f"half a page at {address}: {text}")

    def text_at(self, address, language):
        """Return what an address says in its own language, and its status."""
        response = self.client.get(address)
        page = BeautifulSoup(response.content.decode(), "html.parser")
        for foreign in page.body.find_all(lang=lambda code: code and code != language):
            # The name of a version that is offered in its own language.
            foreign.extract()
        text = " ".join(page.get_text(" ").split())
        self.wrong += [
            f"{sentence} at {address}"
            for code, versions in WHOLE.items()
            for version in versions
            for sentence in version
            if code != language and sentence in text
        ]
        return text, response.status_code

    def has_read(self, **expected):
        """Tell what was read last, if nothing was ever wrong."""
        assert self.wrong == []
        return self.read == expected


class Watched(Client):
    """The client of somebody who works, while a reader looks on."""

    def __init__(self, reader, **defaults):
        super().__init__(**defaults)
        self.reader = reader

    def generic(self, method, *args, **kwargs):
        response = super().generic(method, *args, **kwargs)
        if method == "POST":
            self.reader.look()
        return response


@pytest.fixture
def reader(db):
    return Reader()


@pytest.fixture
def work_as(reader, open_site):
    """Return a function that opens the admin as a new member of a group."""

    def start(group):
        user = User.objects.create_user(group, first_name=group)
        user.groups.add(Group.objects.get(name=group))
        client = Watched(reader, headers={"Accept-Language": "en"})
        client.force_login(user)
        return open_site("/admin/", client=client, height=1000)

    return start


def click(page, locator):
    """Click on what leads to another page, and wait for that."""
    mark(page)
    locator.click()
    arrived(page, ".content-wrapper")


def said(page):
    """Return the messages at the top of the page."""
    return " ".join(page.locator(".messages").inner_text().split())


def open_waiting(page, title):
    """Open what waits for somebody on the home page of the admin."""
    page.goto("/admin/")
    click(page, page.locator(".translation-waiting").get_by_role("link", name=title))


def type_text(page, text):
    """Type where the cursor is, and wait until the form has it.

    The editor of a paragraph hands its text over a moment after the last key.
    """
    page.keyboard.type(text)
    until(
        page,
        "text => [...document.querySelectorAll('input[name^=body]')]"
        ".some(field => field.value.includes(text))",
        arg=text,
    )


def write_article(page):
    """Write the article in Finnish, from the list of articles, and save it."""
    section = ArticleIndexPage.objects.get(locale__language_code="fi")
    page.goto(f"/admin/pages/{section.pk}/")
    click(page, page.get_by_role("link", name="Add child page").first)
    click(page, page.get_by_role("link", name="Empty page"))
    page.locator("[name=title]").fill(FINNISH[0])
    page.locator("[name=lead]").fill(FINNISH[1])
    for place, sentence in enumerate(FINNISH[2:]):
        page.locator("#panel-child-content-body-section").get_by_role(
            "button", name="Insert a block"
        ).last.click()
        page.get_by_role("option", name="Text", exact=True).click()
        # By its place: the last one may still be the paragraph before.
        page.locator(WRITING).nth(place).click()
        type_text(page, sentence)
    click(page, page.get_by_role("button", name="Save draft"))


def ask_for_translations(page):
    """Ask for both other languages of the page whose form is open."""
    page.get_by_role("button", name="Actions", exact=True).click()
    click(page, page.get_by_role("link", name="Svenska: missing"))
    page.get_by_role("checkbox", name="English").check()
    click(page, page.get_by_role("button", name="Submit"))


def translate(page, words):
    """Write the words beside their originals."""
    for original, text in words.items():
        segment = page.locator(".translation-segment").filter(
            has=page.get_by_text(original, exact=True)
        )
        segment.locator("[name^=words-]").fill(text)


def press(page, name):
    click(page, page.get_by_role("button", name=name, exact=True).last)


def version_in(language):
    return ArticlePage.objects.get(locale__language_code=language)


def test_two_languages_from_a_draft_to_a_change_worked_off(work_as, reader):
    author = work_as("Communications staff")
    write_article(author)
    ask_for_translations(author)
    original = version_in("fi")

    # The English version stays half done to the end.
    english = work_as("Translators en")
    open_waiting(english, FINNISH[0])
    translate(english, HALF_ENGLISH)
    press(english, "Save")

    translator = work_as("Translators sv")
    open_waiting(translator, FINNISH[0])
    translate(translator, dict(zip(FINNISH, SWEDISH, strict=True)))
    press(translator, "Hand in for review")
    assert "Handed in for review." in said(translator)

    publisher = work_as("Publishers sv")
    open_waiting(publisher, SWEDISH[0])
    press(publisher, "Approve")
    assert "Approved." in said(publisher)
    assert reader.has_read(fi=[], sv=[], en=[])

    author.goto(f"/admin/pages/{original.pk}/edit/")
    author.get_by_role("button", name="Actions", exact=True).click()
    click(author, author.get_by_role("link", name="The languages together"))
    chosen = author.locator("[name=languages]:checked")
    assert [one.get_attribute("value") for one in chosen.all()] == ["fi", "sv"]
    press(author, "Publish the chosen languages together")
    assert "Published together: Finnish, Swedish." in said(author)
    assert reader.has_read(fi=FINNISH, sv=SWEDISH, en=[])

    # Somebody is in too much of a hurry.
    hasty = work_as("Publishers en")
    hasty.goto(f"/admin/pages/{version_in('en').pk}/edit/")
    press(hasty, "Publish")
    assert reader.has_read(fi=FINNISH, sv=SWEDISH, en=[])
    assert "3 segments are not translated." in said(hasty)

    author.goto(f"/admin/pages/{original.pk}/edit/")
    for old, new in zip(FINNISH[3:], NEW_FINNISH[3:], strict=True):
        author.locator(WRITING).filter(has_text=old).click()
        author.keyboard.press("Home")
        author.keyboard.press("Shift+End")
        type_text(author, new)
    author.get_by_role("button", name="More actions").click()
    press(author, "Publish")
    assert reader.has_read(fi=NEW_FINNISH, sv=SWEDISH, en=[])

    publisher.goto(f"/admin/pages/{version_in('sv').pk}/edit/")
    press(publisher, "Publish")
    assert "The originals of 2 segments have changed." in said(publisher)

    open_waiting(translator, SWEDISH[0])
    segments = translator.locator(".translation-segment")
    assert segments.count() == 2
    tables, leaders = segments.nth(0), segments.nth(1)
    assert tables.locator("[name^=words-]").input_value() == SWEDISH[3]
    assert "neljätoista" in tables.locator("del").inner_text()
    assert "kuusitoista" in tables.locator("ins").inner_text()
    assert leaders.locator("[name^=words-]").input_value() == SWEDISH[4]
    assert "ryhmien" in leaders.locator("ins").inner_text()
    assert not leaders.locator("del").count()
    leaders.get_by_role("button", name="Still right").click()
    leaders.get_by_role("button", name="Still right").wait_for(state="detached")
    translate(translator, {NEW_FINNISH[3]: NEW_SWEDISH[3]})
    press(translator, "Hand in for review")
    assert "Handed in for review." in said(translator)
    assert reader.has_read(fi=NEW_FINNISH, sv=SWEDISH, en=[])

    open_waiting(publisher, SWEDISH[0])
    press(publisher, "Approve")
    press(publisher, "Publish")
    assert reader.has_read(fi=NEW_FINNISH, sv=NEW_SWEDISH, en=[])

    # All is in step again: nothing waits for anybody, and readers were never misled.
    for somebody in (translator, publisher):
        somebody.goto("/admin/")
        assert not somebody.locator(".translation-waiting").count()
    assert reader.looks > 10
