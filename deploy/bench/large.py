"""A large site: how it is grown, what is asked for on it, and where that stands."""

import os
import sys
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parents[2]
# So many articles are picked: their texts are not alike.
PICKED = 7
# Letters of a rare word: short ones are often a part of others, or misspelt.
RARE = 9


def start(vendor: str, size: int) -> None:
    """Start the site in this process, and grow it to so many articles a language.

    Whole pages are not kept, or there would be nothing to see.  Ends the process where
    the database is not of the ``vendor``.
    """
    sys.path[:0] = [str(PROJECT / "site"), str(PROJECT)]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "espoo.settings")
    os.environ["KEEP_PAGES"] = "0"
    import django

    django.setup()
    from django.conf import settings
    from django.db import connection

    from articles.models import ArticlePage
    from espoo.management.growth import grow

    if connection.vendor != vendor:
        raise SystemExit(f"This measures {vendor}: see DATABASE_URL.")
    settings.ALLOWED_HOSTS = ["*"]
    there = ArticlePage.objects.filter(locale__language_code="fi").count()
    if there < size:
        grow(size - there)


def some_articles() -> list[Any]:
    """Return Finnish articles from all over the site."""
    from articles.models import ArticlePage

    articles = ArticlePage.objects.filter(locale__language_code="fi", live=True)
    number = articles.count()
    return [articles.order_by("pk")[number * n // PICKED] for n in range(PICKED)]


def addresses() -> dict[str, str]:
    """Return the address of each kind of answer, by what it is called in tables."""
    from django.db.models.functions import Length

    from articles.models import ArticlePage, ProjectPage, Topic
    from lexicon.models import Word

    article = some_articles()[PICKED // 2]
    number = ArticlePage.objects.filter(locale=article.locale, live=True).count()
    pages = -(-number // 20)
    project = ProjectPage.objects.filter(locale=article.locale).first()
    topic = Topic.objects.filter(locale=article.locale, live=True).earliest("pk")
    # On one page only, and no compound of words that others have.
    rare_words = Word.objects.annotate(letters=Length("form")).filter(
        language="fi", count=1, members="", letters__gte=RARE
    )
    rare = rare_words.order_by("pk")[0].form
    return {
        "article": article.get_url(),
        "home": "/fi/",
        "list, page 1": "/fi/artikkelit/",
        "list, middle": f"/fi/artikkelit/?page={pages // 2}",
        "list, last": f"/fi/artikkelit/?page={pages}",
        "project": project.get_url(),
        "topics": "/fi/aiheet/",
        "topic": f"/fi/aiheet/{topic.slug}/",
        "archive": "/fi/arkisto/",
        "archive, a year": f"/fi/arkisto/{article.published_at.year}/",
        "search, rare word": f"/fi/haku/?q={rare}",
        "feed": "/fi/syote.xml",
        "feed of a topic": f"/fi/aiheet/{topic.slug}/syote.xml",
        "sitemap": "/sitemap.xml",
        "sitemap, a part": "/sitemap-pages-1.xml",
    }
