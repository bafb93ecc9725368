"""Measure the search: what it finds of judged queries, and how it bears growth.

Give files of judged queries as JSON lines, packed by gzip or not; they are no part of
the project. A line is a document, {"id", "lang", "text"}, or a query, {"lang", "kind",
"q", "relevant", "ignore"}: kind is "lemma", "inflected", "part" (of a compound) or
"pair"; relevant and ignore are lists of documents' ids. With --size, also or instead,
a site of so many articles a language is made and timed. All of it happens in a database
that is made for the run and deleted after it.
"""

import os
import tempfile
from argparse import RawDescriptionHelpFormatter
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from html import escape
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection, transaction
from django.test.utils import override_settings
from wagtail.models import Locale
from wagtail.search.backends import get_search_backend

from articles.models import ArticleIndexPage, ArticlePage
from espoo.management.growth import BATCH, add_pages, grow
from espoo.management.judging import (
    TARGETS,
    Judgements,
    measured,
    read_judgements,
)
from espoo.management.timing import timed
from lexicon.refining import refine_all
from search.indexing import index_pages
from search.matching import find
from search.parsing import parse, parse_further
from search.storage import storage

STOCK = "wagtail.search.backends.database"
NO_TITLE = "·"
ALL = 1_000_000


class Command(BaseCommand):
    help = __doc__
    # They would look at the site's own database.
    requires_system_checks: list[str] = []

    def create_parser(self, *args: Any, **options: Any) -> CommandParser:
        parser = super().create_parser(*args, **options)
        parser.formatter_class = RawDescriptionHelpFormatter
        return parser

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="*", type=Path, metavar="FILE")
        parser.add_argument(
            "--size",
            type=int,
            action="append",
            default=[],
            help="Time a site of so many articles a language. May be repeated: "
            "the same site grows from one size to the next.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["files"] and not options["size"]:
            raise CommandError(
                "Give files of judged queries, or --size N. With make: "
                'make bench-search FILES="…" SIZES="1000 10000". '
                "What such files hold: manage.py bench_search --help."
            )
        try:
            judgements = read_judgements(options["files"])
        except (OSError, ValueError) as error:
            raise CommandError(str(error)) from error
        with scratch_database():
            if judgements.queries:
                self.judge(judgements)
            there = 0
            for size in sorted(options["size"]):
                grow(size - there)
                storage().sweep()
                there = size
                self.stdout.write(f"\n{size} articles a language, {connection.vendor}")
                for line in timed():
                    self.stdout.write(line)

    def judge(self, judgements: Judgements) -> None:
        """Print each measure by language, beside its target and the stock search."""
        pages = {
            language: add_documents(documents, language)
            for language, documents in judgements.documents.items()
        }
        refined = refine_all()
        storage().sweep()
        self.stdout.write(
            f"\n{connection.vendor}: {sum(map(len, pages.values()))} documents, "
            f"{len(judgements.queries)} queries, {refined} words refined\n"
            f"{'':30}{'found':>8}{'target':>8}{'stock':>8}"
        )
        locales = {locale.language_code: locale for locale in Locale.objects.all()}
        ids = {page.pk: key for some in pages.values() for key, page in some.items()}
        backend = get_search_backend(STOCK)
        stock_index = backend.get_index_for_model(ArticlePage)
        stock_index.add_model(ArticlePage)
        for some in pages.values():
            stock_index.add_items(ArticlePage, list(some.values()))

        def found(text: str, language: str) -> list[str]:
            query = parse(text, language)
            hits = find(query, stop=ALL).hits
            # As on the page: what finds nothing is put right, and looked for at once.
            if not hits and (corrected := parse_further(query)[0]):
                hits = find(corrected, stop=ALL).hits
            return [ids[hit.page_id] for hit in hits if hit.page_id in ids]

        def found_by_stock(text: str, language: str) -> list[str]:
            among = ArticlePage.objects.filter(locale=locales[language])
            return [ids[page.pk] for page in backend.search(text, among)[:ALL]]

        for language in pages:
            ours = measured(
                judgements,
                language,
                found,
                partial(_meant_in, language),
            )
            stock = measured(judgements, language, found_by_stock, lambda slip: "")
            for name, figure in ours.items():
                target = TARGETS[name].get(language)
                wanted = f"{target:>8.2f}" if target else f"{'–':>8}"
                missed = "  missed" if target and figure < target else ""
                self.stdout.write(
                    f"{language} {name:<27}{figure:>8.3f}{wanted}"
                    f"{stock[name]:>8.3f}{missed}"
                )
            self.stdout.flush()


@contextmanager
def scratch_database() -> Iterator[None]:
    """Give a new migrated database, of the kind the site has, in place of its own."""
    name = f"bench_search_{os.getpid()}"
    with tempfile.TemporaryDirectory() as folder:
        is_file = connection.vendor == "sqlite"
        test = connection.settings_dict.setdefault("TEST", {})
        test["NAME"] = str(Path(folder) / f"{name}.sqlite3") if is_file else name
        own = settings.DATABASES["default"]["NAME"]
        connection.creation.create_test_db(verbosity=0, autoclobber=True)
        try:
            # The words are refined in this process, when all are there.
            with override_settings(
                DATA_DIR=Path(folder), REFINE_WORDS=False, DEBUG=False
            ):
                yield
        finally:
            connection.creation.destroy_test_db(own, verbosity=0)


def _meant_in(language: str, text: str) -> str:
    corrected, _others = parse_further(parse(text, language))
    return corrected.text if corrected else ""


def add_documents(documents: dict[str, str], language: str) -> dict[str, ArticlePage]:
    """Add a published article for each document; return them by the documents' ids."""
    locale = Locale.objects.get(language_code=language)
    section = ArticleIndexPage.objects.get(locale=locale)
    body = ArticlePage._meta.get_field("body").stream_block
    pages = {}
    for number, (key, text) in enumerate(documents.items()):
        block = {"type": "paragraph", "value": f"<p>{escape(text)}</p>"}
        slug = f"{language}-{number}"
        pages[key] = ArticlePage(title=NO_TITLE, slug=slug, locale=locale)
        pages[key].body = body.to_python([block])
    some = list(pages.values())
    for start in range(0, len(some), BATCH):
        with transaction.atomic():
            add_pages(section, some[start : start + BATCH])
            index_pages(some[start : start + BATCH])
    return pages
