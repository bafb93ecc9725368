"""Files for programs: sitemaps, robots.txt and security.txt tell what is true."""

from datetime import UTC, datetime, timedelta
from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree

import pytest
from django.core.cache import cache
from django.utils.dateparse import parse_datetime
from wagtail.models import Page, PageViewRestriction

from articles.models import ArchivePage, ArticlePage
from translation import sitemaps

S = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
X = "{http://www.w3.org/1999/xhtml}"
BASE = "https://site.example"
PAGES = "/sitemap-pages-1.xml"
TOPICS, YEARS = "/sitemap-topics-1.xml", "/sitemap-years-1.xml"
MOST_QUERIES = 4


@pytest.fixture(autouse=True)
def _public_address(settings):
    settings.BASE_URL = BASE


def parse(response):
    assert response.status_code == 200
    assert response["Content-Type"] == "application/xml; charset=utf-8"
    return ElementTree.fromstring(response.content)


@pytest.fixture
def parts(client):
    """Return a function that tells the addresses of the parts."""

    def fetch():
        index = parse(client.get("/sitemap.xml"))
        assert index.tag == f"{S}sitemapindex"
        return [one.findtext(f"{S}loc") for one in index.findall(f"{S}sitemap")]

    return fetch


@pytest.fixture
def listed(client, parts):
    """Return a function that tells the alternates of each address in all parts."""

    def fetch():
        found = {}
        for part in parts():
            for url in parse(client.get(part.removeprefix(BASE))).findall(f"{S}url"):
                loc = url.findtext(f"{S}loc")
                assert loc not in found
                found[loc] = {
                    link.get("hreflang"): link.get("href")
                    for link in url.findall(f"{X}link[@rel='alternate']")
                }
        return found

    return fetch


def test_page_is_listed_in_every_language_it_has(make_article, translated, listed):
    article = make_article("Järjestöt", slug="jarjestot")
    translated(article, "sv", slug="foreningar")
    finnish = f"{BASE}/fi/artikkelit/jarjestot/"
    swedish = f"{BASE}/sv/artiklar/foreningar/"

    found = listed()

    expected = {"fi": finnish, "sv": swedish, "x-default": finnish}
    assert found[finnish] == found[swedish] == expected


def test_original_is_the_default_whatever_its_language(
    make_article, translated, listed
):
    article = make_article("Associations", language="en", slug="associations")
    translated(article, "fi", slug="jarjestot")

    found = listed()

    english = f"{BASE}/en/articles/associations/"
    assert found[f"{BASE}/fi/artikkelit/jarjestot/"]["x-default"] == english


def test_front_pages_lead_to_the_choice_of_language(db, listed, client):
    found = listed()

    homes = {code: f"{BASE}/{code}/" for code in ("fi", "sv", "en")}
    expected = homes | {"x-default": f"{BASE}/"}
    for url in expected.values():
        assert found[url] == expected


def test_versions_agree_about_each_other(make_article, make_topic, translated, listed):
    for n in range(3):
        translated(make_article(f"A {n}"), "sv")
    topic = make_topic("Kielikahvila", slug="kielikahvila")
    make_topic("Språkkafé", of=topic, language="sv", slug="sprakkafe")

    found = listed()

    for url, alternates in found.items():
        assert url in alternates.values()
        for other in alternates.values():
            assert found[other] == alternates


def test_sitemap_says_the_same_as_the_pages(
    make_article, make_topic, translated, listed, read
):
    translated(make_article("Järjestöt"), "en", slug="associations")
    topic = make_topic("Kielikahvila", slug="kielikahvila")
    make_topic("Språkkafé", of=topic, language="sv", slug="sprakkafe")

    found = listed()

    del found[f"{BASE}/"]  # is sent on by the reader's languages
    for url, alternates in found.items():
        html = read(url.removeprefix(BASE))
        assert html.select_one("link[rel=canonical]")["href"] == url
        links = html.select("link[rel=alternate][hreflang]")
        assert {link["hreflang"]: link["href"] for link in links} == alternates


