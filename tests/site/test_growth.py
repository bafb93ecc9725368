"""Of many articles no page reads all, once their order is known; some never do.

The plans are looked at, not the time.  Tables that stay small on a large site, such as
those of languages and sections, may be read whole.
"""

import datetime
import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import ReferenceIndex

from articles.models import (
    ArticleContact,
    ArticleIndexPage,
    ArticlePage,
    ArticleTopic,
)
from espoo.management.growth import add_pages
from translation.sitemaps import MOST_ADDRESSES

MANY = 500
MOST_TO_PUBLISH, MOST_TO_EXPLORE = 100, 45
LARGE = {"wagtailcore_page", "articles_articlepage", "articles_articletopic"}
ALIAS = re.compile(r'"(\w+)" (\w+)\b')
LAST = MANY // 20


@pytest.fixture
def grow(finnish, swedish, make_topic):
    """Return a function that makes articles, from one number to another.

    In two languages, each with the one topic of its language; the later, the older.
    """
    start = timezone.now()
    topics = {
        locale: make_topic(name, language=locale.language_code, slug=name.lower())
        for locale, name in ((finnish, "Yhteinen"), (swedish, "Gemensam"))
    }

    def grow(first, end):
        for locale, topic in topics.items():
            add(locale, topic, first, end)
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")
        connection.run_on_commit.clear()

    def add(locale, topic, first, end):
        pages = [
            ArticlePage(
                title=f"Festivaali {number}",
                slug=f"festivaali-{number}",
                lead="Lyhyesti",
                locale=locale,
                published_at=start - datetime.timedelta(hours=number),
                last_published_at=start - datetime.timedelta(hours=number),
            )
            for number in range(first, end)
        ]
        for page in pages:
            page.article_topics = [ArticleTopic(topic=topic, locale=locale)]
        add_pages(ArticleIndexPage.objects.get(locale=locale), pages)

    return grow


@pytest.fixture
def many(grow):
    grow(0, MANY)


def plan_of(sql):
    """Return the steps by which the database goes about a statement."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
        else:
            # Of so few rows it would rather read all; on a large site it does not.
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute(f"EXPLAIN {sql}")
        return [str(row[-1]) for row in cursor.fetchall()]


def read_whole(sql):
    """Return the large tables that are read from end to end for a statement."""
    if connection.vendor == "postgresql":
        scans = [re.search(r"Seq Scan on (\w+)", step) for step in plan_of(sql)]
        return LARGE & {scan[1] for scan in scans if scan}
    names = {alias: table for table, alias in ALIAS.findall(sql)}
    scans = [re.match(r"SCAN (\w+)(?! .*USING)", step) for step in plan_of(sql)]
    return LARGE & {names.get(scan[1], scan[1]) for scan in scans if scan}


WARM = [
    "/fi/artikkelit/",
    f"/fi/artikkelit/?page={LAST}",
    "/fi/artikkelit/festivaali-7/",
    "/fi/aiheet/yhteinen/",
    f"/fi/aiheet/yhteinen/?page={LAST}",
    "/fi/",
    "/fi/arkisto/",
    "/fi/syote.xml",
    "/fi/aiheet/yhteinen/syote.xml",
]


def test_pages_read_no_whole_table(many, client):
    wholes = {}
    for url in WARM:
        client.get(url)
        with CaptureQueriesContext(connection) as asked:
            response = client.get(url)
        assert response.status_code == 200
        whole = {table for one in asked for table in read_whole(one["sql"])}
        if whole:
            wholes[url] = whole

    assert wholes == {}


def test_ten_thousand_articles_cost_what_a_thousand_do(grow, client):
    def costs(number):
        found = {}
        for url in (*WARM[:1], f"/fi/artikkelit/?page={number // 20}", *WARM[2:4]):
            cache.clear()
            client.get(url)
            with CaptureQueriesContext(connection) as asked:
                body = client.get(url).content
            wholes = {one for each in asked for one in read_whole(each["sql"])}
            found[url] = len(asked), round(len(body), -3), wholes
        return list(found.values())

    grow(0, 1_000)
    of_a_thousand = costs(1_000)
    grow(1_000, 10_000)

    assert costs(10_000) == of_a_thousand


def test_the_last_page_of_a_list_costs_what_the_first_does(many, client):
    asked = []
    for url in ("/fi/artikkelit/", f"/fi/artikkelit/?page={LAST}"):
        client.get(url)
        with CaptureQueriesContext(connection) as queries:
            client.get(url)
        statements = [one["sql"] for one in queries]
        assert not any(" OFFSET " in sql for sql in statements)
        asked.append(statements)

    # Twenty known rows each: nothing before them is read or counted.
    assert len(asked[0]) == len(asked[1]) <= 4
    for statements in asked:
        assert "COUNT(" not in " ".join(statements)
    newest, oldest = ["festivaali-0", f"festivaali-{MANY - 1}"]
    assert newest in client.get("/fi/artikkelit/").content.decode()
    assert oldest in client.get(f"/fi/artikkelit/?page={LAST}").content.decode()


def test_a_part_of_the_sitemap_costs_four_queries(many, client):
    with CaptureQueriesContext(connection) as asked:
        response = client.get("/sitemap-pages-1.xml")

    assert response.content.count(b"<loc>") > MOST_ADDRESSES / 3
    assert len(asked) <= 4


def test_publishing_costs_the_same_among_many(
    request, make_article, make_topic, make_contact, django_capture_on_commit_callbacks
):
    article = make_article("Täysi")
    topics = [make_topic(f"Aihe {n}") for n in range(3)]
    contacts = [make_contact(f"Henkilö {n}") for n in range(2)]
    article.article_topics = [ArticleTopic(topic=one) for one in topics]
    article.article_contacts = [ArticleContact(contact=one) for one in contacts]
    article.save()

    def publish():
        page = ArticlePage.objects.get(pk=article.pk)
        page.title += " taas"
        revision = page.save_revision()
        connection.run_on_commit.clear()
        with (
            CaptureQueriesContext(connection) as asked,
            django_capture_on_commit_callbacks(execute=True),
        ):
            revision.publish()
        # Of transactions inside a test's own, which are none elsewhere.
        statements = [one["sql"] for one in asked if "SAVEPOINT" not in one["sql"]]
        return len(statements)

    # The first time makes what the second finds: a card, words, rows.
    publish()
    alone = publish()
    request.getfixturevalue("many")

    assert publish() <= alone <= MOST_TO_PUBLISH
    # What the page refers to is noted once, when all of it has been saved.
    references = ReferenceIndex.get_references_for_object(article)
    named = {int(one) for one in references.values_list("to_object_id", flat=True)}
    assert named >= {one.pk for one in [*topics, *contacts]}


def test_the_explorer_of_fifty_rows_costs_the_same_among_many(
    request, make_article, admin_client
):
    for number in range(3):
        make_article(f"Kohde {number}")
    section = ArticleIndexPage.objects.get(locale__language_code="fi")

    def explore():
        admin_client.get(f"/admin/pages/{section.pk}/")
        with CaptureQueriesContext(connection) as asked:
            response = admin_client.get(f"/admin/pages/{section.pk}/")
        assert response.status_code == 200
        return len(asked)

    few = explore()
    request.getfixturevalue("many")

    # Two more: the pages of the list are counted.
    assert explore() <= few + 2 <= MOST_TO_EXPLORE
