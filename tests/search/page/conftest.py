"""Texts to find in three languages, festivals of all kinds, and recommended pages."""

import datetime

import pytest
from wagtail.contrib.search_promotions.models import Query, SearchPromotion

from articles.models import ArticleTopic


@pytest.fixture
def three_languages(make_article, translated):
    article = make_article("Yhteinen festivaali", lead="Ohjelma")
    translated(article, "sv", title="Gemensam festivaali")
    translated(article, "en", title="Common festivaali")


@pytest.fixture
def festivals(make_article, make_project, make_topic, make_contact):
    """Three articles of two years, two topics and a project, and a contact."""
    project = make_project("Kansainväliset tapahtumat")
    topics = [make_topic("Musiikki"), make_topic("Tanssi")]
    for number, (year, topic) in enumerate(
        [(2024, topics[0]), (2024, topics[1]), (2021, topics[1])]
    ):
        article = make_article(
            f"Juttu {number}",
            lead="Festivaalista kerrotaan.",
            project=project if number else None,
            published_at=datetime.datetime(year, 5, 1 + number, tzinfo=datetime.UTC),
        )
        ArticleTopic.objects.create(page=article, topic=topic)
        article.save_revision().publish()
    make_contact("Festivaalin yhteyshenkilö")


@pytest.fixture
def promote(db):
    def make(query, page, description=""):
        SearchPromotion.objects.create(
            query=Query.get(query), page=page, description=description
        )

    return make
