"""The front page of each language."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.search import index

from articles.models import ArticlePage, MeetingPage, ProjectPage, upcoming_and_past
from espoo.blocks import RICH_TEXT
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
    ]

    class Meta:
        verbose_name = _("front page")
        verbose_name_plural = _("front pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict:
        context = super().get_context(request, *args, **kwargs)
        latest = readable(ArticlePage.objects.filter(locale=self.locale_id)).order_by(
            "-published_at", "-pk"
        )[:LATEST]
        upcoming, _past = upcoming_and_past(
            MeetingPage.objects.filter(locale=self.locale_id)
        )
        projects = readable(ProjectPage.objects.filter(locale=self.locale_id))
        context |= {
            "articles": latest,
            "next_meeting": upcoming[0] if upcoming else None,
            "projects": projects.order_by("-start_year", "title")[:PROJECTS],
        }
        return context
