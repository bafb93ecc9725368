"""A long command shows on a terminal how far it is, and writes nothing elsewhere."""

import io

import pytest
from django.core.management.base import OutputWrapper

from background.progress import counting, shown
from tests.terminal import Terminal


@pytest.fixture
def terminal():
    return Terminal()


def test_a_bar_grows_to_its_end_and_leaves_the_line(terminal):
    given = list(shown("abcd", 4, "Making", OutputWrapper(terminal)))

    assert given == list("abcd")
    assert terminal.drawn("Making") == [0, 25, 50, 75, 100]
    assert terminal.getvalue().endswith("100 %\n")
    assert terminal.getvalue().count("\n") == 1


def test_what_is_told_one_by_one_is_counted(terminal):
    told = counting(2, "Making", OutputWrapper(terminal))
    told("first")
    assert terminal.getvalue().endswith(" 50 %")
    told("second")
    told("one that nobody knew of")
    assert terminal.getvalue().endswith("100 %\n")
    assert terminal.drawn("Making") == [50, 100]


def test_nothing_is_written_where_nobody_watches_or_nothing_is_to_do(terminal):
    file = io.StringIO()

    assert list(shown([1, 2], 2, "Making", OutputWrapper(file))) == [1, 2]
    assert list(shown([], 0, "Making", OutputWrapper(terminal))) == []

    assert file.getvalue() == terminal.getvalue() == ""
