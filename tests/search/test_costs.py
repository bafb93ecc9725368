"""Publishing stays cheap, however much the site holds, and searches read no table."""

import re
from contextlib import contextmanager
from functools import partial

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from articles.models import ArticlePage
from espoo.management.timing import explained as explained_as_run
from espoo.surroundings import first_levels
from lexicon.analysis import light_mark
from lexicon.models import Word
from search.matching import find
from search.models import Entry, EntryTopic
from search.parsing import parse
from search.storage import storage
from search.storage.wanted import EntryTerms

OURS = re.compile(r"\b(search_(entry|terms|rebuild)|lexicon_)")
# For one article that is published, with topics, a project and a linked document.
MOST_QUERIES = 30


def publish_queries(article):
    """Return the queries of publishing an article that concern the search."""
    article.title += " uudestaan"
    revision = article.save_revision()
    with CaptureQueriesContext(connection) as queries:
        revision.publish()
    return [one["sql"] for one in queries if OURS.search(one["sql"])]


def test_publishing_costs_the_same_on_a_large_site(
    make_article, make_project, make_topic
):
    def make(number):
        project, topic = make_project(f"Hanke {number}"), make_topic(f"Aihe {number}")
        article = make_article(f"Festivaali {number}", project=project)
        article.article_topics.create(topic=topic)
        article.save()
        return article

    alone = publish_queries(make(1))
    for number in range(2, 8):
        make(number)
    among_many = publish_queries(make(8))

    assert len(among_many) <= len(alone) <= MOST_QUERIES


def test_saving_a_draft_of_a_published_page_asks_the_index_once(make_article):
    article = make_article("Festivaali")
    article.lead = "Uusi ingressi"

    with CaptureQueriesContext(connection) as queries:
        article.save_revision()

    ours = [one for one in queries if OURS.search(one["sql"])]
    assert len(ours) <= 2


def test_another_title_of_a_draft_leaves_the_lexemes_alone(make_article):
    article = make_article("Festivaali")
    article.title = "Karnevaali"

    with CaptureQueriesContext(connection) as queries:
        article.save_revision()

    asked = [one["sql"] for one in queries]
    assert any('UPDATE "search_entry"' in sql for sql in asked)
    assert not any("search_terms" in sql for sql in asked)


# The tables of the search and the vocabulary, by their names and those in statements.
TABLES = {
    *("search_terms", "search_entry", "search_entrytopic", "lexicon_word"),
    *("terms", "entry", "project", "has"),
}
# So many that it is cheaper to read an index than a table.
MANY = 4_000


@pytest.fixture
def pages(finnish):
    """So many pages below the sections as make an index worth reading."""
    article = ContentType.objects.get_for_model(ArticlePage)
    made = Page.objects.bulk_create(
        Page(
            title=str(number),
            slug=str(number),
            path=f"0001{number:08d}",
            depth=4,
            url_path=f"/fi/{number}/",
            locale=finnish,
            content_type=article,
        )
        for number in range(MANY)
    )
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE wagtailcore_page")
    return made


@pytest.fixture
def large_site(pages, finnish, make_article, make_project, make_topic):
    """As many entries as make an index worth reading; all hold one word."""
    project = make_project("Hanke")
    topics = [make_topic("Aihe"), *(make_topic(f"Aihe {n}") for n in range(19))]
    article = make_article("Festivaali torilla", project=project)
    article.article_topics.create(topic=topics[0])
    article.save()
    entries = Entry.objects.bulk_create(
        Entry(
            page=page,
            locale=finnish,
            title=f"Festivaali {number}",
            starts=f"festivaali {number}",
            digest="",
            kind="article",
            readable=True,
            day=730_000 + number,
            year=2000 + number % 20,
        )
        for number, page in enumerate(pages)
    )
    EntryTopic.objects.bulk_create(
        EntryTopic(entry=one, topic=topics[number % len(topics)])
        for number, one in enumerate(entries)
    )
    word = {"fi_xfestivaali": [1], "fi_lfestivaali": [1]}
    storage().write([EntryTerms(one.pk, word, frozenset()) for one in entries])
    forms = [f"sana{number}" for number in range(MANY)] + ["festivaali"]
    Word.objects.filter(form="festivaali").delete()
    Word.objects.bulk_create(
        Word(
            language="fi",
            form=form,
            folded=form,
            base=form,
            lemmas=form,
            analyser=light_mark("fi"),
            count=1,
        )
        for form in forms
    )
    storage().sweep()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE lexicon_word")


