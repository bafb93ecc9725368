"""Feeds tell in Atom what is new in one language, and only when it is new."""

import re
from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree

import pytest
from django.utils import timezone, translation
from django.utils.dateparse import parse_datetime
from django.utils.html import escape
from django.utils.translation import gettext
from wagtail.models import PageLogEntry, PageViewRestriction

from articles.models import ArticlePage, ArticleTopic, Publisher

A = "{http://www.w3.org/2005/Atom}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
FEEDS = {"fi": "/fi/syote.xml", "sv": "/sv/flode.xml", "en": "/en/feed.xml"}
BASE = "https://site.example"


@pytest.fixture(autouse=True)
def _public_address(settings):
    settings.BASE_URL = BASE


@pytest.fixture
def feed(client):
    """Return a function that fetches a feed and parses it."""

    def fetch(url):
        response = client.get(url)
        assert response.status_code == 200, url
        return ElementTree.fromstring(response.content)

    return fetch


def entries(root):
    return root.findall(f"{A}entry")


def titles(root):
    return [entry.findtext(f"{A}title") for entry in entries(root)]


def link(element, rel):
    return element.find(f"{A}link[@rel='{rel}']").get("href")


def at(day):
    return datetime(2021, 1, day, 12, 22, tzinfo=UTC)


@pytest.mark.parametrize("code", FEEDS)
def test_readers_find_the_feed_in_the_foot_of_a_page(db, read, code):
    links = read(f"/{code}/").select(".site-footer a[type='application/atom+xml']")

    assert [a["href"] for a in links] == [FEEDS[code]]


def test_readers_find_the_feeds_of_topics_and_projects(make_project, make_topic, read):
    make_topic("Kielikahvila", slug="kielikahvila")
    pages = ["/fi/aiheet/kielikahvila/", make_project().get_url()]

    for url in pages:
        links = read(url).select("main a[type='application/atom+xml']")
        assert [a["href"] for a in links] == [f"{url}syote.xml"]


@pytest.mark.parametrize("code", FEEDS)
def test_feed_says_what_it_is_in_its_language(db, feed, code):
    root = feed(FEEDS[code])

    with translation.override(code):
        site = gettext("International Espoo")
    assert root.tag == f"{A}feed"
    assert root.get(LANG) == code
    assert root.findtext(f"{A}title") == site
    assert root.findtext(f"{A}author/{A}name") == site
    assert link(root, "self") == BASE + FEEDS[code]
    assert link(root, "alternate") == f"{BASE}/{code}/"
    assert root.findtext(f"{A}id").startswith("urn:uuid:")
    assert parse_datetime(root.findtext(f"{A}updated"))


def test_feeds_of_the_languages_are_told_apart(db, feed):
    assert len({feed(url).findtext(f"{A}id") for url in FEEDS.values()}) == 3


@pytest.mark.parametrize("url", ["/fi/feed.xml", "/en/syote.xml", "/sv/syote.xml"])
def test_feed_has_one_address_in_a_language(db, client, url):
    assert client.get(url).status_code == 404


def test_entry_tells_of_the_article(make_article, feed, finnish):
    publisher = Publisher.objects.create(name="Espoon kaupunki", locale=finnish)
    article = make_article(
        "Äänet & “järjestöt” <kuuluviin>",
        lead="Lyhyesti: 5 < 6 & niin edelleen.",
        slug="aanet",
        publisher=publisher,
        published_at=at(20),
        content_updated_at=at(25),
    )

    (entry,) = entries(feed(FEEDS["fi"]))

    assert entry.findtext(f"{A}title") == article.title
    summary = entry.find(f"{A}summary")
    assert summary.get("type") == "html"
    assert summary.text == escape(article.lead)
    assert link(entry, "alternate") == f"{BASE}/fi/artikkelit/aanet/"
    assert entry.findtext(f"{A}author/{A}name") == "Espoon kaupunki"
    assert parse_datetime(entry.findtext(f"{A}published")) == at(20)
    assert parse_datetime(entry.findtext(f"{A}updated")) == at(25)


