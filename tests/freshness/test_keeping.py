"""Pages are kept while the content is the same, and for readers only."""

import time

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection, transaction

from freshness.models import ContentVersion


@pytest.fixture
def _kept(settings):
    settings.KEEP_PAGES = 60


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_kept")]


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """Return a function that makes a change and commits it."""

    def make(change, *args, **fields):
        # What the test did before was never committed.
        connection.run_on_commit.clear()
        with django_capture_on_commit_callbacks(execute=True):
            return change(*args, **fields)

    return make


@pytest.fixture
def version():
    return lambda: ContentVersion.objects.get().number


def test_a_kept_page_costs_one_query(client, make_article, django_assert_num_queries):
    url = make_article().get_url()
    first = client.get(url)

    with django_assert_num_queries(1):
        second = client.get(url)

    assert second.content == first.content
    assert second["ETag"] == first["ETag"]
    assert second["Content-Language"] == "fi"


def test_a_reader_who_has_a_page_is_told_that_it_is_the_same(client, make_article):
    url = make_article().get_url()
    etag = client.get(url)["ETag"]

    answers = [client.get(url, headers={"If-None-Match": etag}) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [304, 304]
    assert [answer.content for answer in answers] == [b"", b""]
    assert client.get(url, headers={"If-None-Match": '"other"'}).status_code == 200


def test_browsers_ask_each_time_and_proxies_each_second(client, make_article):
    header = client.get(make_article().get_url())["Cache-Control"]

    assert {one.strip() for one in header.split(",")} == {
        "public",
        "max-age=0",
        "s-maxage=1",
        "must-revalidate",
    }


def test_nginx_keeps_a_page_until_the_second_ends_and_so_does_a_304(
    client, make_article
):
    url = make_article().get_url()
    before = int(time.time())
    first = client.get(url)
    same = client.get(url, headers={"If-None-Match": first["ETag"]})

    assert same.status_code == 304
    for answer in (first, same):
        assert before <= int(answer["X-Accel-Expires"].removeprefix("@")) <= time.time()


def test_a_publication_is_read_at_once(client, make_article, publish, committed):
    article = make_article("Ennen")
    urls = [article.get_url(), "/fi/", "/fi/artikkelit/", "/fi/syote.xml"]
    for url in urls:
        assert "Ennen" in client.get(url).content.decode()

    committed(publish, article, title="Jälkeen")

    for url in urls:
        html = client.get(url).content.decode()
        assert "Jälkeen" in html
        assert "Ennen" not in html


def test_a_draft_changes_no_version(make_article, committed, version):
    article = make_article()
    before = version()

    article.title = "Luonnos"
    committed(article.save_revision)

    assert version() == before


def test_signing_in_changes_no_version(admin_user, client, committed, version):
    before = version()

    assert committed(client.login, username="admin", password="password")

    assert version() == before


def test_a_release_changes_the_version(committed, version):
    before = version()

    committed(call_command, "migrate", "freshness", verbosity=0)

    assert version() > before


def test_what_is_undone_changes_no_version(make_article, publish, committed, version):
    article = make_article()
    before = version()

    def publish_and_undo():
        with transaction.atomic():
            publish(article, title="Jälkeen")
            transaction.set_rollback(True)

    committed(publish_and_undo)

    assert version() == before


def test_staff_get_pages_of_their_own(client, admin_client, make_article):
    url = make_article().get_url()
    client.get(url)

    answer = admin_client.get(url)

    assert "private" in answer["Cache-Control"]
    assert not answer.has_header("ETag")


@pytest.mark.parametrize("query", ["?q=a", "?utm_source=a", "?page=1&b=2"])
def test_addresses_that_anybody_can_make_up_are_not_kept(client, query):
    cache.clear()

    client.get("/fi/artikkelit/" + query)

    assert not [key for key in cache._cache if ":page:" in key]


@pytest.mark.parametrize(
    ("url", "status"), [("/fi/ei-ole/", 404), ("/", 200), ("/admin/login/", 200)]
)
def test_only_what_every_reader_is_answered_is_kept(client, url, status):
    answer = client.get(url)

    assert answer.status_code == status
    assert "s-maxage" not in answer.get("Cache-Control", "")


def test_languages_do_not_get_each_other_s_pages(client):
    for code in ("fi", "sv", "en"):
        for _ in range(2):
            answer = client.get(f"/{code}/")
            assert f'<html lang="{code}"' in answer.content.decode()
