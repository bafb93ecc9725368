"""The version of all content: read by who keeps a page, raised by what changes one.

Whoever keeps something made from the content reads the version first, and makes it
then.  So what is kept under a version is never older than it.
"""

from django.db import connection, models, transaction
from django.http import HttpRequest

from freshness.models import ContentVersion


def current() -> int:
    """Return the version of the content that is committed; one query."""
    return ContentVersion.objects.values_list("number", flat=True).get(pk=1)


def of(request: HttpRequest) -> int:
    """Return the version that a request began to read; one query for all of it."""
    known: int | None = getattr(request, "_content_version", None)
    if known is None:
        known = current()
        # Kept on the request, which has no field for it.
        request._content_version = known  # type: ignore[attr-defined]
    return known


def is_changing() -> bool:
    """Whether the open transaction has changed what nobody else can read yet."""
    return any(waiting[1] is _raise for waiting in connection.run_on_commit)


def changed() -> None:
    """Raise the version as soon as the transaction is committed, once for all of it.

    Not before: two who publish at the same time would wait for each other's row.
    """
    if not is_changing():
        transaction.on_commit(_raise)


def _raise() -> None:
    ContentVersion.objects.filter(pk=1).update(number=models.F("number") + 1)
