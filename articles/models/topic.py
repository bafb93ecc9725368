"""Topics: a small set of subjects, the same in every language."""

from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.redirects.models import Redirect
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

from articles.models.elsewhere import Elsewhere, elsewhere, elsewhere_among
from articles.models.listing import Places, list_page, places_by
from articles.models.section import SectionPage
from espoo.models import Card
from espoo.surroundings import purpose_of, sections_of
from freshness.kept import kept
from translation.absent import Version
from translation.links import Link
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
        """Save; the address of a published topic leads on to its new one."""
        self.slug = self.slug or slugify(self.name)
        before = Topic.objects.filter(pk=self.pk, live=True).first()
        with transaction.atomic():
            super().save(*args, **kwargs)
            if before and before.slug != Topic.objects.get(pk=self.pk).slug:
                lead_on(before, self)

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
        context["elsewhere"] = self.get_topics_elsewhere(request)
        return context

    def get_topics_elsewhere(self, request: HttpRequest) -> Elsewhere:
        """Return what the list says of the topics in other languages only."""
        here = self.get_topics().values("translation_key")
        others = Topic.objects.filter(live=True).exclude(translation_key__in=here)
        sections = {
            section.locale_id: section
            for section in readable(TopicIndexPage.objects.all()).select_related(
                "locale"
            )
        }
        # Each once, in the version written first.
        first: dict[Any, Link] = {}
        for topic in others.order_by("pk"):
            if section := sections.get(topic.locale_id):
                link = Link(
                    url=section.topic_url(topic.slug, request),
                    title=topic.name,
                    language_code=section.locale.language_code,
                )
                first.setdefault(topic.translation_key, link)
        return elsewhere_among(list(first.values()), request)

    def topic_url(self, slug: str, request: HttpRequest | None = None) -> str:
        """Return the address of the page of a topic."""
        path = self.reverse_subpage("topic", kwargs={"slug": slug})
        return (self.get_url(request) or "") + path

    def get_route_paths(self) -> list[str]:
        """Return the addresses that lead on when the list is given another one."""
        return ["/", *(f"/{topic.slug}/" for topic in self.get_topics())]

    def versions_below(self, words: list[str]) -> dict[str, Version]:
        """Return the topic of that slug, in any language, by the language's code."""
        named = Topic.objects.filter(slug=words[0]) if len(words) == 1 else None
        topic = named.order_by("pk").first() if named is not None else None
        return topic_versions(topic) if topic else {}

    @path("<slug:slug>/", name="topic")
    def topic(self, request: HttpRequest, slug: str) -> HttpResponse:
        """The page of one topic.  404 for a topic that is unknown or a draft."""
        topic = get_object_or_404(self.get_topics().select_related("card"), slug=slug)
        articles = apps.get_model("articles", "ArticlePage").objects.filter(
            article_topics__topic=topic, locale=self.locale_id
        )
        articles = readable(articles).order_by("-published_at", "-pk")
        projects = apps.get_model("articles", "ProjectPage").objects.filter(
            project_topics__topic=topic, locale=self.locale_id
        )
        articles_page = list_page(
            articles_by_topic(self.locale_id, request).get(topic.pk, Places()),
            articles.defer("body"),
            TOPIC_ARTICLES_A_PAGE,
            request,
        )
        with_topic = apps.get_model("articles", "ArticleTopic").objects.filter(
            topic__translation_key=topic.translation_key
        )

        def topic_urls() -> dict[str, str]:
            return {code: one.url for code, one in topic_versions(topic).items()}

        return self.render(
            request,
            template="articles/topic.html",
            context_overrides={
                "topic": topic,
                "articles": articles_page,
                "list_page": articles_page,
                "projects": readable(projects).order_by("title", "pk"),
                "elsewhere": elsewhere(
                    apps.get_model("articles", "ArticlePage").objects.filter(
                        translation_key__in=with_topic.values("page__translation_key")
                    ),
                    f"articles of topic {topic.pk}",
                    self.locale,
                    request,
                ),
                "language_urls": kept(
                    request, f"addresses of topic {topic.pk}", topic_urls
                ),
            },
        )


class TopicCard(Card):
    """The picture that stands for a topic's page where a link to it is shared."""

    topic = models.OneToOneField(
        Topic,
        verbose_name=_("topic"),
        on_delete=models.CASCADE,
        related_name="card",
    )

    class Meta:
        verbose_name = _("social card of a topic")
        verbose_name_plural = _("social cards of topics")


def articles_by_topic(locale_id: int, request: HttpRequest | None) -> dict[int, Places]:
    """Return where the readable articles of each topic stand, the newest first.

    One query for all topics of a language, however many an article has.
    """
    articles = apps.get_model("articles", "ArticlePage").objects
    return places_by(
        readable(articles.filter(locale=locale_id)),
        "article_topics__topic",
        f"articles by topic {locale_id}",
        request,
    )


def topic_versions(topic: Topic) -> dict[str, Version]:
    """Return the topic's page in each language it is published in, by code."""
    live = Topic.objects.filter(translation_key=topic.translation_key, live=True)
    topics = {version.locale_id: version for version in live}
    sections = readable(TopicIndexPage.objects.filter(locale__in=topics))
    return {
        section.locale.language_code: Version(
            topics[section.locale_id].name,
            section.topic_url(topics[section.locale_id].slug),
        )
        for section in sections.select_related("locale")
    }


def lead_on(before: Topic, topic: Topic) -> None:
    """Let the address that a topic had lead to the one that it has."""
    section = TopicIndexPage.objects.filter(locale=topic.locale_id).first()
    url = section.get_url() if section else None
    if section is None or url is None:
        return
    Redirect.objects.filter(old_path=Redirect.normalise_path(url + topic.slug)).delete()
    Redirect.objects.update_or_create(
        old_path=Redirect.normalise_path(url + before.slug),
        site=section.get_site(),
        defaults={
            "redirect_page": section,
            "redirect_page_route_path": f"/{topic.slug}/",
            "automatically_created": True,
        },
    )
    # Addresses that it had before that: they led to one that is no more.
    Redirect.objects.filter(
        redirect_page=section, redirect_page_route_path=f"/{before.slug}/"
    ).update(redirect_page_route_path=f"/{topic.slug}/")


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
