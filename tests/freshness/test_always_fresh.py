"""Whatever changes, nothing that was kept is read in place of what is right."""

import random
import re
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup
from django.db import connection, transaction
from django.test import Client, override_settings
from wagtail.models import Page

from tests.freshness.newsroom import KINDS, Newsroom

CHANGES = 100
SEED = 20261122
# How many addresses are compared: of what a change is about, and of all.
NEAR, FAR = 3, 1
STARTS = ["/sitemap.xml", "/robots.txt", "/fi/", "/sv/", "/en/"]


@pytest.fixture
def makers(
    make_article,
    make_project,
    make_contact,
    make_meeting,
    make_topic,
    translated,
    publish,
):
    return {
        "article": make_article,
        "project": make_project,
        "contact": make_contact,
        "meeting": make_meeting,
        "topic": make_topic,
        "translated": translated,
        "publish": publish,
    }


def links_of(answer):
    """Return the addresses of this site that an answer leads to."""
    text = answer.content.decode(errors="replace")
    if answer["Content-Type"].startswith("text/html"):
        soup = BeautifulSoup(text, "html.parser")
        found = [one["href"] for one in soup.select("a[href], link[href]")]
    else:
        found = re.findall(r"<loc>https?://[^/]+([^<]+)</loc>", text)
    return {
        link.partition("#")[0]
        for link in found
        if re.match(r"/(?:(?:fi|sv|en)/|sitemap)", link)
    }


def all_addresses(client):
    """Return each address that a reader comes to from the front pages and sitemap."""
    found, waiting = set(), set(STARTS)
    while waiting:
        answer = client.get(address := waiting.pop())
        found.add(address)
        if answer.status_code == 200:
            waiting |= links_of(answer) - found
    return found


def told(answer):
    """Return what a reader is told: where to, what, and in which language."""
    return (
        answer.status_code,
        answer.get("Location"),
        answer.get("Content-Language"),
        answer.content,
    )


@pytest.mark.django_db
def test_a_hundred_changes_are_read_at_once_on_every_page(
    settings, makers, picture, django_capture_on_commit_callbacks
):
    settings.KEEP_PAGES = 3600
    chance, looker = random.Random(SEED), random.Random(SEED)
    client = Client()
    with django_capture_on_commit_callbacks(execute=True):
        room = Newsroom(chance, makers, picture)
    known = all_addresses(client)
    assert len(known) > 60

    def anew(address):
        """What is told where nothing at all is kept."""
        empty = {"default": settings.CACHES["default"] | {"LOCATION": uuid4().hex}}
        with override_settings(KEEP_PAGES=0, CACHES=settings.CACHES | empty):
            return told(client.get(address))

    def rehearse(kind):
        """Return which pages a change is about, before it is made."""
        state, number = chance.getstate(), room.number
        with transaction.atomic():
            pages = kind(room)
            transaction.set_rollback(True)
        chance.setstate(state)
        room.number = number
        return pages

    done, waiting = [], []
    while len(done) < CHANGES:
        waiting = waiting or chance.sample(KINDS, len(KINDS))
        kind = waiting.pop()
        about = {page.translation_key for page in rehearse(kind) or []}
        near = {
            version.url
            for version in Page.objects.filter(translation_key__in=about)
            if version.url
        }
        looks = {
            *looker.sample(sorted(near), min(NEAR, len(near))),
            *looker.sample(sorted(known), FAR),
        }
        for address in looks:
            client.get(address)
        connection.run_on_commit.clear()
        with django_capture_on_commit_callbacks(execute=True):
            changed = kind(room)
        if not changed:
            continue
        done.append(kind.__name__)
        known |= near
        for address in sorted(looks):
            assert told(client.get(address)) == anew(address), (address, done[-3:])

    assert set(done) == {kind.__name__ for kind in KINDS}
    for address in sorted(all_addresses(client) | known):
        assert told(client.get(address)) == anew(address), address
