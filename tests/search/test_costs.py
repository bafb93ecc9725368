"""Publishing stays cheap, however much the site holds, and searches read no table."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lexicon.models import Word
from search.models import Entry
from search.parsing import parse
from search.questions import questions
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


def plan(sql, values):
    """Return how the database goes about a statement."""
    explain = {"postgresql": "EXPLAIN", "sqlite": "EXPLAIN QUERY PLAN"}
    with connection.cursor() as cursor:
        cursor.execute(f"{explain[connection.vendor]} {sql}", values)
        return "\n".join(str(row[-1]) for row in cursor.fetchall())


@pytest.mark.parametrize("text", ["festivaali", '"festivaali ohjelma" -muu', "xyzzy"])
def test_the_index_is_read_and_never_the_table_however_common_a_word(finnish, text):
    # As many as make it cheaper to read an index than a table; all hold the word.
    entries = Entry.objects.bulk_create(
        Entry(locale=finnish, title="Festivaali", digest="") for _ in range(4_000)
    )
    word = {"fi_xfestivaali": [1]}
    storage().write([EntryTerms(one.pk, word, frozenset()) for one in entries])
    storage().sweep()

    steps = plan(*storage().match_each(questions(parse(text, "fi"))))

    if connection.vendor == "postgresql":
        assert "Bitmap Index Scan on search_terms_terms" in steps
        assert "Seq Scan on search_terms" not in steps
    else:
        scans = [step for step in steps.splitlines() if "search_terms" in step]
        assert scans
        assert all("VIRTUAL TABLE INDEX" in scan for scan in scans)


def test_words_are_analysed_once_and_kept(make_article):
    make_article("Festivaaleilla")
    kept = Word.objects.get(language="fi", form="festivaaleilla")

    make_article("Festivaaleilla taas")

    again = Word.objects.get(language="fi", form="festivaaleilla")
    assert (again.pk, again.count) == (kept.pk, 2)
    assert Entry.objects.filter(readable=True, kind="article").count() == 2
