"""Where the search page leads when there is nothing to show: topics, news, contacts."""

from dataclasses import dataclass

from django.http import HttpRequest
from wagtail.models import Page

from articles.models import ArticlePage, ContactIndexPage, Topic, TopicIndexPage
from espoo.surroundings import sections_of
from translation.versions import readable

NEWEST = 5


@dataclass(frozen=True)
class WaysOn:
    """Topics with their addresses, the newest articles, and the list of contacts."""

    topics: list[tuple[Topic, str]]
    newest: list[ArticlePage]
    contacts_url: str


def ways_on(page: Page, request: HttpRequest) -> WaysOn:
    """Return what a reader of the page's language may look at instead; two queries."""
    sections = {
        section.specific_class: section.get_url(request) or ""
        for section in sections_of(page.locale.language_code, request)
    }
    url = sections.get(TopicIndexPage, "")
    routes = TopicIndexPage()
    topics = Topic.objects.filter(locale=page.locale_id, live=True).order_by("name")
    articles = readable(ArticlePage.objects.filter(locale=page.locale_id))
    return WaysOn(
        topics=[
            (topic, url + routes.reverse_subpage("topic", kwargs={"slug": topic.slug}))
            for topic in topics
            if url
        ],
        newest=list(articles.order_by("-published_at", "-pk")[:NEWEST]),
        contacts_url=sections.get(ContactIndexPage, ""),
    )
