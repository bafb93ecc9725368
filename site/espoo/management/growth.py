"""Writes many pages at once, made of the words of the demo content.

What they are for is to measure a site that has grown: the texts mean nothing, but they
have the lengths, the words and the tree of real ones.
"""

import datetime
import re
from collections import Counter
from collections.abc import Callable, Sequence
from html import escape
from math import e, log
from random import Random
from typing import Any
from uuid import NAMESPACE_URL, uuid4, uuid5

from django.contrib.contenttypes.models import ContentType
from django.db import DEFAULT_DB_ALIAS, models, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.text import slugify
from wagtail.models import Locale, Page

from articles.models import (
    ArticleIndexPage,
    ArticlePage,
    ArticleTopic,
    ProjectIndexPage,
    ProjectPage,
    Topic,
)
from espoo.management.demo_site import DEMO_DIR
from espoo.management.demo_text import read
from search.indexing import index_pages

LANGUAGES = ("fi", "sv", "en")
BATCH = 200
# So many rows in a statement that no database has too many values.
ROWS = 20
ARTICLES_A_PROJECT = 250
WORDS_IN_BODY = 165
FIRST_DAY, DAYS = datetime.date(2015, 1, 1), 4_000
# So many of the longer words of a sentence give way to another word.
EXCHANGED = 0.12
_PLAIN = re.compile(r"\[([^\]]*)\]\([^)]*\)|[*>|#]+|:::\w*")
_SENTENCE = re.compile(r"[A-ZÅÄÖ][^.!?\n]{20,200}[.!?]")
_WORD = re.compile(r"[^\W\d_]{5,}")


class Writer:
    """Writes texts in one language, the same ones for the same seed.

    Words are chosen as often as their rank allows (Zipf's law): first those of the demo
    content, then compounds of two of them, of which there are some hundred thousands,
    so that a larger site has more words.
    """

    def __init__(self, language: str) -> None:
        self.language = language
        files = sorted(DEMO_DIR.rglob(f"{language}.txt"))
        texts = [
            _PLAIN.sub(r"\1", block)
            for file in files
            for text in [read(file)]
            for block in [*text.body, *text.summary, *text.many("Lead")]
        ]
        self.sentences = [one for text in texts for one in _SENTENCE.findall(text)]
        found = Counter(word.lower() for text in texts for word in _WORD.findall(text))
        self.words = sorted(found, key=lambda word: (-found[word], word))

    def word(self, random: Random) -> str:
        """Return a word, a common one more often than a rare one."""
        words = self.words
        rank = int(e ** (random.random() * log(len(words) * (len(words) + 1)))) - 1
        if rank < len(words):
            return words[rank]
        first, second = divmod(rank - len(words), len(words))
        # English joins few words, and those with a hyphen.
        return ("-" if self.language == "en" else "").join(
            [words[first], words[second]]
        )

    def sentence(self, random: Random) -> str:
        """Return a sentence in which some words have given way to others."""

        def exchanged(match: re.Match[str]) -> str:
            return self.word(random) if random.random() < EXCHANGED else match[0]

        text = _WORD.sub(exchanged, random.choice(self.sentences))
        return text[0].upper() + text[1:]

    def title(self, random: Random) -> str:
        """Return a title of two to four words."""
        words = [self.word(random) for _number in range(random.randint(2, 4))]
        return " ".join(words).capitalize()[:200]

    def body(self, random: Random, words: int = WORDS_IN_BODY) -> list[dict[str, Any]]:
        """Return the raw blocks of a text of about so many words."""
        blocks: list[dict[str, Any]] = []
        while words > 0:
            if blocks and random.random() < 0.3:
                heading = {"text": self.title(random), "level": "h2"}
                blocks.append({"type": "heading", "value": heading})
            text = " ".join(self.sentence(random) for _n in range(random.randint(2, 4)))
            blocks.append({"type": "paragraph", "value": f"<p>{escape(text)}</p>"})
            words -= len(text.split())
        return blocks


