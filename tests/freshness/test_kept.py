"""What is kept is made once while the content is the same, and never for a draft."""

import pytest
from django.db import connection

from freshness import version
from freshness.kept import kept

pytestmark = pytest.mark.django_db


@pytest.fixture
def make():
    """Return a function that counts how often it was called."""
    calls = []

    def count():
        calls.append(None)
        return len(calls)

    return count


@pytest.fixture
def ask(rf, make):
    """Return a function that asks for the thing in a new request."""

    def ask(**marks):
        request = rf.get("/")
        vars(request).update(marks)
        return kept(request, "a thing", make)

    return ask


def test_it_is_made_once(ask):
    assert [ask(), ask(), ask()] == [1, 1, 1]


def test_nothing_is_kept_too(rf):
    made = []

    for _time in range(2):
        kept(rf.get("/"), "nothing", lambda: made.append(1))

    assert made == [1]


def test_it_is_made_anew_when_the_content_has_changed(
    ask, django_capture_on_commit_callbacks
):
    before = ask()
    with django_capture_on_commit_callbacks(execute=True):
        version.changed()
    connection.run_on_commit.clear()

    assert [before, ask(), ask()] == [1, 2, 2]


def test_a_transaction_that_changes_something_neither_reads_nor_keeps(ask):
    ask()
    version.changed()

    assert [ask(), ask()] == [2, 3]
    connection.run_on_commit.clear()
    assert ask() == 1


def test_a_preview_neither_reads_nor_keeps(ask):
    assert [ask(is_preview=True), ask(), ask(is_preview=True), ask()] == [1, 2, 3, 2]


def test_without_a_request_it_is_made(make):
    assert [kept(None, "a thing", make), kept(None, "a thing", make)] == [1, 2]


def test_a_request_asks_for_the_version_once(rf, make, django_assert_num_queries):
    request = rf.get("/")

    with django_assert_num_queries(1):
        kept(request, "one", make)
        kept(request, "another", make)