def test_what_nobody_can_read_is_not_listed(make_article, add_alias, listed):
    before = set(listed())
    make_article("Luonnos", live=False)
    make_article("Perutaan").unpublish()
    closed = make_article("Suljettu")
    PageViewRestriction.objects.create(
        page=closed, restriction_type=PageViewRestriction.LOGIN
    )
    shown = make_article("Julki", slug="julki")
    add_alias(shown, "sv")

    added = {
        url: alternates
        for url, alternates in listed().items()
        if url not in before and "/arkisto/" not in url
    }

    url = f"{BASE}/fi/artikkelit/julki/"
    assert added == {url: {"fi": url, "x-default": url}}


def test_topics_are_listed_in_every_language_they_have(make_topic, listed):
    topic = make_topic("Kielikahvila", slug="kielikahvila")
    make_topic("Språkkafé", of=topic, language="sv", slug="sprakkafe")
    make_topic("Language café", of=topic, language="en", slug="cafe", live=False)

    found = listed()

    finnish = f"{BASE}/fi/aiheet/kielikahvila/"
    swedish = f"{BASE}/sv/amnen/sprakkafe/"
    expected = {"fi": finnish, "sv": swedish, "x-default": finnish}
    assert found[finnish] == found[swedish] == expected
    assert f"{BASE}/en/topics/cafe/" not in found


def test_topics_are_listed_only_where_there_is_a_topic_list(make_topic, listed):
    make_topic("Kielikahvila", slug="kielikahvila")
    Page.objects.get(url_path="/fi/aiheet/").unpublish()

    assert not [url for url in listed() if "kielikahvila" in url]


def test_time_of_change_is_told(make_article, publish, client):
    article = publish(make_article("Järjestöt", slug="jarjestot"))

    root = parse(client.get(PAGES))

    times = {
        url.findtext(f"{S}loc"): url.findtext(f"{S}lastmod")
        for url in root.findall(f"{S}url")
    }
    told = parse_datetime(times[f"{BASE}/fi/artikkelit/jarjestot/"])
    assert told == article.last_published_at.replace(microsecond=0)
    homes = [parse_datetime(times[f"{BASE}/{code}/"]) for code in ("fi", "sv", "en")]
    assert parse_datetime(times[f"{BASE}/"]) == max(homes)


def test_years_of_the_archive_are_listed(make_article, translated, make_page, listed):
    for code in ("fi", "sv", "en"):
        home = Page.objects.get(url_path=f"/{code}/")
        if not ArchivePage.objects.child_of(home).exists():
            make_page(ArchivePage, "Archive", parent=home)
    old = make_article("Vanha", published_at=datetime(2021, 1, 20, tzinfo=UTC))
    # The first hours of a year in Espoo are the last of another in UTC.
    make_article("Uusi", published_at=datetime(2021, 12, 31, 22, 30, tzinfo=UTC))
    translated(old, "sv", published_at=old.published_at)
    finnish, swedish = (
        ArchivePage.objects.get(locale__language_code=code).get_url()
        for code in ("fi", "sv")
    )

    found = {url: x for url, x in listed().items() if url.rstrip("/")[-4:].isdigit()}

    both = {"fi": f"{BASE}{finnish}2021/", "sv": f"{BASE}{swedish}2021/"}
    both["x-default"] = both["fi"]
    newer = f"{BASE}{finnish}2022/"
    assert found == {
        both["fi"]: both,
        both["sv"]: both,
        newer: {"fi": newer, "x-default": newer},
    }


# Parts


def test_no_part_is_longer_than_allowed(settings):
    for count in range(1, 12):
        settings.WAGTAIL_CONTENT_LANGUAGES = [(str(n), "") for n in range(count)]

        longest = sitemaps.groups_a_part() * count + 1

        assert longest <= 5000


