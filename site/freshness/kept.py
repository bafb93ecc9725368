"""Keeps what is asked of the database for many pages, as long as it is the same."""

from collections.abc import Callable
from typing import TypeVar
from urllib.parse import quote

from django.core.cache import cache
from django.http import HttpRequest

from freshness import version

Thing = TypeVar("Thing")
# What is changed behind the back of Django, by SQL, is seen after an hour.
SECONDS = 3600


def kept(request: HttpRequest | None, name: str, make: Callable[[], Thing]) -> Thing:
    """Return what ``make`` returns; it is called once while the content is the same.

    ``name`` says what it is, and of which page.  It must not depend on the time, the
    reader or what stands in the address but not in the name, and must have been asked
    of the database when it is returned: no query set.  Made anew for a preview, without
    a request, and in a transaction that has changed something itself.
    """
    if request is None or getattr(request, "is_preview", False):
        return make()
    if version.is_changing():
        return make()
    # Some caches know no spaces.
    key = f"kept:{version.of(request)}:{quote(name)}"
    found: tuple[Thing] | None = cache.get(key)
    if found is None:
        found = (make(),)
        cache.set(key, found, SECONDS)
    return found[0]
