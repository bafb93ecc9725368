"""The same as ``update_index``: the name Wagtail gives it beside other search apps."""

from search.management.commands.update_index import Command

__all__ = ["Command"]
