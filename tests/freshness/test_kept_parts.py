"""The parts of a page are made once for all readers, and anew for everybody else."""

import datetime

import pytest
from django.core.cache import cache
from django.db import connection

from articles.models import ArticlePage, article


@pytest.fixture
def lead_behind_the_back(make_article, client, settings):
    """Return an address that was asked for, and whose lead was then changed by SQL."""
    settings.KEEP_PAGES = 0
    page = make_article("Juttu", lead="Ensin")
    # What a test has changed is not committed, and would be asked for each time.
    connection.run_on_commit.clear()
    cache.clear()
    assert "Ensin" in client.get(page.get_url()).content.decode()
    ArticlePage.objects.filter(pk=page.pk).update(lead="Sitten")
    return page.get_url()


def test_a_reader_gets_the_part_that_was_made(lead_behind_the_back, client):
    html = client.get(lead_behind_the_back).content.decode()

    assert "Ensin" in html
    assert "Sitten" not in html


def test_staff_and_addresses_with_parameters_get_it_made_anew(
    lead_behind_the_back, client, admin_client
):
    with_parameter = client.get(lead_behind_the_back, {"from": "mail"})

    for answer in (admin_client.get(lead_behind_the_back), with_parameter):
        assert "Sitten" in answer.content.decode()
        assert "Ensin" not in answer.content.decode()


def test_a_preview_is_made_anew(lead_behind_the_back):
    page = ArticlePage.objects.get()

    html = page.make_preview_request().render().content.decode()

    assert "Sitten" in html


def test_what_depends_on_the_time_is_said_in_time(
    lead_behind_the_back, client, monkeypatch
):
    monkeypatch.setattr(article, "OLD_AFTER", datetime.timedelta(days=-1))

    html = client.get(lead_behind_the_back).content.decode()

    assert "yli kaksi vuotta" in html


def test_addresses_without_a_page_fill_no_memory(lead_behind_the_back, client):
    client.get("/fi/no-such-page/")
    before = len(cache._cache)
    for number in range(5):
        assert client.get(f"/fi/nothing-{number}/").status_code == 404

    assert len(cache._cache) == before
