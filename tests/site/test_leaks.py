"""What readers may not read stands nowhere: not on its page, nor where others name it.

Each text is published first and its pages are kept; then it is taken away in one of the
ways there are.  Words that stand in no other text are looked for in every answer that a
reader comes to.
"""

import datetime
import json
import re
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from articles.models import (
    ArticleContact,
    ArticlePage,
    ArticleTopic,
    EasyReadingPage,
    ProjectContact,
    Series,
)
from tests.raw_blocks import links, page_link, paragraph, stream

SEARCHES = {"fi": "/fi/haku/", "sv": "/sv/sok/", "en": "/en/search/"}
STARTS = ["/sitemap.xml", "/robots.txt", "/fi/", "/sv/", "/en/"]
YESTERDAY = datetime.timedelta(days=-1)


def closed_by(**how):
    def close(page):
        restriction = PageViewRestriction.objects.create(page=page, **how)
        if how["restriction_type"] == "groups":
            restriction.groups.set(Group.objects.all()[:1])

    return close


def expire(page):
    page.expire_at = timezone.now() + YESTERDAY
    page.save_revision().publish()
    Page.objects.filter(pk=page.pk).update(
        expire_at=timezone.now() + YESTERDAY, live=True, expired=False
    )
    call_command("publish_scheduled", verbosity=0)


def schedule_anew(page):
    page.unpublish()
    page.go_live_at = timezone.now() - YESTERDAY
    page.save_revision().publish()
    call_command("publish_scheduled", verbosity=0)


WAYS = {
    "unpublished": lambda page: page.unpublish(),
    "expired": expire,
    "scheduled": schedule_anew,
    "deleted": lambda page: page.delete(),
    "behind a password": closed_by(restriction_type="password", password="x"),
    "behind a login": closed_by(restriction_type="login"),
    "for a group": closed_by(restriction_type="groups"),
}


def addresses_in(answer):
    """Return the paths of this site that an answer names in any way."""
    text = answer.content.decode(errors="replace")
    soup = BeautifulSoup(text, "xml" if text.startswith("<?xml") else "html.parser")
    named = [one.get("href") or one.get("src") or "" for one in soup.find_all(True)]
    named += [one.text for one in soup.find_all("loc")]
    for address in named:
        parts = urlsplit(address)
        if parts.hostname in (None, "localhost", "testserver") and parts.scheme in (
            "",
            "http",
        ):
            path = parts.path + (f"?{parts.query}" if parts.query else "")
            if path.startswith(("/fi/", "/sv/", "/en/", "/sitemap", "/documents/")):
                yield path


def everything(client):
    """Return every answer that a reader comes to, by its address."""
    found, waiting = {}, set(STARTS)
    while waiting:
        address = waiting.pop()
        answer = client.get(address)
        found[address] = answer
        if answer.status_code == 200 and not answer.streaming:
            waiting |= set(addresses_in(answer)) - found.keys()
    return found


def said(answer):
    body = b"".join(answer) if answer.streaming else answer.content
    heads = " ".join(value for _name, value in answer.items())
    return f"{body.decode(errors='replace')} {heads}".lower()


