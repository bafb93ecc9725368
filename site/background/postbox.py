"""What readers send, kept at once or handed over by the public role.

A process in the public role may only insert, and only here.  Whoever takes it in
trusts nothing of it: each taker checks what it is given, as a form does.
"""

import logging
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import OperationalError, connection, transaction
from django.utils.module_loading import import_string

from background.models import Posted

logger = logging.getLogger(__name__)
# What may be posted, and who takes it in.
TAKERS = {
    "feedback": "duties.taking.keep_feedback",
    "useful": "duties.taking.count_answer",
    "search": "search.models.statistics.count_query",
}


def post(kind: str, **data: Any) -> None:
    """Keep what a reader sent: in this process, or by handing it over."""
    if settings.ROLE == "public":
        Posted.objects.create(kind=kind, data=data)
    else:
        _taker(kind)(**data)


def take_in() -> int:
    """Take in what was handed over, oldest first; return how many there were.

    Several processes may do so at once.  What cannot be taken in is left with its
    problem, and does not stand in the way of the others.
    """
    number = 0
    while _take_one():
        number += 1
    return number


def _take_one() -> bool:
    can_skip = connection.features.has_select_for_update_skip_locked
    with transaction.atomic():
        waiting = Posted.objects.filter(problem="").order_by("posted_at")
        one = waiting.select_for_update(skip_locked=can_skip).first()
        if one is None:
            return False
        try:
            with transaction.atomic():
                _taker(one.kind)(**one.data)
        except OperationalError:
            # The database, and not what was posted: it is taken in the next time.
            raise
        except Exception as error:
            # Whatever is wrong with one must not keep the others waiting.
            logger.exception("Posted id=%s kind=%s cannot be kept", one.pk, one.kind)
            one.problem = repr(error)
            one.save(update_fields=["problem"])
        else:
            one.delete()
        return True


def _taker(kind: str) -> Callable[..., Any]:
    return import_string(TAKERS[kind])
