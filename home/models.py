"""The front page of each language."""

from typing import Any

from django.conf import settings
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Locale, Page
from wagtail.search import index

from articles.models import (
    ArticlePage,
    ArticleTopic,
    MeetingPage,
    ProjectPage,
    Topic,
    TopicIndexPage,
    upcoming_and_past,
)
from articles.models.listing import places_of
from espoo.blocks import RICH_TEXT
from freshness.kept import kept
from translation.links import LinkingPage
from translation.originals import IndependentOriginal
from translation.versions import readable

LATEST = 5
PROJECTS = 4


class HomePage(IndependentOriginal, LinkingPage):
    """The front page: the newest story, the next meeting, projects."""

    intro = RichTextField(_("introduction"), blank=True, features=RICH_TEXT)

    search_fields = [*Page.search_fields, index.SearchField("intro")]
    content_panels = [*Page.content_panels, FieldPanel("intro")]
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "articles.ArticleIndexPage",
        "articles.ProjectIndexPage",
        "articles.MeetingIndexPage",
        "articles.TopicIndexPage",
        "articles.ContactIndexPage",
        "search.SearchPage",
        "articles.ArchivePage",
        "duties.StandardPage",
        "duties.AccessibilityStatementPage",
        "duties.FeedbackPage",
    ]

    class Meta:
        verbose_name = _("front page")
        verbose_name_plural = _("front pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict:
        context = super().get_context(request, *args, **kwargs)
        upcoming, _past = upcoming_and_past(
            MeetingPage.objects.filter(locale=self.locale_id)
        )
        lasting = kept(
            request, f"home {self.pk}", lambda: self._get_what_lasts(request)
        )
        return context | lasting | {"next_meeting": upcoming[0] if upcoming else None}

    def _get_what_lasts(self, request: HttpRequest) -> dict[str, Any]:
        """Return what does not depend on the time."""
        articles = readable(ArticlePage.objects.filter(locale=self.locale_id))
        places = places_of(articles, f"articles of language {self.locale_id}", request)
        newest = articles.filter(pk__in=[pk for _time, pk in places[:LATEST]])
        latest = list(
            newest.select_related("lead_image")
            .defer("body")
            .order_by("-published_at", "-pk")
        )
        projects = list(
            readable(ProjectPage.objects.filter(locale=self.locale_id))
            .defer("body")
            .order_by("-start_year", "title")[:PROJECTS]
        )
        # Without any article the newest project leads: never another language's text.
        leads_with_project = bool(projects and not latest)
        return {
            "lead_article": latest[0] if latest else None,
            "articles": latest[1:],
            "lead_project": projects[0] if leads_with_project else None,
            "projects": projects[1:] if leads_with_project else projects,
            "topics": self.get_topics(request),
            "newest_elsewhere": self.get_newest_elsewhere(),
        }

    def get_topics(self, request: HttpRequest | None) -> list[tuple[Topic, str]]:
        """Return the topics with articles in this language, each with its address."""
        section = readable(TopicIndexPage.objects.filter(locale=self.locale_id)).first()
        if section is None:
            return []
        articles = readable(ArticlePage.objects.filter(locale=self.locale_id))
        used = ArticleTopic.objects.filter(page__in=articles).values("topic")
        return [
            (topic, section.topic_url(topic.slug, request))
            for topic in section.get_topics().filter(pk__in=used)
        ]

    def get_newest_elsewhere(self) -> list[ArticlePage]:
        """Return the newest article of each other language, in the settings' order."""
        newest = (
            readable(ArticlePage.objects.filter(locale=models.OuterRef("pk")))
            .order_by("-published_at", "-pk")
            .values("pk")[:1]
        )
        others = Locale.objects.exclude(pk=self.locale_id)
        articles = (
            ArticlePage.objects.defer("body")
            .filter(
                pk__in=others.annotate(newest=models.Subquery(newest)).values("newest")
            )
            .select_related("locale")
        )
        by_language = {one.locale.language_code: one for one in articles}
        codes = [code for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES]
        return [by_language[code] for code in codes if code in by_language]
