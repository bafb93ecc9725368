"""Which texts that were imported earlier may be states or versions of new ones.

Reading a text again takes milliseconds, and comparing it with all others more.  Among
thousands only those are read that share most with a new one: numbers, addresses and
capitalised words, which stay when a text is changed or translated.
"""

import re
from collections.abc import Collection

from django.db.models import Q

from articles.models import ImportRecord

NEAREST = 40
_TRACE = re.compile(r"[\w.+-]+@[\w.-]*\w|\b[A-ZÅÄÖ]\w{3,}|\d{2,}")


def records_near(
    texts: Collection[str], digests: Collection[str]
) -> list[ImportRecord]:
    """Return the records with these digests and, in order, those nearest to the texts.

    All records where they are few.
    """
    records = ImportRecord.objects.select_related("page")
    wanted = [traces_of(text) for text in texts]
    likeness: dict[int, float] = {}
    for key, text in ImportRecord.objects.values_list("pk", "text").iterator():
        traces = traces_of(text)
        likeness[key] = max((_share(traces, one) for one in wanted), default=0.0)
    nearest = sorted(likeness, key=lambda key: (-likeness[key], key))[:NEAREST]
    return list(records.filter(Q(pk__in=nearest) | Q(digest__in=digests)))


def traces_of(text: str) -> frozenset[str]:
    """Return what of a text stays when it is changed or translated."""
    return frozenset(_TRACE.findall(text))


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / (min(len(one), len(other)) or 1)
