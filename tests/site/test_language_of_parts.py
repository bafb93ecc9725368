"""Whatever language words are in, their element says so (WCAG 2.2, 3.1.1 and 3.1.2).

All words that editors write here begin with their language ("fi: …"); those of the
interface are known from its catalogs.  Every page that a reader can reach is walked.
"""

import re

import polib
import pytest
from bs4 import BeautifulSoup, Comment
from django.utils import timezone

from articles.models import (
    ArticleContact,
    ArticleTopic,
    Funding,
    Place,
    ProjectContact,
    Publisher,
    Series,
)
from tests.conftest import REPOSITORY
from tests.raw_blocks import heading, links, page_link, paragraph, stream

LANGUAGES = ["fi", "sv", "en"]
MARK = re.compile(r"\b(fi|sv|en): ")
ATTRIBUTES = ["alt", "aria-label", "placeholder", "title"]
NOT_READ = {"script", "style", "meta", "link"}


@pytest.fixture(scope="module")
def interface():
    """Whole words of the interface by the languages in which they are right."""
    found = {}
    for code in ("fi", "sv"):
        file = REPOSITORY / "locale" / code / "LC_MESSAGES" / "django.po"
        for entry in polib.pofile(str(file)):
            found.setdefault(entry.msgid, set()).add("en")
            found.setdefault(entry.msgstr, set()).add(code)
    return {text: codes for text, codes in found.items() if len(text) > 2}


@pytest.fixture
def newsroom(
    make_article,
    make_project,
    make_meeting,
    make_contact,
    make_topic,
    translated,
    finnish,
):
    """Pages of which some are in all languages and much of what they name in one."""
    series = Series.objects.create(
        name="fi: Sarja", intro="fi: Esittely", locale=finnish
    )
    publisher = Publisher.objects.create(name="fi: Kaupunki", locale=finnish)
    place = Place.objects.create(
        name="fi: Sello", address="fi: Tie 1", access="fi: Hissi", locale=finnish
    )
    funding = Funding.objects.create(
        programme="fi: Ohjelma", statement="fi: Rahoitus", locale=finnish
    )
    contact = make_contact("Aino Esimerkki", role="fi: neuvoja", unit="fi: neuvonta")
    topic = make_topic("fi: Kielikahvila", slug="kielikahvila", intro="fi: Kahvia")
    only_here = make_article("fi: Vain suomeksi", lead="fi: Ingressi", slug="vain")
    project = make_project(
        "fi: Hanke",
        slug="hanke",
        aim="fi: Tavoite",
        funding=funding,
        official_name="en: The Project",
        official_language="en",
    )
    ProjectContact.objects.create(page=project, contact=contact, role="fi: vetäjä")
    meeting = make_meeting("fi: Tapaaminen", project=project, place=place, mode="both")
    article = make_article(
        "fi: Artikkeli",
        slug="artikkeli",
        lead="fi: Ingressi",
        series=series,
        publisher=publisher,
        project=project,
        published_at=timezone.now(),
        body=stream(
            heading("fi: Otsikko"),
            paragraph(f"<p>fi: Teksti, {page_link(only_here, 'fi: linkki')}.</p>"),
            links(("fi: lisää", only_here.pk, "")),
        ),
    )
    ArticleContact.objects.create(page=article, contact=contact)
    ArticleTopic.objects.create(page=article, topic=topic)
    for code in ("sv", "en"):
        words = {
            "title": f"{code}: Title",
            "lead": f"{code}: Lead",
            "body": stream(
                heading(f"{code}: Heading"), links((f"{code}: link", only_here.pk, ""))
            ),
        }
        copy = translated(article, code, slug=f"article-{code}", **words)
        ArticleContact.objects.filter(page=copy).update(role=f"{code}: role")
    version = translated(
        project, "sv", slug="projekt-sv", title="sv: Projekt", aim="sv: Mål"
    )
    ProjectContact.objects.filter(page=version).update(role="sv: ledare")
    translated(meeting, "sv", slug="mote-sv", title="sv: Möte")
    return article


def language_of(node):
    return node.find_parent(attrs={"lang": True})["lang"]


def words_of(html):
    """Return all words that are read out, each with its language as it is told."""
    for node in html.find_all(string=True):
        skipped = isinstance(node, Comment) or node.parent.name in NOT_READ
        if node.strip() and not skipped and node.find_parent("html"):
            yield " ".join(node.split()), language_of(node)
    for element in html.find_all(True):
        if element.name in NOT_READ:
            continue
        for name in ATTRIBUTES:
            if element.get(name):
                own = element.get("lang") or language_of(element)
                yield " ".join(element[name].split()), own


def walk(client, *, also=()):
    """Return all pages that links lead to from the front pages, by their address."""
    waiting = [*(f"/{code}/" for code in LANGUAGES), *also]
    found = {}
    while waiting:
        url = waiting.pop()
        if url in found:
            continue
        response = client.get(url)
        if not response.get("Content-Type", "").startswith("text/html"):
            continue
        found[url] = BeautifulSoup(response.content.decode(), "html.parser")
        for link in found[url].select("a[href]"):
            path = link["href"].partition("#")[0]
            path = url.partition("?")[0] + path if path.startswith("?") else path
            if re.match(r"/(fi|sv|en)/", path) and "about=" not in path:
                waiting.append(path)
    return found


MISSING = ["/sv/artiklar/vain/", "/en/topics/kielikahvila/", "/en/ei-ole/"]


def test_every_word_and_every_link_on_every_page_tells_its_language(
    newsroom, client, interface
):
    pages = walk(client, also=MISSING)
    wrong, seen = [], set()

    for url, html in pages.items():
        own = url.split("/")[1]
        assert html.html["lang"] == own, url
        assert {one["lang"] for one in html.select("[lang]")} <= set(LANGUAGES), url
        for words, told in words_of(html):
            true = set(MARK.findall(words)) or interface.get(words) or {told}
            seen |= true
            if told not in true or (MARK.search(words) and len(true) > 1):
                wrong.append((url, words, told))
        for link in html.select("a[href]"):
            to = re.match(r"/(fi|sv|en)/", link["href"])
            if to and to[1] != own and link.get("hreflang") != to[1]:
                wrong.append((url, link["href"], link.get("hreflang")))

    assert wrong == []
    # The walk saw something to judge, on many pages.
    assert seen == set(LANGUAGES)
    assert len(pages) > 50
    assert newsroom.get_url() in pages
