"""The archive of each language: every article by year and month."""

from itertools import groupby
from typing import Any

from django.db import models
from django.db.models.functions import ExtractYear
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import RoutablePageMixin, re_path

from articles.models.article import ArticlePage
from articles.models.section import SectionPage
from articles.models.when import date_in_words
from translation.versions import readable


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
            for year, count in self.get_years()
        ]
        return context

    def year_url(self, request: HttpRequest | None, year: int) -> str:
        """Return the address of a year's page."""
        path = self.reverse_subpage("year", kwargs={"year": year})
        return (self.get_url(request) or "") + path

    @re_path(r"^(?P<year>[12][0-9]{3})/$", name="year")
    def year(self, request: HttpRequest, year: str) -> HttpResponse:
        """The articles of a year by month.  404 for a year without articles."""
        articles = self.get_articles().filter(published_at__year=int(year))
        months = [
            (date_in_words(int(year), month=month), list(found))
            for month, found in groupby(articles.select_related("locale"), _month)
        ]
        if not months:
            raise Http404
        return self.render(
            request,
            template="articles/archive_year.html",
            context_overrides={
                "year": int(year),
                "months": months,
                "count": sum(len(found) for _name, found in months),
                "language_urls": self._year_urls(request, int(year)),
            },
        )

    def _year_urls(self, request: HttpRequest, year: int) -> dict[str, str]:
        """Return the address of the year's page in each language that has articles."""
        articles = readable(ArticlePage.objects.filter(published_at__year=year))
        archives = readable(
            ArchivePage.objects.filter(locale__in=articles.values("locale"))
        )
        return {
            archive.locale.language_code: archive.year_url(request, year)
            for archive in archives.select_related("locale")
        }


def _month(article: ArticlePage) -> int:
    return timezone.localtime(article.published_at).month
