"""The search page, and what is kept so that it finds things quickly."""

from search.models.entries import Entry, EntryDocument, EntryTopic, Rebuild
from search.models.pages import SearchPage
from search.models.statistics import SearchedFor

__all__ = [
    "Entry",
    "EntryDocument",
    "EntryTopic",
    "Rebuild",
    "SearchPage",
    "SearchedFor",
]
