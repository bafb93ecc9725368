"""The table of lexemes, ``search_terms``: one module for each database.

Both hold the same plain lexemes and answer the same questions alike; all that knows a
language happens before.
"""

from types import ModuleType

from django.db import connection

from search.storage import postgresql, sqlite


def storage() -> ModuleType:
    """Return the module for the database in use.

    It has ``write(entries)``, ``forget(entry_ids)`` and ``sweep()`` (after a
    rebuilding), and returns SQL: ``match(wanted)``, ``match_each(asked)``,
    ``held(tiers)``, ``topics(held)``, ``has_topic(held)`` and ``each(…)``.  Migrations
    make the table.
    """
    return postgresql if connection.vendor == "postgresql" else sqlite
