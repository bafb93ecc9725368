"""Topics: a small set of subjects, the same in every language."""

from typing import Any

from django.apps import apps
from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.models import (
    DraftStateMixin,
    Locale,
    LockableMixin,
    RevisionMixin,
    TranslatableMixin,
)
from wagtail.search import index
from wagtail_localize.fields import TranslatableField

from articles.models.section import SectionPage
from espoo.surroundings import purpose_of, sections_of
from translation.versions import readable

TOPIC_ARTICLES_A_PAGE = 20


class Topic(
    LockableMixin,
    DraftStateMixin,
    RevisionMixin,
    TranslatableMixin,
    index.Indexed,
    models.Model,
):
    """A subject with a page of its own in each language: ``/fi/aiheet/<slug>/``.

    Pages are joined to it through a translatable orderable (``ArticleTopic`` and its
    kin), so that wagtail-localize exchanges the topic for the reader's own.
    """

    name = models.CharField(_("name"), max_length=100)
    slug = models.SlugField(_("slug"), max_length=100, blank=True)
    intro = models.TextField(_("introduction"), blank=True)

    override_translatable_fields = [
        TranslatableField("name"),
        TranslatableField("slug"),
        TranslatableField("intro"),
    ]
    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.FilterField("locale_id"),
        index.FilterField("live"),
    ]
    panels = [FieldPanel("name"), FieldPanel("slug"), FieldPanel("intro")]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["locale", "slug"], name="topic_slug_once_a_language"
            )
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.slug = self.slug or slugify(self.name)
        super().save(*args, **kwargs)

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        self.slug = self.slug or slugify(self.name)
        super().full_clean(*args, **kwargs)


class TopicIndexPage(RoutablePageMixin, SectionPage):
    """The topics of one language, and under it the page of each topic."""

    purpose = "topics"

    class Meta:
        verbose_name = _("topic list")
        verbose_name_plural = _("topic lists")

    def get_topics(self) -> models.QuerySet[Topic]:
        """Return the published topics of this language, by name."""
        return Topic.objects.filter(locale=self.locale_id, live=True).order_by("name")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict:
        context = super().get_context(request, *args, **kwargs)
        context["topics"] = self.get_topics()
        return context

    @path("<slug:slug>/", name="topic")
    def topic(self, request: HttpRequest, slug: str) -> HttpResponse:
        """The page of one topic.  404 for a topic that is unknown or a draft."""
        topic = get_object_or_404(self.get_topics(), slug=slug)
        joined = {"locale": self.locale_id}
        articles = apps.get_model("articles", "ArticlePage").objects.filter(
            article_topics__topic=topic, **joined
        )
        projects = apps.get_model("articles", "ProjectPage").objects.filter(
            project_topics__topic=topic, **joined
        )
        page_number = request.GET.get("page")
        return self.render(
            request,
            template="articles/topic.html",
            context_overrides={
                "topic": topic,
                "articles": Paginator(
                    readable(articles).order_by("-published_at", "-pk"),
                    TOPIC_ARTICLES_A_PAGE,
                ).get_page(page_number),
                "projects": readable(projects).order_by("title", "pk"),
                "language_urls": topic_urls(topic, request),
            },
        )


def topic_urls(topic: Topic, request: HttpRequest) -> dict[str, str]:
    """Return the address of the topic's page in each language it is published in."""
    topics = Topic.objects.filter(translation_key=topic.translation_key, live=True)
    slugs = dict(topics.values_list("locale_id", "slug"))
    sections = readable(TopicIndexPage.objects.filter(locale__in=slugs))
    return {
        section.locale.language_code: section.get_url(request)
        + section.reverse_subpage("topic", kwargs={"slug": slugs[section.locale_id]})
        for section in sections.select_related("locale")
    }


def shown_topics(
    joined: models.Manager, locale: Locale, request: HttpRequest | None
) -> list[tuple[Topic, str]]:
    """Return the published topics of a page in its language, each with its address.

    ``joined`` is the page's manager of ``ArticleTopic`` or its kin.  The address is
    empty where the language has no topic section.
    """
    topics = [
        relation.topic
        for relation in joined.select_related("topic")
        if relation.topic.live and relation.topic.locale_id == locale.pk
    ]
    if not topics:
        return []
    sections = sections_of(locale.language_code, request)
    section = next((one for one in sections if purpose_of(one) == "topics"), None)
    if section is None:
        return [(topic, "") for topic in topics]
    url = section.get_url(request) or ""
    routes = TopicIndexPage()
    return [
        (topic, url + routes.reverse_subpage("topic", kwargs={"slug": topic.slug}))
        for topic in topics
    ]
