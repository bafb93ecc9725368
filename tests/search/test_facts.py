"""PostgreSQL keeps beside the lexemes what is said of their entries, and all of it."""

from importlib import import_module

import pytest
from django.db import connection

from search.models import Entry, EntryTopic

pytestmark = pytest.mark.postgresql  # SQLite reads it from the entries
migration = import_module("search.migrations.0008_facts_beside_terms")
FACTS = ("kind", "readable", "day", "year", "project_id")


@pytest.fixture
def article(make_article, make_project, make_topic):
    article = make_article("Festivaali", project=make_project("Hanke"))
    article.article_topics.create(topic=make_topic("Aihe"))
    article.article_topics.create(topic=make_topic("Toinen"))
    article.save()
    return article


def facts_of_entries():
    topics = {pk: [] for pk in Entry.objects.values_list("pk", flat=True)}
    for row in EntryTopic.objects.order_by("topic"):
        topics[row.entry_id].append(row.topic_id)
    rows = Entry.objects.order_by("pk").values_list("pk", *FACTS)
    return [(*row, topics[row[0]]) for row in rows]


def facts_kept():
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT entry_id, {', '.join(FACTS)}, topics"
            " FROM search_terms ORDER BY entry_id"
        )
        return cursor.fetchall()


def test_they_are_those_of_the_entries(article):
    assert facts_kept() == facts_of_entries()
    assert any(topics for *_facts, topics in facts_kept())


def test_they_follow_entries_that_are_changed_past_the_indexing(article):
    Entry.objects.filter(page=article).update(kind="page", day=9, year=1, project=None)
    EntryTopic.objects.filter(entry__page=article).first().delete()

    assert facts_kept() == facts_of_entries()


def test_an_index_from_before_keeps_what_it_has_and_gets_them(article):
    with connection.cursor() as cursor:
        # What waits for the end of this test's transaction would stand in the way.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SELECT entry_id, terms FROM search_terms ORDER BY 1")
        terms = cursor.fetchall()
        with connection.schema_editor() as editor:
            migration.drop(None, editor)
        with connection.schema_editor() as editor:
            migration.create(None, editor)
        cursor.execute("SELECT entry_id, terms FROM search_terms ORDER BY 1")
        assert cursor.fetchall() == terms

    assert facts_kept() == facts_of_entries()
    Entry.objects.filter(page=article).update(day=9)
    assert facts_kept() == facts_of_entries()
