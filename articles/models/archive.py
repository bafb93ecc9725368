"""The archive of each language: every article by year and month."""

from collections import Counter
from datetime import UTC, datetime
from itertools import groupby
from re import fullmatch
from typing import Any

from django.db import models
from django.db.models.functions import ExtractYear
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import RoutablePageMixin, re_path

from articles.models.article import ArticlePage
from articles.models.elsewhere import elsewhere
from articles.models.listing import list_page, places_of
from articles.models.section import SectionPage
from articles.models.when import date_in_words
from freshness.kept import kept
from translation.absent import Version
from translation.versions import readable

YEAR = "[12][0-9]{3}"
ARTICLES_A_PAGE = 100


class ArchivePage(RoutablePageMixin, SectionPage):
    """The years that have articles, and under it the articles of each year."""

    in_footer = True
    purpose = "archive"

    class Meta:
        verbose_name = _("archive")
        verbose_name_plural = _("archives")

    def get_articles(self) -> models.QuerySet[ArticlePage]:
        """Return the published articles of this language, newest first."""
        articles = readable(ArticlePage.objects.filter(locale=self.locale_id))
        return articles.filter(published_at__isnull=False).order_by(
            "-published_at", "-pk"
        )

    def get_years(self) -> list[tuple[int, int]]:
        """Return each year that has articles with their number, newest first."""
        years = (
            self.get_articles().order_by().annotate(year=ExtractYear("published_at"))
        )
        counts = years.values("year").annotate(n=models.Count("pk")).order_by("-year")
        return [(row["year"], row["n"]) for row in counts]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict:
        context = super().get_context(request, *args, **kwargs)
        context["years"] = [
            (year, count, self.year_url(request, year))
            for year, count in kept(request, f"years {self.pk}", self.get_years)
        ]
        context["elsewhere"] = elsewhere(
            ArticlePage.objects.all(), "articles", self.locale, request
        )
        return context

    def year_url(self, request: HttpRequest | None, year: int) -> str:
        """Return the address of a year's page."""
        path = self.reverse_subpage("year", kwargs={"year": year})
        return (self.get_url(request) or "") + path

    @re_path(rf"^(?P<year>{YEAR})/$", name="year")
    def year(self, request: HttpRequest, year: str) -> HttpResponse:
        """The articles of a year by month, a hundred a page.

        404 for a year without articles.
        """
        articles = self.get_articles().filter(published_at__year=int(year))
        places = places_of(articles, f"articles of {year} {self.pk}", request)
        if not places:
            raise Http404
        page = list_page(places, articles.defer("body"), ARTICLES_A_PAGE, request)
        # A month may go on on the next page.
        counts = Counter(
            timezone.localtime(datetime.fromtimestamp(time, UTC)).month
            for time, _pk in places
        )
        months = [
            (date_in_words(int(year), month=month), counts[month], list(found))
            for month, found in groupby(page, _month)
        ]
        return self.render(
            request,
            template="articles/archive_year.html",
            context_overrides={
                "year": int(year),
                "months": months,
                "count": len(places),
                "list_page": page,
                "language_urls": kept(
                    request, f"addresses of {year}", lambda: _year_urls(int(year))
                ),
                "elsewhere": elsewhere(
                    # One of that year that is here in another year is not missing.
                    ArticlePage.objects.filter(
                        translation_key__in=articles_of(int(year)).values(
                            "translation_key"
                        )
                    ),
                    f"year {int(year)}",
                    self.locale,
                    request,
                ),
            },
        )

    def get_route_paths(self) -> list[str]:
        """Return the addresses that lead on when the archive is given another one."""
        years = [
            self.reverse_subpage("year", kwargs={"year": year})
            for year, _count in self.get_years()
        ]
        return ["/", *(f"/{path}" for path in years)]

    def versions_below(self, words: list[str]) -> dict[str, Version]:
        """Return the year's page in each language that has articles of that year."""
        year = words[0] if len(words) == 1 else ""
        return year_versions(int(year)) if fullmatch(YEAR, year) else {}


def year_versions(year: int) -> dict[str, Version]:
    """Return the page of a year in each language that has articles of it, by code."""
    archives = readable(
        ArchivePage.objects.filter(locale__in=articles_of(year).values("locale"))
    )
    return {
        archive.locale.language_code: Version(
            f"{archive.title} {year}", archive.year_url(None, year)
        )
        for archive in archives.select_related("locale")
    }


def _year_urls(year: int) -> dict[str, str]:
    return {code: version.url for code, version in year_versions(year).items()}


def articles_of(year: int) -> models.QuerySet[ArticlePage]:
    """Return the readable articles of a year in all languages."""
    return readable(ArticlePage.objects.filter(published_at__year=year))


def _month(article: ArticlePage) -> int:
    return timezone.localtime(article.published_at).month