def test_feed_is_as_new_as_its_newest_update(make_article, feed):
    make_article("Päivitetty", published_at=at(1), content_updated_at=at(28))
    make_article("Uusi", published_at=at(20))

    root = feed(FEEDS["fi"])

    assert titles(root) == ["Uusi", "Päivitetty"]
    assert parse_datetime(root.findtext(f"{A}updated")) == at(28)


def test_publisher_that_is_a_draft_is_not_named(make_article, feed, finnish):
    draft = Publisher.objects.create(name="Luonnos", locale=finnish, live=False)
    make_article(publisher=draft)

    (entry,) = entries(feed(FEEDS["fi"]))

    assert entry.findtext(f"{A}author/{A}name") != "Luonnos"


def test_feed_holds_its_own_language_only(make_article, translated, feed):
    article = make_article("Suomeksi")
    translated(article, "sv", title="På svenska")
    make_article("Vain suomeksi")

    assert titles(feed(FEEDS["sv"])) == ["På svenska"]
    assert sorted(titles(feed(FEEDS["fi"]))) == ["Suomeksi", "Vain suomeksi"]
    assert titles(feed(FEEDS["en"])) == []


def test_feed_holds_only_what_a_reader_can_read(make_article, feed, add_alias):
    shown = make_article("Julkaistu")
    make_article("Luonnos", live=False)
    make_article("Perutaan").unpublish()
    make_article("Vanhenee").unpublish(set_expired=True)
    closed = make_article("Suljettu")
    PageViewRestriction.objects.create(
        page=closed, restriction_type=PageViewRestriction.LOGIN
    )
    add_alias(shown, "sv")

    assert titles(feed(FEEDS["fi"])) == ["Julkaistu"]
    assert titles(feed(FEEDS["sv"])) == []


def test_feed_holds_the_newest_twenty(make_article, feed):
    for day in range(1, 23):
        make_article(f"Artikkeli {day}", published_at=at(day))

    found = titles(feed(FEEDS["fi"]))

    assert found == [f"Artikkeli {day}" for day in range(22, 2, -1)]


def test_id_stays_when_title_and_address_change(make_article, feed, publish):
    article = make_article("Ennen", slug="ennen")
    before = entries(feed(FEEDS["fi"]))[0].findtext(f"{A}id")

    publish(article, title="Jälkeen", slug="jalkeen")

    (entry,) = entries(feed(FEEDS["fi"]))
    assert link(entry, "alternate").endswith("/jalkeen/")
    assert entry.findtext(f"{A}id") == before


def test_versions_of_an_article_have_ids_of_their_own(make_article, translated, feed):
    translated(make_article(), "sv")

    ids = [entries(feed(FEEDS[code]))[0].findtext(f"{A}id") for code in ("fi", "sv")]

    assert len(set(ids)) == 2


def test_characters_that_xml_cannot_hold_do_not_break_the_feed(make_article, feed):
    make_article("Otsikko", lead="Rivi\x0bvaihto\x01 ja\nloppu")

    (entry,) = entries(feed(FEEDS["fi"]))

    assert entry.findtext(f"{A}summary") == "Rivi vaihto ja loppu"


# Topics and projects


def test_topic_has_a_feed_of_its_articles(make_article, make_topic, feed):
    topic = make_topic("Kielikahvila", slug="kielikahvila", intro="Kahvia ja kieliä")
    article = make_article("Kahvilassa")
    ArticleTopic.objects.create(page=article, topic=topic)
    make_article("Muualla")

    root = feed("/fi/aiheet/kielikahvila/syote.xml")

    assert titles(root) == ["Kahvilassa"]
    assert root.findtext(f"{A}title").startswith("Kielikahvila")
    assert root.findtext(f"{A}subtitle") == "Kahvia ja kieliä"
    assert link(root, "alternate") == f"{BASE}/fi/aiheet/kielikahvila/"
    assert link(root, "self") == f"{BASE}/fi/aiheet/kielikahvila/syote.xml"


