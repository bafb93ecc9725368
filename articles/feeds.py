"""Atom feeds: of a language, of a topic and of a project."""

import re
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.http import http_date
from django.utils.translation import get_language, gettext
from wagtail.models import Page

from articles import addresses
from articles.models import ArticlePage, ProjectPage
from articles.models.listing import places_of
from espoo.conditional import conditional
from translation.addresses import absolute
from translation.versions import readable

HOME_DEPTH = 2
NEWEST = 20
# The time of what says none: when the site was first on show.
LONG_AGO = datetime(2021, 1, 1, tzinfo=UTC)
NOT_IN_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Source:
    """What a feed is made of.

    ``key`` stays the same when names and slugs change; ``since`` is the time of a
    feed that has no articles yet.  The order of ``articles`` is kept as ``places``.
    """

    key: uuid.UUID
    title: str
    subtitle: str
    url: str
    articles: models.QuerySet[ArticlePage]
    places: str
    since: datetime


class SteadyAtom(Atom1Feed):
    """Atom whose time comes from what it holds, so that the same gives the same."""

    def latest_post_date(self) -> datetime:
        """Return when the newest entry was updated, or when the source was made."""
        times = [item["updateddate"] for item in self.items]
        return max(times, default=self.feed["since"])


@conditional
def feed(request: HttpRequest, of: str = "") -> HttpResponse:
    """The newest articles of the language, or of the project or topic at ``of``.

    404 where there is no such project or topic in the language; one whose address
    changed leads to its feed at the new one.
    """
    source = source_at(of) if of else language_source()
    if source is None:
        moved = addresses.moved_address(of, addresses.FEED) if of else ""
        if moved:
            return redirect(moved, permanent=True)
        raise Http404
    atom = make_feed(source, absolute(request.path), request)
    response = HttpResponse(atom.writeString("utf-8"), content_type=atom.content_type)
    changed = addresses.last_change(ArticlePage, atom.latest_post_date())
    response["Last-Modified"] = http_date(changed.timestamp())
    return response


def language_source() -> Source | None:
    """Return all articles in the active language; None without a front page."""
    homes = Page.objects.filter(depth=HOME_DEPTH, slug=get_language())
    home = readable(homes).select_related("locale").first()
    if home is None:
        return None
    return Source(
        key=home.translation_key,
        title=gettext("International Espoo"),
        subtitle=gettext(
            "International Espoo tells about the city’s international work and the "
            "people who take part in it."
        ),
        url=addresses.page_address(home),
        articles=readable(ArticlePage.objects.filter(locale=home.locale_id)),
        places=f"articles of language {home.locale_id}",
        since=home.first_published_at or LONG_AGO,
    )


def source_at(of: str) -> Source | None:
    """Return the articles of the project or topic at an address, or None."""
    project = addresses.page_at(ProjectPage, of)
    if project:
        return Source(
            key=project.translation_key,
            title=titled(project.title),
            subtitle=project.aim,
            url=addresses.page_address(project),
            articles=project.get_articles(),
            places=f"articles of project {project.pk}",
            since=project.published_at or LONG_AGO,
        )
    found = addresses.topic_at(of)
    if found is None:
        return None
    topic, section = found
    articles = ArticlePage.objects.filter(
        article_topics__topic=topic, locale=section.locale_id
    )
    return Source(
        key=topic.translation_key,
        title=titled(topic.name),
        subtitle=topic.intro,
        url=absolute(section.topic_url(topic.slug)),
        articles=readable(articles),
        places=f"articles of topic {topic.pk} {section.locale_id}",
        since=topic.first_published_at or section.first_published_at or LONG_AGO,
    )


def titled(name: str) -> str:
    """Return the title of a feed or calendar of one part of the site."""
    return f"{name} – {gettext('International Espoo')}"


def make_feed(source: Source, address: str, request: HttpRequest) -> SteadyAtom:
    """Return the feed of a source in the active language, which stands at ``address``.

    One query for the newest articles, however many there are.
    """
    code = get_language() or ""
    site = gettext("International Espoo")
    atom = SteadyAtom(
        title=plain(source.title),
        subtitle=plain(source.subtitle) or None,
        link=source.url,
        description="",
        language=code,
        author_name=site,
        feed_url=address,
        feed_guid=stable_id(source.key, f"{code}/feed"),
        since=source.since,
    )
    places = places_of(source.articles, source.places, request)
    numbers = [pk for time, pk in places[:NEWEST] if time]
    newest = source.articles.filter(pk__in=numbers).order_by("-published_at", "-pk")
    for article in newest.select_related("locale", "publisher").defer("body"):
        url = addresses.page_address(article)
        atom.add_item(
            title=plain(article.title),
            link=url,
            # Atom1Feed says that summaries are HTML, in which a lead is only text.
            description=escape(plain(article.lead)),
            author_name=publisher_name(article, site),
            pubdate=article.published_at,
            updateddate=article.content_updated_at or article.published_at,
            unique_id=stable_id(article.translation_key, code),
        )
    return atom


def publisher_name(article: ArticlePage, default: str) -> str:
    """Return who publishes the article, as far as readers are told."""
    publisher = article.publisher
    return plain(publisher.name) if publisher and publisher.live else default


def stable_id(key: uuid.UUID, name: str) -> str:
    """Return an id that is the same whatever the addresses and names become."""
    return f"urn:uuid:{uuid.uuid5(key, name)}"


def plain(text: Any) -> str:
    """Return a text on one line without the characters that XML 1.0 cannot hold."""
    return " ".join(NOT_IN_XML.sub(" ", str(text)).split())
