"""Topics and years for search engines: addresses that are not in the page tree."""

from collections import defaultdict
from datetime import datetime
from itertools import groupby

from django.conf import settings
from django.db import models
from django.db.models.functions import ExtractYear

from articles.models import (
    ArchivePage,
    ArticlePage,
    ArticleTopic,
    Topic,
    TopicIndexPage,
)
from translation.addresses import absolute
from translation.sitemaps import (
    Address,
    count_parts,
    keys_of_part,
    newest,
    with_default,
)
from translation.versions import readable


class TopicSitemap:
    """All published topics in languages that have a topic list; two queries a part."""

    def _topics(self) -> models.QuerySet[Topic]:
        codes = [code for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES]
        lists = readable(TopicIndexPage.objects.filter(locale__language_code__in=codes))
        return Topic.objects.filter(live=True, locale__in=lists.values("locale"))

    def count_parts(self) -> int:
        """Return the number of parts."""
        return count_parts(self._topics())

    def addresses(self, part: int) -> list[Address]:
        """Return the addresses of a part; one changes with the articles it lists."""
        joined = ArticleTopic.objects.filter(
            topic=models.OuterRef("pk"), page__live=True
        ).order_by(models.F("page__last_published_at").desc(nulls_last=True))
        topics = (
            self._topics()
            .filter(translation_key__in=keys_of_part(self._topics(), part))
            .annotate(
                listed=models.Subquery(joined.values("page__last_published_at")[:1])
            )
            .order_by("translation_key", "pk")
        )
        sections = {
            section.locale_id: section
            for section in readable(TopicIndexPage.objects.all()).select_related(
                "locale"
            )
        }
        found = []
        for _key, group in groupby(topics, lambda topic: topic.translation_key):
            urls, times = {}, {}
            for topic in group:
                section = sections[topic.locale_id]
                url = section.topic_url(topic.slug)
                urls[section.locale.language_code] = url
                times[url] = newest(
                    [topic.last_published_at, topic.listed, section.last_published_at]
                )
            alternates = with_default(urls, _first(urls))
            found += [Address(absolute(u), alternates, t) for u, t in times.items()]
        return found


class YearSitemap:
    """The years of the archive in each language that has articles of that year."""

    def _articles(self) -> models.QuerySet[ArticlePage]:
        archives = readable(ArchivePage.objects.all())
        articles = ArticlePage.objects.filter(
            published_at__isnull=False, locale__in=archives.values("locale")
        )
        return readable(articles)

    def count_parts(self) -> int:
        """Return 1, since years are few, or 0 without an article in an archive."""
        return int(self._articles().exists())

    def addresses(self, part: int) -> list[Address]:
        """Return the address of every year; one changes with the articles it lists."""
        if part != 1:
            return []
        archives = {
            archive.locale_id: archive
            for archive in readable(ArchivePage.objects.all()).select_related("locale")
        }
        rows = (
            self._articles()
            .order_by()
            .annotate(year=ExtractYear("published_at"))
            .values("year", "locale")
            .annotate(changed=models.Max("last_published_at"))
        )
        years: dict[int, list[tuple[str, str, datetime | None]]] = defaultdict(list)
        for row in rows.order_by("-year", "locale"):
            archive = archives[row["locale"]]
            url = archive.year_url(None, row["year"])
            years[row["year"]].append(
                (archive.locale.language_code, url, row["changed"])
            )
        found = []
        for versions in years.values():
            urls = {code: url for code, url, _changed in versions}
            alternates = with_default(urls, _first(urls))
            found += [Address(absolute(u), alternates, t) for _c, u, t in versions]
        return found


def _first(urls: dict[str, str]) -> str:
    """Return the address in the first language of the settings that there is."""
    order = [code for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES]
    return next(urls[code] for code in order if code in urls)
