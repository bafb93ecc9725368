"""Warns where the index does not say what the site says."""

from pathlib import Path
from typing import Any

from django.core import checks
from django.db import DatabaseError, connection
from wagtail.models import Page

from lexicon import analysis
from search.models import Entry, Rebuild

UNFINISHED = "The search index was being built and is not complete."
OUTDATED = "The search index was built by another version of the analyser: %s."
LACKING = "Pages are missing from the search index."
HINT = "Run manage.py update_index."


@checks.register()
def check_index(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """Return a warning for each reason to build the index anew.

    None where there is no database yet, or one that is not migrated.
    """
    if connection.vendor == "sqlite" and not _exists():
        return []
    try:
        reasons = reasons_to_rebuild()
    except DatabaseError:
        return []
    return [checks.Warning(reason, hint=HINT, id=number) for number, reason in reasons]


def reasons_to_rebuild() -> list[tuple[str, str]]:
    """Return why the index should be built anew, each with its number; [] if well.

    Raises DatabaseError where the tables do not exist.
    """
    reasons = []
    if Rebuild.objects.exists():
        reasons.append(("search.W001", UNFINISHED))
    used = Entry.objects.order_by().values_list("locale__language_code", "analyser")
    others = {
        code for code, mark in used.distinct() if mark != analysis.fingerprint(code)
    }
    if others:
        reasons.append(("search.W002", OUTDATED % ", ".join(sorted(others))))
    if Page.objects.filter(depth__gt=1, search_entries__isnull=True).exists():
        reasons.append(("search.W003", LACKING))
    return reasons


def _exists() -> bool:
    name = str(connection.settings_dict["NAME"])
    return name.startswith("file:") or ":memory:" in name or Path(name).exists()