def grow(number: int, tell: Callable[[int], None] | None = None) -> None:
    """Add so many articles to each language, translations of one another, and projects.

    A project for every 250 articles.  All of a batch is added, with its entries in the
    search index, or nothing.  ``tell`` is told how many articles there are so far.
    """
    writers = {language: Writer(language) for language in LANGUAGES}
    start = ArticlePage.objects.count()
    projects = -(-number // ARTICLES_A_PROJECT)
    with transaction.atomic():
        named = _add(ProjectPage, ProjectIndexPage, writers, range(projects), start, {})
    for first in range(0, number, BATCH):
        numbers = range(number)[first : first + BATCH]
        with transaction.atomic():
            _add(ArticlePage, ArticleIndexPage, writers, numbers, start, named)
        if tell:
            tell(numbers[-1] + 1)


def _add(
    model: type[Page],
    section: type[Page],
    writers: dict[str, Writer],
    numbers: Sequence[int],
    start: int,
    projects: dict[str, list[ProjectPage]],
) -> dict[str, list]:
    """Add and index the versions of numbered pages; return them by their language."""
    made: dict[str, list] = {}
    for language, writer in writers.items():
        locale = Locale.objects.get(language_code=language)
        parent = section.objects.get(locale=locale)
        topics = list(Topic.objects.filter(locale=locale, live=True).order_by("pk"))
        topics.sort(key=lambda topic: topic.translation_key)
        pages = []
        for number in numbers:
            name = f"{model.__name__}/{start}/{number}"
            # What the versions have in common comes from the one seed, words do not.
            common, words = Random(name), Random(f"{name}/{language}")  # noqa: S311
            page = model(
                title=(title := writer.title(words)),
                slug=f"{slugify(title)[:80]}-{start + number}",
                locale=locale,
                translation_key=uuid5(NAMESPACE_URL, f"growth/{name}"),
            )
            body = model._meta.get_field("body").stream_block
            page.body = body.to_python(
                [one | {"id": str(uuid4())} for one in writer.body(words)]
            )
            day = FIRST_DAY + datetime.timedelta(common.randrange(DAYS))
            page.published_at = timezone.make_aware(
                datetime.datetime.combine(day, datetime.time(9))
            )
            page.content_updated_at = page.published_at
            page.first_published_at = page.last_published_at = page.published_at
            if isinstance(page, ArticlePage):
                page.lead = writer.sentence(words)
                its = common.sample(range(len(topics)), min(2, len(topics)))
                page.article_topics = [
                    ArticleTopic(
                        topic=topics[one],
                        locale=locale,
                        sort_order=order,
                        translation_key=uuid5(NAMESPACE_URL, f"growth/{name}/{one}"),
                    )
                    for order, one in enumerate(its)
                ]
                if projects.get(language) and common.random() < 0.4:
                    page.project = common.choice(projects[language])
            else:
                page.aim = writer.sentence(words)
                page.start_year = day.year
            pages.append(page)
        add_pages(parent, pages)
        index_pages(pages)
        made[language] = pages
    return made


def add_pages(parent: Page, pages: Sequence[Page]) -> None:
    """Add live pages of one type below a parent, in a few queries.

    In a transaction.  Nothing is checked, no revision is made and no signal sent: what
    hangs on pages, as the search index, is the caller's.
    """
    parent = Page.objects.select_for_update().get(pk=parent.pk)
    model = type(pages[0])
    last = parent.get_last_child()
    place = last._get_lastpos_in_path() if last else 0
    for page in pages:
        place += 1
        page.depth = parent.depth + 1
        page.path = model._get_path(parent.path, page.depth, place)
        page.url_path = f"{parent.url_path}{page.slug}/"
        page.content_type = ContentType.objects.get_for_model(model)
        page.draft_title = page.title
        page.live = True
    names = [one.attname for one in Page._meta.concrete_fields if one.name != "id"]
    rows = [Page(**{name: getattr(page, name) for name in names}) for page in pages]
    for page, row in zip(pages, Page.objects.bulk_create(rows), strict=True):
        page.pk = page.id = row.pk
        page._state.adding = False
    for start in range(0, len(pages), ROWS):
        # Django has no call for what a type has beside a page's own row.
        query = models.sql.InsertQuery(model)
        fields = model._meta.local_concrete_fields
        query.insert_values(fields, list(pages[start : start + ROWS]))
        query.get_compiler(DEFAULT_DB_ALIAS).execute_sql()
    if issubclass(model, ArticlePage):
        ArticleTopic.objects.bulk_create(
            [topic for page in pages for topic in page.article_topics.all()]
        )
    Page.objects.filter(pk=parent.pk).update(numchild=F("numchild") + len(pages))