def test_project_has_a_feed_in_each_of_its_languages(
    make_article, make_project, translated, feed
):
    project = make_project("Aktiiviset järjestöt", slug="jarjestot")
    translated(project, "sv", title="Aktiva föreningar", slug="foreningar")
    # An article names the project in whichever language its writer chose it.
    article = make_article("Hankkeesta", project=project)
    translated(article, "sv", title="Om projektet")
    make_article("Muusta")

    assert titles(feed("/fi/hankkeet/jarjestot/syote.xml")) == ["Hankkeesta"]
    assert titles(feed("/sv/projekt/foreningar/flode.xml")) == ["Om projektet"]


@pytest.mark.parametrize(
    "url",
    [
        "/sv/projekt/jarjestot/flode.xml",
        "/sv/projekt/foreningar/flode.xml",
        "/fi/hankkeet/luonnos/syote.xml",
        "/fi/hankkeet/syote.xml",
        "/fi/artikkelit/kirjoitus/syote.xml",
        "/sv/amnen/kielikahvila/flode.xml",
        "/fi/aiheet/luonnosaihe/syote.xml",
        "/fi/aiheet//syote.xml",
    ],
)
def test_what_a_language_lacks_has_no_feed_in_it(
    make_project, make_topic, make_article, translated, client, url
):
    project = make_project("Järjestöt", slug="jarjestot")
    translated(project, "sv", slug="foreningar", live=False)
    make_project("Luonnos", slug="luonnos", live=False)
    make_article("Kirjoitus", slug="kirjoitus")
    make_topic("Kielikahvila", slug="kielikahvila")
    make_topic("Luonnosaihe", slug="luonnosaihe", live=False)

    assert client.get(url).status_code == 404


def test_feed_moves_with_its_project(
    make_project, publish, client, django_capture_on_commit_callbacks
):
    project = make_project("Järjestöt", slug="vanha")

    with django_capture_on_commit_callbacks(execute=True):
        publish(project, slug="uusi")

    response = client.get("/fi/hankkeet/vanha/syote.xml")
    assert response.status_code == 301
    assert response["Location"] == "/fi/hankkeet/uusi/syote.xml"


def test_feed_moves_with_its_topic(make_topic, publish, client):
    topic = make_topic("Kielikahvila", slug="vanha")

    publish(topic, slug="uusi")

    response = client.get("/fi/aiheet/vanha/syote.xml")
    assert response.status_code == 301
    assert response["Location"] == "/fi/aiheet/uusi/syote.xml"
    assert client.get(response["Location"]).status_code == 200


# Asking only for what is new


@pytest.fixture
def urls(make_article, make_topic, make_project):
    """The three kinds of feed, each with an article."""
    topic = make_topic("Kielikahvila", slug="kielikahvila")
    project = make_project("Järjestöt", slug="jarjestot")
    article = make_article(project=project, published_at=at(20))
    ArticleTopic.objects.create(page=article, topic=topic)
    return [
        FEEDS["fi"],
        "/fi/aiheet/kielikahvila/syote.xml",
        "/fi/hankkeet/jarjestot/syote.xml",
        FEEDS["en"],  # has no articles
    ]


def test_unchanged_feed_is_not_sent_again(urls, client):
    for url in urls:
        first = client.get(url)
        tag, time = first["ETag"], first["Last-Modified"]

        assert client.get(url)["ETag"] == tag
        by_tag = client.get(url, headers={"If-None-Match": tag})
        by_time = client.get(url, headers={"If-Modified-Since": time})
        assert (by_tag.status_code, by_time.status_code) == (304, 304), url
        assert by_tag.content == by_time.content == b""
        assert by_tag["ETag"] == tag


def test_head_says_what_get_says_without_the_feed(urls, client):
    for url in urls:
        full, head = client.get(url), client.head(url)

        assert head.content == b""
        for name in ("ETag", "Last-Modified", "Content-Type"):
            assert head[name] == full[name], (url, name)
        again = client.head(url, headers={"If-None-Match": head["ETag"]})
        assert again.status_code == 304, url


