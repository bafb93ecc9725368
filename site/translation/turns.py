"""One at a time: whoever changes a text waits until the one before has changed it.

Wagtail reads the row of a page, changes some of it and writes all of it back.  Two who
do so at the same moment both succeed, and the later one silently takes back what the
other did: a draft saved meanwhile is no longer the newest, a page just published is
live no more.  A text is changed in all its languages at once (facts, the pair), so a
turn is for all of them; the rows are locked in one order, so nobody waits in a circle.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import models, transaction
from wagtail.models import Page, TranslatableMixin
from wagtail_localize.models import Translation


@contextmanager
def turn(model: type[models.Model], **which: Any) -> Iterator[None]:
    """Be the only one who changes a page or snippet, and its other languages.

    ``which`` is its ``pk`` or its ``translation_key``.  Read it inside: before, it may
    have been another's.  A transaction, which SQLite begins with a lock of its own.
    """
    base = Page if issubclass(model, Page) else model
    rows = base._base_manager.filter(**which)
    if issubclass(base, TranslatableMixin):
        keys = rows.values("translation_key")
        rows = base._base_manager.filter(translation_key__in=keys)
    with transaction.atomic():
        # Rows that only refer to these (log, tasks) are written meanwhile.
        list(rows.order_by("pk").select_for_update(no_key=True).values_list("pk"))
        yield


@contextmanager
def turn_at(made: Translation) -> Iterator[None]:
    """Be the only one who changes a translation, its original and its versions."""
    model = made.source.specific_content_type.model_class()
    with turn(model, translation_key=made.source.object_id):
        yield
