"""Offers what is done with many pages at once."""

from wagtail import hooks

from articles.bulk import history
from articles.bulk.exporting import ExportPages
from articles.bulk.facts import ChangeTopic, SetPublisher
from articles.bulk.handing_over import HandOver

hooks.register("register_log_actions", history.register)
for action in (ExportPages, ChangeTopic, SetPublisher, HandOver):
    hooks.register("register_bulk_action", action)
