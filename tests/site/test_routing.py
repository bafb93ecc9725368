"""A page is found by its address at once, and is closed where anything above it is."""

import pytest
from django.test import RequestFactory
from django.utils import translation
from wagtail.models import Page, PageViewRestriction

from espoo.routing import way_to


@pytest.fixture
def article(make_article):
    return make_article("Järjestöt", slug="jarjestot")


def close(page):
    PageViewRestriction.objects.create(
        page=page, restriction_type=PageViewRestriction.LOGIN
    )


def test_way_leads_from_what_stands_around_to_the_page_in_one_query(
    article, django_assert_num_queries
):
    request = RequestFactory().get("/fi/artikkelit/jarjestot/")

    with translation.override("fi"):
        way_to(request, "")  # the first levels are known to every page
        with django_assert_num_queries(1):
            way = way_to(request, "artikkelit/jarjestot/")

    assert [page.url_path for page in way] == [
        "/fi/",
        "/fi/artikkelit/",
        "/fi/artikkelit/jarjestot/",
    ]


def test_way_ends_where_no_page_stands(article):
    request = RequestFactory().get("/fi/artikkelit/puuttuu/jarjestot/")

    with translation.override("fi"):
        way = way_to(request, "artikkelit/puuttuu/jarjestot/")

    assert [page.slug for page in way] == ["fi", "artikkelit"]


@pytest.mark.parametrize("above", ["/fi/", "/fi/artikkelit/"])
def test_page_under_a_closed_one_is_closed(article, client, above):
    assert client.get(article.get_url()).status_code == 200
    close(Page.objects.get(url_path=above))

    assert client.get(article.get_url()).status_code == 302


def test_closed_page_is_closed(article, client):
    close(article)

    assert client.get(article.get_url()).status_code == 302


def test_search_page_can_be_closed(db, client):
    close(Page.objects.get(url_path="/fi/haku/"))

    for url in ("/fi/haku/?q=kissa", "/fi/haku/suggestions/?q=kissa"):
        assert client.get(url).status_code == 302


def test_alias_of_a_closed_page_is_closed(article, add_alias, client):
    alias = add_alias(article, "sv")
    assert client.get(alias.get_url()).status_code == 200
    close(article)

    assert client.get(alias.get_url()).status_code == 302


@pytest.mark.parametrize(
    "url", ["/fi/artikkelit/puuttuu/", "/fi/artikkelit/jarjestot/alla/", "/fi/x/y/z/"]
)
def test_address_without_a_page_is_missing(article, client, url):
    assert client.get(url).status_code == 404


def test_draft_is_missing(make_article, client):
    draft = make_article("Luonnos", live=False)

    assert client.get(draft.get_url()).status_code == 404


def test_page_of_another_tree_is_not_found_by_its_slug(make_article, client):
    make_article("Associations", language="en", slug="associations")

    assert client.get("/fi/artikkelit/associations/").status_code == 404
