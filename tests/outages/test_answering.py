"""What readers and staff get while the database or the disk does not do its part."""

import errno
import sqlite3

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.db import OperationalError, connection
from django.test import Client
from psycopg import errors

from freshness import version
from outages import answering
from outages.bounded import answered_within
from outages.breaker import PAUSE, Breaker


def raised(cause):
    error = OperationalError("the database says so")
    error.__cause__ = cause
    return error


def locked():
    found = sqlite3.OperationalError("database is locked")
    found.sqlite_errorname = "SQLITE_BUSY"
    return found


def disk_full_of_sqlite():
    found = sqlite3.OperationalError("database or disk is full")
    found.sqlite_errorname = "SQLITE_FULL"
    return found


def no_such_table():
    found = sqlite3.OperationalError("no such table: x")
    found.sqlite_errorname = "SQLITE_ERROR"
    return found


ANSWERS = {
    "refused": (raised(errors.OperationalError("connection refused")), 503),
    "going down": (raised(errors.AdminShutdown()), 503),
    "locked": (raised(locked()), 503),
    "full": (raised(errors.DiskFull()), 507),
    "full, SQLite": (raised(disk_full_of_sqlite()), 507),
    "full, files": (OSError(errno.ENOSPC, "No space left on device"), 507),
    "our fault": (raised(no_such_table()), 500),
    "ours too": (raised(errors.OutOfMemory()), 500),
}


@pytest.fixture(autouse=True)
def closed_breaker(monkeypatch):
    monkeypatch.setattr(answering, "breaker", Breaker())


@pytest.fixture
def reader():
    return Client(raise_request_exception=False)


@pytest.fixture
def breaks(monkeypatch):
    """Return a function that says how the first query of each page fails, or not."""
    current, errors_ = version.current, [None]

    def ask():
        if errors_[0]:
            raise errors_[0]
        return current()

    def breaks(error):
        errors_[0] = error

    monkeypatch.setattr(version, "current", ask)
    return breaks


@pytest.mark.django_db
@pytest.mark.parametrize("what", ANSWERS)
@pytest.mark.parametrize("code", ["fi", "sv", "en"])
def test_it_is_told_in_the_language_of_the_address(reader, breaks, what, code):
    error, status = ANSWERS[what]
    breaks(error)

    answer = reader.get(f"/{code}/")
    soup = BeautifulSoup(answer.content, "html.parser")

    assert answer.status_code == status
    assert soup.html["lang"] == code
    assert ("Retry-After" in answer) == (status == 503)
    assert soup.h1.text.strip()


@pytest.mark.django_db
def test_nobody_asks_until_the_pause_is_over_and_then_one_does(reader, breaks):
    breaks(ANSWERS["refused"][0])
    assert reader.get("/fi/").status_code == 503
    breaks(None)
    assert reader.get("/fi/").status_code == 503
    assert reader.get("/robots.txt").status_code == 503

    answering.breaker._try_at -= PAUSE

    assert [reader.get("/fi/").status_code for _time in range(2)] == [200, 200]


def test_while_one_asks_the_others_do_not():
    breaker = Breaker()
    breaker.tell(answered=False)
    breaker._try_at -= PAUSE

    assert [breaker.may_ask() for _time in range(3)] == [True, False, False]
    breaker.tell(answered=True)
    assert [breaker.may_ask() for _time in range(3)] == [True, True, True]


def test_what_nginx_shows_is_written_in_each_language(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    call_command("write_error_pages", verbosity=0)

    for code in ("fi", "sv", "en"):
        html = (tmp_path / f"errors/503.{code}.html").read_text()
        assert BeautifulSoup(html, "html.parser").html["lang"] == code
    html = (tmp_path / "errors/400.all.html").read_text()
    page = BeautifulSoup(html, "html.parser")
    assert [one["lang"] for one in page.select("html, div[lang]")] == ["fi", "sv", "en"]
    assert len({one.text for one in page.select("h1, h2")}) == 3


@pytest.mark.postgresql
@pytest.mark.django_db
def test_a_reader_waits_for_a_query_no_longer_than_the_limit():
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(0.2)")  # without a limit, as long as it takes
        with answered_within(0.1), pytest.raises(OperationalError):
            cursor.execute("SELECT pg_sleep(5)")
    connection.close()