def test_feed_is_sent_again_when_an_article_changes(urls, client, publish):
    first = client.get(urls[0])
    long_ago = "Sat, 01 Jan 2000 00:00:00 GMT"

    publish(ArticlePage.objects.get(), title="Uusi otsikko")

    again = client.get(urls[0], headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 200
    since = client.get(urls[0], headers={"If-Modified-Since": long_ago})
    assert since.status_code == 200


def test_withdrawal_is_a_change_to_who_knows_the_time_only(make_article, client):
    make_article("Jää", published_at=at(20))
    withdrawn = make_article("Poistuu", published_at=at(10))
    # HTTP tells times to the second: what was done here was done before.
    PageLogEntry.objects.update(timestamp=at(21))
    first = client.get(FEEDS["fi"])["Last-Modified"]

    withdrawn.unpublish()

    again = client.get(FEEDS["fi"], headers={"If-Modified-Since": first})
    assert again.status_code == 200
    assert b"Poistuu" not in again.content


def test_time_of_change_is_never_to_come(make_article, client):
    make_article("Huomenna", published_at=timezone.now() + timedelta(days=1))

    changed = client.get(FEEDS["fi"])["Last-Modified"]

    when = datetime.strptime(changed, "%a, %d %b %Y %H:%M:%S %Z").replace(tzinfo=UTC)
    assert when <= timezone.now()


def test_feed_can_be_kept_by_its_address(urls, client):
    for url in urls:
        response = client.get(url)

        assert "Cookie" not in response.get("Vary", "")
        assert "Set-Cookie" not in response.headers
        assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
        assert client.head(url).status_code == 200
        assert client.post(url).status_code == 405


def test_feed_costs_the_same_however_much_it_holds(
    make_article, make_topic, make_project, finnish, client, django_assert_num_queries
):
    publisher = Publisher.objects.create(name="Kaupunki", locale=finnish)
    topic = make_topic("Kielikahvila", slug="kielikahvila")
    project = make_project("Järjestöt", slug="jarjestot")
    costs = {FEEDS["fi"]: 4, "/fi/hankkeet/jarjestot/syote.xml": 4}
    costs["/fi/aiheet/kielikahvila/syote.xml"] = 6

    for number in (1, 15):
        for n in range(number):
            article = make_article(
                f"A {number} {n}", project=project, publisher=publisher
            )
            ArticleTopic.objects.create(page=article, topic=topic)
        for url, cost in costs.items():
            client.get(url)
            with django_assert_num_queries(cost):
                client.get(url)


# Finding them


def announced(html):
    return {
        re.sub(BASE, "", one["href"]): one["title"]
        for one in html.select("link[rel=alternate][type='application/atom+xml']")
    }


@pytest.mark.parametrize("code", FEEDS)
def test_every_page_announces_the_feed_of_its_language(db, read, code):
    assert list(announced(read(f"/{code}/"))) == [FEEDS[code]]


def test_topic_and_project_announce_their_own_feeds(make_project, make_topic, read):
    make_topic("Kielikahvila", slug="kielikahvila")
    project = make_project("Järjestöt", slug="jarjestot")

    topics, projects = (
        announced(read(page)) for page in ("/fi/aiheet/kielikahvila/", project)
    )

    assert list(topics) == ["/fi/aiheet/kielikahvila/syote.xml", FEEDS["fi"]]
    assert list(projects) == ["/fi/hankkeet/jarjestot/syote.xml", FEEDS["fi"]]
    assert projects["/fi/hankkeet/jarjestot/syote.xml"].startswith("Järjestöt")


def test_announced_feeds_are_there(make_project, make_topic, read, feed):
    make_topic("Kielikahvila", slug="kielikahvila")
    pages = [make_project("Järjestöt"), "/fi/aiheet/kielikahvila/", "/sv/"]

    for page in pages:
        for url in announced(read(page)):
            assert link(feed(url), "self") == BASE + url
