"""Where the search page leads when there is nothing to show: topics, news, contacts."""

from dataclasses import dataclass

from django.db import models
from django.http import HttpRequest
from wagtail.models import Page

from articles.models import ArticlePage, ContactIndexPage, Topic
from espoo.surroundings import sections_of
from search.addresses import address
from search.models import Entry

NEWEST = 5


@dataclass(frozen=True)
class WaysOn:
    """Topics with their addresses, the newest articles, and the list of contacts."""

    topics: list[tuple[Topic, str]]
    newest: list[ArticlePage]
    contacts_url: str


def ways_on(page: Page, request: HttpRequest) -> WaysOn:
    """Return what a reader of the page's language may look at instead; one query."""
    readable = Entry.objects.filter(locale=page.locale_id, readable=True)
    articles = readable.filter(kind=Entry.Kind.ARTICLE).order_by("-day", "-pk")
    rows = _shown(readable.filter(kind=Entry.Kind.TOPIC)).union(
        _shown(readable.filter(pk__in=articles.values("pk")[:NEWEST])), all=True
    )
    topics, newest = [], []
    for kind, title, lead, page_id, path, slug, published_at in rows:
        if kind == Entry.Kind.TOPIC:
            topics.append((Topic(name=title), address(page_id, path, slug, None, None)))
        else:
            article = ArticlePage(pk=page_id, url_path=path, title=title, lead=lead)
            article.published_at = published_at
            newest.append(article)
    return WaysOn(
        topics=sorted(topics, key=lambda one: one[0].name),
        newest=sorted(newest, key=_age),
        contacts_url=next(
            (
                section.get_url(request) or ""
                for section in sections_of(page.locale.language_code, request)
                if section.specific_class is ContactIndexPage
            ),
            "",
        ),
    )


def _shown(entries: models.QuerySet[Entry]) -> models.QuerySet:
    """Return what is shown of entries, in the order that ``ways_on`` takes it."""
    return entries.values_list(
        "kind",
        "title",
        "lead",
        "page_id",
        "page__url_path",
        "topic__slug",
        models.F("page__articlepage__published_at"),
    )


def _age(article: ArticlePage) -> tuple[float, int]:
    """Return what sorts the newest first, and what has no date last."""
    published_at = article.published_at
    return -published_at.timestamp() if published_at else 0, -article.pk
