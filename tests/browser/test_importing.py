"""An editor's day: three Word files in three languages, to a linked, published article.

One person does all of it in a browser: communications staff who publishes in every
language.  A reader looks at the three addresses at the end.
"""

import re

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

from articles.models import ArticlePage
from tests.articles.importing.test_files import png
from tests.browser.waiting import arrived, mark
from tests.office_files import docx

pytestmark = pytest.mark.pair

GROUPS = ["Communications staff", "Publishers fi", "Publishers sv", "Publishers en"]
# Title, lead, heading, paragraph, quote and its speaker, caption, description.
WORDS = {
    "fi": (
        "Kirjaston kielikahvila täyttää viisi vuotta",
        "Kirjaston kielikahvila on auki joka torstai, ja se on ilmainen kaikille.",
        "Neljätoista pöytää",
        "Kahvilassa puhutaan suomea ja viittä muuta kieltä, ja 14 pöytää on täynnä.",
        "Nyt vedän itse yhtä pöydistä",
        "Maija Esimerkki, vapaaehtoinen",
        "Kahvilan väkeä huhtikuussa",
        "Neljä ihmistä istuu pöydän ääressä sanakortteja katsellen",
    ),
    "sv": (
        "Bibliotekets språkkafé fyller fem år",
        "Bibliotekets språkkafé är öppet varje torsdag, och det är gratis för alla.",
        "Fjorton bord",
        "På kaféet talas finska och fem andra språk, och alla 14 bord är fulla.",
        "Nu leder jag själv ett av borden",
        "Maija Esimerkki, volontär",
        "Kaféets folk i april",
        "Fyra personer sitter vid ett bord och tittar på ordkort",
    ),
    "en": (
        "The library’s language café turns five",
        "The language café of the library is open every Thursday and free for all.",
        "Fourteen tables",
        "People at the café speak Finnish and five other languages at its 14 tables.",
        "Now I lead one of the tables myself",
        "Maija Esimerkki, volunteer",
        "People of the café in April",
        "Four people sit at a table and look at word cards",
    ),
}
DATES = {"fi": "3.5.2022 klo 9.05", "sv": "3-5-2022 kl. 9.10", "en": "2022-05-03 09:15"}
# Playwright does not hand on the bodies of forms with files: they are sent as bytes.
SEND_FILES = """async button => {
    const body = new Response(new FormData(button.form));
    const kind = body.headers.get('Content-Type');
    const answer = await fetch(location.href, {
        method: 'POST',
        body: await body.arrayBuffer(),
        headers: {'Content-Type': kind},
    });
    const text = await answer.text();
    document.open();
    document.write(text);
    document.close();
}"""

# What every step of an import has.
HERE = "main form, main ul"


def word_file(language):
    title, lead, heading, text, quote, speaker, caption, _alt = WORDS[language]
    return docx(
        ("title", title),
        DATES[language],
        lead,
        ("h2", heading),
        [text, " ", ("example.org", "https://example.org/"), "."],
        ("quote", quote),
        ("quote", f"– {speaker}"),
        ("picture", png()),
        ("caption", caption),
        text,
    )


@pytest.fixture
def editor(open_site, db):
    user = User.objects.create_user("editor")
    user.groups.set(Group.objects.filter(name__in=GROUPS))
    client = Client(headers={"Accept-Language": "en"})
    client.force_login(user)
    return open_site("/admin/", client=client, height=1000)


def follow(page, name):
    """Follow a link or press a button of that name, and wait for what comes."""
    target = page.get_by_role("link", name=name).or_(
        page.get_by_role("button", name=name)
    )
    mark(page)
    target.last.click()
    arrived(page, HERE)


def test_three_word_files_become_a_linked_published_article(editor, read):
    editor.goto("/admin/import-texts/")
    editor.get_by_label("Files").set_input_files(
        [
            {
                "name": f"{code}.docx",
                "mimeType": "application/octet-stream",
                "buffer": word_file(code),
            }
            for code in WORDS
        ]
    )
    button = editor.get_by_role("button", name="Look the texts through")
    editor.evaluate("document.documentElement.dataset.before = true")
    button.evaluate(SEND_FILES)
    editor.wait_for_url("**/import-texts/*/")
    arrived(editor, HERE)

    # What was found is shown; whoever imports says what belongs together, and what
    # the pictures show.
    texts = editor.locator(".uploading-text")
    assert texts.count() == 3
    for place, (code, words) in enumerate(WORDS.items()):
        text = texts.nth(place)
        assert text.get_by_label("Language").input_value() == code
        assert words[0] in text.inner_text()
        text.get_by_label("Belongs to").select_option("1")
        text.get_by_label("What the picture shows").fill(words[-1])
    follow(editor, "Make drafts")
    assert "3 texts were imported. Nothing is published yet." in editor.inner_text(
        "main"
    )
    assert not ArticlePage.objects.filter(live=True).exists()

    follow(editor, re.compile(f"The languages together.*{WORDS['fi'][0]}"))
    chosen = editor.locator("[name=languages]:checked")
    assert [one.get_attribute("value") for one in chosen.all()] == ["fi", "sv", "en"]
    follow(editor, "Publish the chosen languages together")
    assert "Published together" in editor.inner_text(".messages")

    pages = {page.locale.language_code: page for page in ArticlePage.objects.all()}
    assert len({page.translation_key for page in pages.values()}) == 1
    for code, words in WORDS.items():
        soup = read(pages[code])
        shown = soup.get_text(" ")
        assert all(one in shown for one in words[:5])
        assert soup.find("img", alt=words[-1])
        assert soup.find("a", href="https://example.org/")
        others = {one.get("hreflang") for one in soup.select("link[rel=alternate]")}
        assert set(WORDS) <= others
