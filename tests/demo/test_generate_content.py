"""A grown site has the tree, the languages and the search of a real one."""

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Page

from articles.models import ArticleIndexPage, ArticlePage, ArticleTopic
from espoo.management.growth import Writer
from lexicon.vocabulary import analyses
from search.matching import Chosen, find
from search.models import Entry
from search.parsing import parse

LANGUAGES = ("fi", "sv", "en")


@pytest.fixture
def grown(db):
    call_command("generate_content", 5, verbosity=0)


def test_the_tree_is_whole(grown):
    assert Page.find_problems() == ([], [], [], [], [])
    for page in ArticlePage.objects.select_related("locale"):
        parent = page.get_parent()
        assert parent.locale_id == page.locale_id
        assert page.url_path == f"{parent.url_path}{page.slug}/"
    for section in ArticleIndexPage.objects.all():
        assert section.get_children().count() == section.numchild == 5


def test_articles_are_translations_of_one_another(grown):
    keys = {
        language: set(
            ArticlePage.objects.filter(locale__language_code=language).values_list(
                "translation_key", flat=True
            )
        )
        for language in LANGUAGES
    }

    assert keys["fi"] == keys["sv"] == keys["en"]
    assert len(keys["fi"]) == 5
    topics = ArticleTopic.objects.select_related("topic", "page")
    assert topics
    assert all(one.topic.locale_id == one.page.locale_id for one in topics)


@pytest.mark.parametrize("language", LANGUAGES)
def test_articles_are_found_and_read_in_each_language(grown, client, language):
    article = ArticlePage.objects.filter(locale__language_code=language).first()

    found = find(parse(article.title, language))

    assert [hit.page_id for hit in found.hits][:1] == [article.pk]
    year = str(article.published_at.year)
    assert found.facets["year"][year]
    assert find(parse(article.title, language), Chosen(year=year)).total
    assert client.get(article.get_url()).status_code == 200


def test_a_text_is_as_long_as_that_of_a_real_article(grown):
    lengths = [
        len(entry.text.split()) for entry in Entry.objects.filter(kind="article")
    ]

    assert 130 < sum(lengths) / len(lengths) < 240


def test_a_second_run_adds_to_the_first(grown):
    call_command("generate_content", 2, yes=True, verbosity=0)

    assert Page.find_problems() == ([], [], [], [], [])
    assert ArticlePage.objects.count() == 3 * 7


def test_a_larger_site_has_more_words(grown):
    from random import Random

    writer, random = Writer("fi"), Random(1)
    some = {writer.word(random) for _number in range(1_000)}
    more = some | {writer.word(random) for _number in range(9_000)}

    assert len(more) > 3 * len(some)
    assert analyses(some, "fi")


def test_real_articles_are_not_mixed_with_it_unasked(make_article):
    make_article()

    with pytest.raises(CommandError, match="--yes"):
        call_command("generate_content", 1, verbosity=0)

    assert ArticlePage.objects.count() == 1
