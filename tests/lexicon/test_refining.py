"""Words are analysed again by the heavy analyser, in a process of its own."""

import io
import os
import subprocess
import sys
from types import SimpleNamespace
from urllib.parse import urlsplit

import pytest
from django.core.management import call_command
from django.db import connection

from lexicon import analysis, refining
from lexicon.analysis import Analysis
from lexicon.models import Word
from lexicon.signals import words_refined
from lexicon.vocabulary import analyses
from tests.terminal import Terminal

needs_heavy = pytest.mark.skipif(
    not analysis.heavy_mark("fi"), reason="the extra finnish is not installed"
)


@pytest.fixture
def heavy(monkeypatch):
    """Put a heavy analyser in place that knows one word."""

    def analysed(form):
        return (
            Analysis(("oivallus",))
            if form == "viisaampi"
            else analysis.light(form, "fi")
        )

    monkeypatch.setitem(sys.modules, "lexicon.finnish", SimpleNamespace(heavy=analysed))
    monkeypatch.setattr(
        analysis, "heavy_mark", lambda language: "heavy-1" if language == "fi" else ""
    )


@pytest.fixture
def heard():
    """Return what was told of refined words."""
    told = []

    def hear(sender, language, forms, **kwargs):
        told.append((language, forms))

    words_refined.connect(hear)
    yield told
    words_refined.disconnect(hear)


@pytest.fixture
def started(monkeypatch):
    """Return how refining was started, instead of starting it."""
    found = []
    monkeypatch.setattr(refining, "start", lambda wait: found.append(wait))
    return found


def test_waiting_words_get_the_better_analysis(db, heavy):
    analyses(["viisaampi"], "fi", keep=True)

    assert refining.refine_all() == 1
    word = Word.objects.get()
    assert (word.lemmas, word.base, word.analyser) == (
        "oivallus",
        "oivallus",
        "heavy-1",
    )
    assert not refining.is_waiting()


def test_only_what_changed_is_told(db, heavy, heard):
    analyses(["viisaampi", "kouluissa"], "fi", keep=True)

    refining.refine_all()

    assert heard == [("fi", {"viisaampi"})]


def test_words_of_other_languages_do_not_wait(db, heavy):
    analyses(["skolan"], "sv", keep=True)

    assert not refining.is_waiting()
    assert refining.refine_all() == 0


def test_more_words_than_a_batch_are_all_refined(db, heavy, monkeypatch):
    monkeypatch.setattr(refining, "BATCH", 2)
    analyses(["yksi", "kaksi", "kolme", "neljä", "viisi"], "fi", keep=True)

    assert refining.refine_all() == 5


def test_the_command_shows_how_far_it_is(db, heavy):
    analyses(["yksi", "kaksi", "kolme", "neljä"], "fi", keep=True)
    terminal = Terminal()

    call_command("refine_words", stdout=io.StringIO(), stderr=terminal)

    assert terminal.drawn("Refining words") == [25, 50, 75, 100]


def test_two_never_refine_at_once(db, heavy):
    analyses(["viisaampi"], "fi", keep=True)

    with refining._try_lock():
        assert refining.refine_all() == 0
    assert refining.refine_all() == 1


def test_refining_is_ordered_once_the_change_is_committed(
    settings, heavy, started, db, django_capture_on_commit_callbacks
):
    settings.REFINE_WORDS = True
    with django_capture_on_commit_callbacks(execute=True):
        analyses(["viisaampi"], "fi", keep=True)
        refining.refine_soon()
        assert started == []

    assert started == [False]


def test_refining_can_be_switched_off(
    settings, heavy, started, db, django_capture_on_commit_callbacks
):
    settings.REFINE_WORDS = False
    with django_capture_on_commit_callbacks(execute=True):
        analyses(["viisaampi"], "fi", keep=True)
        refining.refine_soon()

    assert started == []


def test_no_process_is_started_where_nothing_waits(heavy, started, db):
    refining.refine.func()

    assert started == []


def test_a_worker_waits_for_the_process(heavy, started, db, monkeypatch):
    analyses(["viisaampi"], "fi", keep=True)
    monkeypatch.setattr(refining, "task_backends", {"default": object()})

    refining.refine.func()

    assert started == [True]


def test_a_failure_is_loud_in_a_worker(settings, tmp_path):
    settings.PROJECT_DIR = tmp_path
    (tmp_path / "manage.py").write_text("raise SystemExit('out of order')")

    with pytest.raises(refining.RefiningFailedError, match="out of order"):
        refining.start(wait=True)


@pytest.fixture
def children(monkeypatch):
    """Return the processes that were started and left to themselves."""
    found = []
    popen = subprocess.Popen
    monkeypatch.setattr(
        subprocess, "Popen", lambda *a, **k: found.append(popen(*a, **k))
    )
    yield found
    for child in found:
        child.kill()
        child.wait()


def test_a_failure_is_kept_where_nobody_waits(settings, tmp_path, children):
    settings.PROJECT_DIR = settings.DATA_DIR = tmp_path
    (tmp_path / "manage.py").write_text("raise SystemExit('out of order')")

    refining.start(wait=False)
    children[0].wait()

    assert "out of order" in (tmp_path / "refine_words.log").read_text()


def test_no_second_process_is_started_while_one_refines(settings, tmp_path):
    settings.PROJECT_DIR = tmp_path
    (tmp_path / "manage.py").write_text("raise SystemExit('started')")

    with refining._try_lock():
        refining.start(wait=True)


def test_a_process_that_has_just_been_started_counts(settings, tmp_path, children):
    settings.PROJECT_DIR = settings.DATA_DIR = tmp_path
    (tmp_path / "manage.py").write_text("import time; time.sleep(600)")

    for _publication in range(3):
        refining.start(wait=False)
    assert len(children) == 1

    children[0].kill()
    children[0].wait()
    refining.start(wait=False)
    assert len(children) == 2


@pytest.fixture
def shared_database(django_db_setup, django_db_blocker, monkeypatch):
    """Let another process see what a test writes, which is taken away after it."""
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        address = f"sqlite:///{name}"
    else:
        address = (
            urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()
        )
    monkeypatch.setenv("DATABASE_URL", address)
    with django_db_blocker.unblock():
        yield
        Word.objects.all().delete()
        connection.close()


@needs_heavy
def test_the_process_refines_the_words_of_the_site(shared_database):
    analyses(["järjestöyhteistyökumppaneillemmekin"], "fi", keep=True)

    refining.start(wait=True)

    word = Word.objects.get()
    assert word.lemmas.split()[0] == "järjestöyhteistyökumppani"
    assert {"järjestö", "yhteistyökumppani", "kumppani"} <= set(word.members.split())
    assert word.analyser == analysis.heavy_mark("fi")
