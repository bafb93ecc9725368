"""Build the search index anew; after an interruption, go on where it stopped.

The site can be read and edited meanwhile: each entry is written in a transaction of its
own batch, and what is saved in between is indexed as always.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import models, transaction
from modelsearch.conf import get_app_config
from modelsearch.management.commands.rebuild_modelsearch_index import (
    group_models_by_index,
)
from wagtail.documents import get_document_model
from wagtail.models import Page
from wagtail.search.backends import get_search_backend
from wagtail.search.index import get_indexed_models

from articles.models import Topic
from background.progress import shown
from search.documents import index_documents
from search.indexing import index_pages, index_topics
from search.keeping import count_words_anew
from search.models import Rebuild
from search.storage import storage

CHUNK = 100


class Command(BaseCommand):
    """Takes the place of Wagtail's command of this name, and does its work too."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--start-over",
            action="store_true",
            help="Begin anew even if an earlier run was cut off.",
        )
        parser.add_argument(
            "--backend",
            dest="backend_name",
            help="Which of Wagtail's search backends to update; all if not given.",
        )
        parser.add_argument(
            "--chunk_size",
            type=int,
            default=CHUNK,
            help="How many things are read and written at once (%(default)s).",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        self.quiet = options["verbosity"] == 0
        self.chunk = max(options["chunk_size"], 1)
        if options["start_over"]:
            Rebuild.objects.all().delete()
        rebuild = Rebuild.objects.order_by("pk").first() or Rebuild.objects.create()
        if rebuild.done:
            self.say(
                f"Going on with what was begun at {rebuild.started_at:%Y-%m-%d %H:%M}."
            )
        pages = Page.objects.filter(depth__gt=1)
        self.go_through(rebuild, "pages", pages, write_pages)
        self.go_through(rebuild, "topics", Topic.objects.all(), write_topics)
        documents = get_document_model().objects.all()
        self.go_through(rebuild, "documents", documents, index_documents)
        storage().sweep()
        count_words_anew()
        rebuild.delete()
        names = [options["backend_name"]] if options["backend_name"] else None
        for name in names or get_app_config().get_search_backend_config():
            self.update_others(name)

    def go_through(
        self,
        rebuild: Rebuild,
        name: str,
        things: models.QuerySet,
        write: Callable[[list[int]], None],
    ) -> None:
        """Write all things by their ids from the first that is not done yet."""
        total = things.count()
        done = rebuild.done.get(name, 0)
        left = list(
            things.filter(pk__gt=done).order_by("pk").values_list("pk", flat=True)
        )
        written = total - len(left)
        starts = range(0, len(left), self.chunk)
        for start in shown(starts, len(starts), f"Indexing {name}", self.stderr):
            some = left[start : start + self.chunk]
            with transaction.atomic():
                write(some)
                rebuild.done = rebuild.done | {name: some[-1]}
                rebuild.save()
            written += len(some)
            if not self.stderr.isatty():  # where no bar is drawn
                self.say(f"{name}: {written} of {total}")

    def update_others(self, name: str) -> None:
        """Do what Wagtail's command does, for all that is no page."""
        backend = get_search_backend(name)
        if not backend.rebuilder_class:
            return
        others = [one for one in get_indexed_models() if not issubclass(one, Page)]
        for index, group in group_models_by_index(backend, others).items():
            rebuilder = backend.rebuilder_class(index)
            index = rebuilder.start()
            for model in group:
                index.add_model(model)
                objects = model.get_indexed_objects().order_by("pk")
                for chunk in chunks(objects, self.chunk):
                    index.add_items(model, chunk)
                self.say(f"{name}: {model._meta.label}")
            rebuilder.finish()

    def say(self, line: str) -> None:
        """Write a line of progress, unless told to be quiet."""
        if not self.quiet:
            self.stdout.write(line)
            self.stdout.flush()


def write_pages(pks: Sequence[int]) -> None:
    """Write the entries of pages, whether they have changed or not."""
    pages = Page.objects.filter(pk__in=pks).order_by("pk")
    # Whoever saves one of them now waits, lest what was read before be written after.
    list(pages.select_for_update().values("pk"))
    index_pages(pages.specific(), anew=True)


def write_topics(pks: Sequence[int]) -> None:
    """Write the entries of topics, whether they have changed or not."""
    index_topics(list(Topic.objects.filter(pk__in=pks)), anew=True)


def chunks(objects: models.QuerySet, size: int) -> Iterable[list]:
    """Yield the objects in lists of a size, by their ids."""
    last = 0
    while some := list(objects.filter(pk__gt=last)[:size]):
        yield some
        last = some[-1].pk
