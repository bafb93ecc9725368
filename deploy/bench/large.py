"""What is asked for on a large site, and where it stands."""

from typing import Any

# So many articles are picked: their texts are not alike.
PICKED = 7
# Letters of a rare word: short ones are often a part of others, or misspelt.
RARE = 9


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