@pytest.fixture
def texts(
    make_article, make_project, make_meeting, make_contact, make_page, make_topic,
    translated, finnish,
):  # fmt: skip
    """Make texts of every kind, in three languages, on a site where others name them.

    Returns the pages by their secret word.
    """
    topic = make_topic("Yhteinen", slug="yhteinen")
    series = Series.objects.create(name="Sarja", locale=finnish)
    project = make_project("Avoin hanke")
    for code in ("sv", "en"):
        translated(project, code)
    project_away = make_project("Hankkeesta zzhanke", slug="hanke-pois")
    contact = make_contact("Henkilö zzhenkilo", slug="henkilo-pois")
    article = make_article(
        "Jutusta zzjuttu", slug="juttu-pois", lead="Johdosta zzjohto", series=series,
        project=project,
    )  # fmt: skip
    easy = make_page(
        EasyReadingPage, "Selosta zzselko", slug="selko-pois", parent=article
    )
    meeting = make_meeting("Tapaamisesta zztapaus", slug="tapaus", project=project)
    pages = {
        "zzhanke": project_away,
        "zzhenkilo": contact,
        "zzjuttu": article,
        "zztapaus": meeting,
    }
    for word, page in list(pages.items()):
        for code in ("sv", "en"):
            pages[f"{word}{code}"] = translated(
                page, code, title=f"Om {word}{code}", slug=f"{code}-{word[2:]}"
            )
    open_article = make_article(
        "Avoin juttu",
        series=series,
        project=project_away,
        body=stream(
            paragraph(f"<p>{page_link(article)} {page_link(meeting)}</p>"),
            links(("Linkki", article.pk, ""), ("Toinen", contact.pk, "")),
        ),
    )
    for one in (article, open_article):
        ArticleTopic.objects.create(page=one, topic=topic, locale=finnish)
        ArticleContact.objects.create(page=one, contact=contact, locale=finnish)
    ProjectContact.objects.create(page=project, contact=contact, locale=finnish)
    for page in Page.objects.filter(depth__gt=2).specific():
        if page.live:
            page.save_revision().publish()
    pages |= {"zzselko": EasyReadingPage.objects.get(pk=easy.pk)}
    return {word: type(page).objects.get(pk=page.pk) for word, page in pages.items()}


def links_found(client, word):
    """Return where a search for a word leads, in the search of any language."""
    pages = (client.get(search, {"q": word}) for search in SEARCHES.values())
    return {
        link["href"]
        for page in pages
        for link in BeautifulSoup(page.content, "html.parser").select("main a[href]")
    }


def words_in(answer):
    """Return the secret words that an answer tells."""
    return set(re.findall(r"\bzz[a-z]{3,}", said(answer)))


@pytest.mark.django_db
@pytest.mark.parametrize("shift", [0, 3])
def test_what_is_taken_away_is_read_nowhere(
    shift, texts, settings, django_capture_on_commit_callbacks
):
    """Each text is taken away in another way; the second time in yet another."""
    settings.KEEP_PAGES = 3600
    settings.LANGUAGE_PAIR = []  # each language for itself: what is tried is not that
    client = Client()
    # What a test has made is not committed, and nothing would be kept.
    connection.run_on_commit.clear()
    before = everything(client)
    names = {path for path, answer in before.items() if words_in(answer)}
    assert len(names) > 20  # the words do stand on many pages
    urls = {word: page.get_url() for word, page in texts.items()}
    assert urls["zzjuttu"] in links_found(client, "zzjuttu")
    with django_capture_on_commit_callbacks(execute=True):
        deepest_first = sorted(texts.values(), key=lambda page: -page.depth)
        for number, page in enumerate(deepest_first, shift):
            take_away = list(WAYS.values())[number % len(WAYS)]
            take_away(type(page).objects.get(pk=page.pk))

    connection.run_on_commit.clear()
    answers = {path: client.get(path) for path in before}
    answers |= everything(client)
    for word, url in urls.items():
        assert not links_found(client, word) & set(urls.values()), word
        for search in SEARCHES.values():
            asked = f"{search}suggestions/?q={word[:5]}"
            answers[asked] = client.get(asked)
        answers[url] = client.get(url)
        assert answers[url].status_code != 200 or "password" in said(answers[url])

    leaks = {
        path: words for path, answer in answers.items() if (words := words_in(answer))
    }
    assert leaks == {}


@pytest.mark.django_db
def test_a_draft_of_what_is_published_is_read_nowhere(
    make_article, settings, django_capture_on_commit_callbacks
):
    settings.KEEP_PAGES = 3600
    page = make_article("Juttu")
    client = Client()
    connection.run_on_commit.clear()
    everything(client)
    with django_capture_on_commit_callbacks(execute=True):
        draft = ArticlePage.objects.get(pk=page.pk)
        draft.title, draft.lead = "Luonnos zzotsikko", "Johto zzjohto"
        draft.save_revision()
        make_article("Uusi zzuusi", live=False)

    found = everything(client)
    for word in ("zzotsikko", "zzjohto", "zzuusi"):
        suggested = client.get(f"{SEARCHES['fi']}suggestions/", {"q": word})
        found[word] = suggested
        assert json.loads(suggested.content)

    assert not [path for path, answer in found.items() if words_in(answer)]