def test_parts_hold_each_page_once_and_versions_together(
    make_article, translated, monkeypatch, parts, listed
):
    for n in range(6):
        translated(make_article(f"A {n}"), "sv")
    whole = listed()
    assert len([part for part in parts() if "pages" in part]) == 1

    monkeypatch.setattr(sitemaps, "MOST_ADDRESSES", 10)

    keys = Page.objects.filter(depth__gt=1).values("translation_key").distinct()
    in_threes = -(-keys.count() // 3)
    assert len([part for part in parts() if "pages" in part]) == in_threes > 2
    assert listed() == whole


@pytest.mark.parametrize(
    "url",
    [
        "/sitemap-pages-2.xml",
        "/sitemap-pages-0.xml",
        "/sitemap-topics-9.xml",
        "/sitemap-others-1.xml",
    ],
)
def test_part_that_does_not_exist_is_not_found(db, client, url):
    assert client.get(url).status_code == 404


@pytest.fixture
def many_pages(english):
    """Return a function that adds so many articles fast."""
    section = Page.objects.get(url_path="/en/articles/")

    def add(number):
        for n in range(number):
            page = ArticlePage(
                title=f"A {section.numchild} {n}", lead="L", locale=english
            )
            section.add_child(instance=page)

    return add


def test_part_costs_at_most_four_queries_whatever_its_size(
    many_pages, make_topic, client, django_assert_max_num_queries
):
    costs = []
    for number in (50, 150):
        many_pages(number)
        for n in range(number // 10):
            make_topic(f"Aihe {number} {n}")
        for url in (PAGES, TOPICS, YEARS, "/sitemap.xml"):
            client.get(url)
            cache.clear()  # what one process remembers of the site itself
            with django_assert_max_num_queries(MOST_QUERIES) as captured:
                assert client.get(url).status_code == 200
            costs.append(len(captured))

    assert costs[:4] == costs[4:]


def test_sitemap_that_has_not_changed_is_not_sent_again(db, client):
    for url in (PAGES, TOPICS, "/sitemap.xml"):
        tag = client.get(url)["ETag"]

        assert client.get(url, headers={"If-None-Match": tag}).status_code == 304
        assert "Cookie" not in client.get(url).get("Vary", "")


# robots.txt


def robots(client):
    response = client.get("/robots.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    parser = RobotFileParser()
    parser.parse(response.content.decode().splitlines())
    return parser


def test_robots_may_read_all_but_the_admin(db, client):
    parser = robots(client)

    assert parser.can_fetch("anybot", f"{BASE}/fi/artikkelit/")
    assert not parser.can_fetch("anybot", f"{BASE}/admin/pages/")
    assert parser.site_maps() == [f"{BASE}/sitemap.xml"]


def test_robots_may_read_nothing_of_a_demonstration(db, client, settings):
    settings.DEMO = True

    assert not robots(client).can_fetch("anybot", f"{BASE}/fi/artikkelit/")


# security.txt

SECURITY = "/.well-known/security.txt"


def fields(response):
    lines = response.content.decode().splitlines()
    return [tuple(line.split(": ", 1)) for line in lines]


def test_whom_to_tell_of_a_hole_is_told(db, client, settings):
    settings.SECURITY_CONTACT = ["safe@city.example", "https://city.example/holes"]

    response = client.get(SECURITY)

    assert response["Content-Type"] == "text/plain; charset=utf-8"
    told = fields(response)
    assert [value for name, value in told if name == "Contact"] == [
        "mailto:safe@city.example",
        "https://city.example/holes",
    ]
    told = dict(told)
    assert told["Canonical"] == BASE + SECURITY
    assert told["Preferred-Languages"] == "fi, sv, en"
    left = datetime.fromisoformat(told["Expires"]) - datetime.now(UTC)
    assert timedelta(days=90) < left < timedelta(days=365)


def test_security_file_is_not_there_without_a_contact(db, client, settings):
    settings.SECURITY_CONTACT = []

    assert client.get(SECURITY).status_code == 404