def explained(sql):
    """Return the steps by which the database goes about a statement."""
    explain = {"postgresql": "EXPLAIN", "sqlite": "EXPLAIN QUERY PLAN"}
    with as_if_large(sql), connection.cursor() as cursor:
        # As Django shows it the statement holds its values: no sign stands for one.
        cursor.execute(f"{explain[connection.vendor]} {sql}")
        return [str(row[-1]) for row in cursor.fetchall()]


def read_whole(sql):
    """Return the tables that the database reads from end to end for a statement."""
    scan = {
        "postgresql": r"Seq Scan on (\w+)",
        "sqlite": r"^SCAN (\w+)(?!.*(?:VIRTUAL TABLE INDEX|USING (?:COVERING )?INDEX))",
    }
    found = [re.search(scan[connection.vendor], step) for step in explained(sql)]
    return TABLES & {match[1] for match in found if match}


@contextmanager
def as_if_large(sql):
    """Let a thousand spellings be looked for as in a vocabulary of a large site."""
    if connection.vendor == "postgresql" and "lexicon_word" in sql:
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
            yield
            cursor.execute("SET LOCAL enable_seqscan = on")
    else:
        yield


ASKED = {
    "common": {"q": "festivaali"},
    "rare": {"q": "festivaali torilla"},
    "phrase": {"q": '"festivaali torilla" -muu'},
    "by date": {"q": "festivaali", "order": "date", "page": "3"},
    "facets": {"q": "festivaali", "type": "article", "year": "2004"},
    "topic and project": {"q": "festivaali", "topic": "aihe", "project": "hanke"},
    "misspelt": {"q": "festivali"},
    "nothing": {"q": "xyzzy"},
    "empty": {},
}


def test_no_statement_of_a_page_of_results_reads_a_whole_table(large_site, client):
    for name, asked in ASKED.items():
        client.get("/fi/haku/", asked)
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/fi/haku/", asked).status_code == 200

        ours = [one["sql"] for one in queries if OURS.search(one["sql"])]
        selects = [sql for sql in ours if not sql.lstrip().startswith("INSERT")]
        assert selects
        assert {table for sql in selects for table in read_whole(sql)} == set(), name


def rows_looked_up(plan):
    """Return how often a plan goes to the entries or their topics."""
    own = plan.get("Relation Name") in ("search_entry", "search_entrytopic")
    below = sum(map(rows_looked_up, plan.get("Plans", ())))
    return below + (plan["Actual Loops"] if own else 0)


@pytest.mark.postgresql  # SQLite has to
def test_what_is_on_every_page_is_not_looked_up_page_by_page(large_site):
    query = parse("festivaali", "fi")
    assert find(query).total > MANY

    assert rows_looked_up(explained_as_run(partial(find, query))) < MANY / 10


def test_no_suggestion_reads_a_whole_table(large_site, client):
    for typed in ("festi", "torille fe", "sana123"):
        with CaptureQueriesContext(connection) as queries:
            client.get("/fi/haku/suggestions/", {"q": typed})

        ours = [one["sql"] for one in queries if OURS.search(one["sql"])]
        assert len(ours) == 2
        assert {table for sql in ours for table in read_whole(sql)} == set(), typed


def test_what_stands_around_a_page_is_read_by_an_index(pages):
    with CaptureQueriesContext(connection) as queries:
        assert {page.depth for page in first_levels(None)} == {2, 3}

    plan = "\n".join(explained(queries[-1]["sql"]))
    # A few restrictions, which have other names in the plan, are looked up anyway.
    assert "Seq Scan on wagtailcore_page  " not in plan
    assert not re.search(r"^SCAN wagtailcore_page(?! USING)", plan, re.MULTILINE)


def test_words_are_analysed_once_and_kept(make_article):
    make_article("Festivaaleilla")
    kept = Word.objects.get(language="fi", form="festivaaleilla")

    make_article("Festivaaleilla taas")

    again = Word.objects.get(language="fi", form="festivaaleilla")
    assert (again.pk, again.count) == (kept.pk, 2)
    assert Entry.objects.filter(readable=True, kind="article").count() == 2
