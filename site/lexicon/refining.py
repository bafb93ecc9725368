"""Has the words that were analysed lightly analysed again by the heavy analyser.

The heavy analyser takes seconds to start and hundreds of megabytes, so that it only
ever runs in a process of its own, ``manage.py refine_words``, which ends when it is
done.  The vocabulary itself is the queue: a word waits while it bears the mark of the
light analyser.
"""

import os
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from typing import IO

from django.conf import settings
from django.core.files import locks
from django.db import transaction
from django.db.models import QuerySet
from django_tasks import task, task_backends
from django_tasks.backends.immediate import ImmediateBackend

from background import later
from lexicon import analysis
from lexicon.models import Word
from lexicon.signals import words_refined

# So many words are refined and told at a time: each time, all entries that hold any of
# them are written anew.  And so many are saved in one statement.
BATCH, ROWS = 4_000, 500
_MODULES = {"fi": "lexicon.finnish"}


class RefiningFailedError(Exception):
    """The process that refines words failed; the message is what it said of it."""


def waiting(language: str) -> QuerySet[Word]:
    """Return the words that a heavy analyser is yet to see, those of pages first."""
    if not analysis.heavy_mark(language):
        return Word.objects.none()
    mark = analysis.light_mark(language)
    return Word.objects.filter(language=language, analyser=mark).order_by(
        "-count", "pk"
    )


def is_waiting() -> bool:
    """Return whether any word waits for a heavy analyser."""
    return any(waiting(language).exists() for language in analysis.HEAVY)


def refine_soon() -> None:
    """Have waiting words refined once what was changed is committed.

    A setting, REFINE_WORDS, switches it off.
    """
    if settings.REFINE_WORDS:
        later.do(refine)


@task(queue_name=later.SLOW)
def refine() -> None:
    """Have waiting words refined, in a process of its own.

    A worker waits for it, so that a failure is a failed task.  Where there is no
    worker, tasks are done at once by the process that serves somebody: it goes on.
    """
    if is_waiting():
        start(wait=not isinstance(task_backends["default"], ImmediateBackend))


def refine_all(
    lock: int | None = None, tell: Callable[[object], object] = lambda _word: None
) -> int:
    """Refine what waits, in this process, and return how many words were refined.

    Only one process does so at a time; where another is at it, nothing is done, since
    that one looks for new words after it has given up the lock.  ``lock`` is the file
    descriptor of the lock, where the process that started this one has taken it;
    ``tell`` is called for each word.
    """
    file = os.fdopen(lock, "w") if lock is not None else _try_lock()
    done = 0
    while file:
        with file:
            done += sum(_refine(language, tell) for language in analysis.HEAVY)
        file = _try_lock() if is_waiting() else None
    return done


def start(wait: bool) -> None:
    """Refine in a process of its own; ``wait`` for it, or leave it to itself.

    Where it is waited for and fails, RefiningFailedError is raised; where it is left to
    itself, what it says of an error is kept in ``refine_words.log`` in DATA_DIR.
    """
    lock = _try_lock()
    if not lock:
        return
    # The process holds the lock from its first moment, which is seconds before it
    # could take it: in that time a second one would be started, and a third.
    held = lock.fileno()
    command = [sys.executable, str(settings.PROJECT_DIR / "manage.py"), "refine_words"]
    command += ["--lock", str(held)]
    with lock:
        if wait:
            ended = subprocess.run(  # noqa: S603 (our own command, nobody else's words)
                command, capture_output=True, text=True, pass_fds=[held]
            )
            if ended.returncode:
                raise RefiningFailedError(ended.stderr)
            return
        with (settings.DATA_DIR / "refine_words.log").open("ab") as log:
            subprocess.Popen(  # noqa: S603 (our own command, nobody else's words)
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=log,
                start_new_session=True,
                pass_fds=[held],
            )


def _refine(language: str, tell: Callable[[object], object]) -> int:
    heavy = import_module(_MODULES[language]).heavy
    mark = analysis.heavy_mark(language)
    done = 0
    while words := list(waiting(language)[:BATCH]):
        changed = set()
        for word in words:
            its = heavy(word.form)
            if its != word.analysis:
                changed.add(word.form)
            word.analyse(its, mark)
            tell(word)
        with transaction.atomic():
            fields = ["lemmas", "members", "base", "analyser"]
            Word.objects.bulk_update(words, fields, batch_size=ROWS)
            if changed:
                words_refined.send(Word, language=language, forms=changed)
        done += len(words)
    return done


def _try_lock() -> IO[str] | None:
    """Return a locked file, if no other process of this machine refines.

    The lock ends when the file is closed in each process that has it open.
    """
    file = (settings.DATA_DIR / "refine_words.lock").open("w")
    if locks.lock(file, locks.LOCK_EX | locks.LOCK_NB):
        return file
    file.close()
    return None
