"""Articles of the series, and the easy-language texts beside them.

Each language has its own tree.  The translations of an article share a
``translation_key``; wagtail-localize creates them and keeps them in step.
"""

import datetime
from collections import Counter
from functools import partial
from heapq import nlargest
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    PageChooserPanel,
)
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page, TranslatableMixin
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from articles.models.brief import BriefField, sentences
from articles.models.contact import shown_contacts
from articles.models.elsewhere import elsewhere
from articles.models.imprint import Publisher, Series
from articles.models.listing import list_page, places_of
from articles.models.project import get_funding
from articles.models.section import SectionPage, live_with_locale
from articles.models.topic import articles_by_topic, shown_topics
from articles.models.version_times import VersionTimes
from articles.panels import OpenTasksPanel
from espoo.blocks import BodyBlock, EasyBodyBlock
from espoo.streams import clean_stream
from freshness.kept import kept
from translation.links import TextLinks
from translation.originals import IndependentOriginal
from translation.versions import readable

ARTICLES_A_PAGE = 20
RELATED = 4
HEADINGS_OF_A_LONG_TEXT = 4
OLD_AFTER = datetime.timedelta(days=2 * 365.25)


class ArticleIndexPage(SectionPage):
    """All articles in one language, newest first."""

    subpage_types = ["articles.ArticlePage"]

    class Meta:
        verbose_name = _("article list")
        verbose_name_plural = _("article lists")

    def get_articles(self) -> models.QuerySet["ArticlePage"]:
        """Return the published articles of this language, newest first."""
        articles = readable(ArticlePage.objects.child_of(self))
        return articles.order_by("-published_at", "-pk")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict:
        context = super().get_context(request, *args, **kwargs)
        articles = self.get_articles().defer("body")
        places = places_of(articles, f"articles of language {self.locale_id}", request)
        context["articles"] = list_page(places, articles, ARTICLES_A_PAGE, request)
        context["list_page"] = context["articles"]
        context["elsewhere"] = elsewhere(
            ArticlePage.objects.all(), "articles", self.locale, request
        )
        return context


class ArticlePage(VersionTimes):
    """One article: a lead, an optional lead picture and a body of blocks."""

    # Its foot asks readers whether it was useful.
    asks_usefulness = True

    subtitle = models.CharField(_("subtitle"), max_length=255, blank=True)
    lead = models.TextField(_("lead"))
    brief = BriefField()
    lead_image = models.ForeignKey(
        "espoo.Picture",
        verbose_name=_("lead picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    lead_image_alt = models.CharField(_("alternative text"), max_length=255, blank=True)
    lead_image_decorative = models.BooleanField(
        _("decorative"),
        default=False,
        help_text=_("The picture says nothing that a reader must know."),
    )
    lead_image_caption = models.CharField(_("caption"), max_length=500, blank=True)
    lead_image_credit = models.CharField(_("credit"), max_length=255, blank=True)
    body = StreamField(BodyBlock(), verbose_name=_("body"), blank=True)
    byline = models.CharField(
        _("byline"),
        max_length=255,
        blank=True,
        help_text=_("The writer's name and role."),
    )
    publisher = models.ForeignKey(
        "articles.Publisher",
        verbose_name=_("publisher"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    series = models.ForeignKey(
        "articles.Series",
        verbose_name=_("series"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    project = models.ForeignKey(
        "articles.ProjectPage",
        verbose_name=_("project"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    funding_note = models.TextField(
        _("funding note"),
        blank=True,
        help_text=_("Shown only where the project gives no funding of its own."),
    )
    source_url = models.URLField(
        _("source address"),
        max_length=2000,
        blank=True,
        help_text=_("Where a text that is not the city's own was first published."),
    )
    rights_note = models.CharField(_("rights note"), max_length=500, blank=True)

    search_fields = [
        *Page.search_fields,
        # What has a boost stands above the text, the lead first (search.texts).
        index.SearchField("lead", boost=1.5),
        index.SearchField("subtitle", boost=1.5),
        index.SearchField("brief", boost=1.5),
        index.SearchField("body"),
        index.SearchField("byline"),
        index.SearchField("lead_image_caption"),
        index.FilterField("published_at"),
    ]
    content_panels = [
        OpenTasksPanel(heading=_("To settle")),
        *Page.content_panels,
        FieldPanel("subtitle"),
        FieldPanel("lead"),
        FieldPanel("brief"),
        MultiFieldPanel(
            [
                FieldPanel("lead_image"),
                FieldPanel("lead_image_alt"),
                FieldPanel("lead_image_decorative"),
                FieldRowPanel(
                    [
                        FieldPanel("lead_image_caption"),
                        FieldPanel("lead_image_credit"),
                    ]
                ),
            ],
            heading=_("Lead picture"),
        ),
        FieldPanel("body"),
        MultiFieldPanel(
            [
                FieldPanel("byline"),
                FieldPanel("publisher"),
                FieldPanel("series"),
                PageChooserPanel("project", "articles.ProjectPage"),
                FieldPanel("funding_note"),
                FieldPanel("source_url"),
                FieldPanel("rights_note"),
            ],
            heading=_("Where the text belongs"),
        ),
        InlinePanel("article_topics", heading=_("Topics"), label=_("Topic")),
        InlinePanel("article_contacts", heading=_("Contacts"), label=_("Contact")),
        InlinePanel("corrections", heading=_("Corrections"), label=_("Correction")),
        VersionTimes.times_panel,
    ]
    override_translatable_fields = [
        *VersionTimes.version_fields,
        SynchronizedField("lead_image", overridable=True),
        SynchronizedField("lead_image_decorative", overridable=False),
        # Each reader is led to the project in their own language when it is shown.
        SynchronizedField("project", overridable=False),
        SynchronizedField("source_url", overridable=True),
        TranslatableField("series"),
        TranslatableField("publisher"),
        TranslatableField("article_topics"),
        TranslatableField("article_contacts"),
        TranslatableField("corrections"),
    ]
    parent_page_types = ["articles.ArticleIndexPage"]
    subpage_types = ["articles.EasyReadingPage"]

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        # Both, so that the order of all is read from the index alone.
        indexes = [models.Index(fields=["published_at", "page_ptr"])]

    def get_publishing_errors(self) -> dict[str, Any]:
        errors: dict[str, Any] = clean_stream(self, "body")
        undescribed = not self.lead_image_alt and not self.lead_image_decorative
        if self.lead_image_id and undescribed:
            errors["lead_image_alt"] = _(
                "Describe the picture, or mark it as decorative."
            )
        return errors

    @property
    def brief_sentences(self) -> list[str]:
        """The sentences of "In brief", in order."""
        return sentences(self.brief)

    @property
    def contents(self) -> list[tuple[str, str]]:
        """The anchor and text of each main heading, in order; [] in a short text."""
        headings = [
            (f"block-{block.id}", block.value["text"])
            for block in self.body
            if block.block_type == "heading" and block.value["level"] == "h2"
        ]
        return headings if len(headings) >= HEADINGS_OF_A_LONG_TEXT else []

    @property
    def is_old(self) -> bool:
        """Whether the text was published, or last updated, over two years ago."""
        times = [time for time in (self.published_at, self.content_updated_at) if time]
        return bool(times) and max(times) < timezone.now() - OLD_AFTER

    def get_neighbours(self) -> "tuple[ArticlePage | None, ArticlePage | None]":
        """Return the articles before and after this one in its series.

        Both are in this language; None where there is none, no series or no time.
        """
        if not self.series_id or not self.published_at:
            return None, None
        others = readable(
            ArticlePage.objects.filter(series=self.series_id, locale=self.locale_id)
        )
        same_time = models.Q(published_at=self.published_at)
        before = models.Q(published_at__lt=self.published_at)
        after = models.Q(published_at__gt=self.published_at)
        previous = others.filter(before | (same_time & models.Q(pk__lt=self.pk)))
        following = others.filter(after | (same_time & models.Q(pk__gt=self.pk)))
        # Both in one query: most articles are in a series.
        nearest = [
            previous.order_by("-published_at", "-pk").values("pk")[:1],
            following.order_by("published_at", "pk").values("pk")[:1],
        ]
        found = ArticlePage.objects.defer("body").filter(
            models.Q(pk=models.Subquery(nearest[0]))
            | models.Q(pk=models.Subquery(nearest[1]))
        )
        place = (self.published_at, self.pk)
        sides: dict[bool, ArticlePage] = {
            (article.published_at, article.pk) > place: article for article in found
        }
        return sides.get(False), sides.get(True)

    def get_related(
        self, topics: list[int], request: HttpRequest | None
    ) -> list["ArticlePage"]:
        """Return up to four other articles with these topics, most shared first.

        Of as many the newest.  No query goes through all articles of a topic: their
        order is known from the page of the topic.
        """
        if not topics:
            return []
        by_topic = articles_by_topic(self.locale_id, request)
        shared = Counter(
            place
            for topic in topics
            for place in by_topic.get(topic, ())
            if place[1] != self.pk
        )
        nearest = nlargest(RELATED, shared, key=lambda place: (shared[place], place))
        found = ArticlePage.objects.defer("body").in_bulk([pk for _time, pk in nearest])
        return [found[pk] for _time, pk in nearest if pk in found]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict:
        context = super().get_context(request, *args, **kwargs)
        around = partial(self._get_what_is_around, context["links"], request)
        # Found when it is asked for: often the HTML of all is kept.
        return context | {"around": SimpleLazyObject(around)}

    def _get_what_is_around(
        self, links: TextLinks, request: HttpRequest
    ) -> dict[str, Any]:
        """Return what is shown of others, none of which depends on the time."""
        project = links.versions.get(self.project_id)
        around = kept(
            request,
            f"article {self.pk}",
            lambda: self._ask_for_what_is_around(project, request),
        )
        return around | {"project_link": links.get(self.project_id)}

    def _ask_for_what_is_around(
        self, project: Page | None, request: HttpRequest
    ) -> dict[str, Any]:
        topics = shown_topics(self.article_topics, self.locale, request)
        previous, following = self.get_neighbours()
        easy_pages = EasyReadingPage.objects.defer("body").child_of(self)
        return {
            "series": live_with_locale(Series, self.series_id),
            "publisher": live_with_locale(Publisher, self.publisher_id),
            "funding": project and get_funding(project.pk),
            "contacts": shown_contacts(
                self.article_contacts.select_related("contact"),
                self.locale.language_code,
                request,
            ),
            "topics": topics,
            "previous_article": previous,
            "next_article": following,
            "related": self.get_related([topic.pk for topic, _url in topics], request),
            "corrections": list(self.corrections.all()),
            "easy_page": readable(easy_pages).first(),
        }

    def get_linked_page_ids(self) -> list[int | None]:
        return [self.project_id]


class ArticleTopic(TranslatableMixin, Orderable):
    """A topic of an article."""

    page = ParentalKey(
        "articles.ArticlePage",
        on_delete=models.CASCADE,
        related_name="article_topics",
    )
    topic = models.ForeignKey(
        "articles.Topic",
        verbose_name=_("topic"),
        on_delete=models.CASCADE,
        related_name="+",
    )

    panels = [FieldPanel("topic")]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("topic")
        verbose_name_plural = _("topics")

    def __str__(self) -> str:
        return str(self.topic)


class ArticleCorrection(TranslatableMixin, Orderable):
    """What was wrong in an article and when it was put right."""

    page = ParentalKey(
        "articles.ArticlePage", on_delete=models.CASCADE, related_name="corrections"
    )
    date = models.DateField(_("corrected on"), default=datetime.date.today)
    text = models.TextField(
        _("what was corrected"),
        help_text=_("What was wrong and what is right, in one or two sentences."),
    )

    override_translatable_fields = [
        SynchronizedField("date", overridable=False),
        TranslatableField("text"),
    ]
    panels = [FieldPanel("date"), FieldPanel("text")]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")

    def __str__(self) -> str:
        return f"{self.date}: {self.text}"


class EasyReadingPage(IndependentOriginal, VersionTimes):
    """An easy-language text: selkokieli, lätt språk, easy English.

    A text of its own and not a translation, neither of its parent nor of an easy text
    in another language.
    """

    lead = models.TextField(_("lead"), blank=True)
    body = StreamField(EasyBodyBlock(), verbose_name=_("body"), blank=True)

    search_fields = [
        *Page.search_fields,
        index.SearchField("lead", boost=1.5),
        index.SearchField("body"),
    ]
    content_panels = [
        *Page.content_panels,
        FieldPanel("lead"),
        FieldPanel("body"),
        VersionTimes.times_panel,
    ]
    parent_page_types = ["articles.ArticlePage", "articles.ProjectPage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("easy-language page")
        verbose_name_plural = _("easy-language pages")

    def get_publishing_errors(self) -> dict[str, Any]:
        return clean_stream(self, "body")

    def get_linked_page_ids(self) -> list[int]:
        return [self.get_parent().pk]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict:
        context = super().get_context(request, *args, **kwargs)
        context["standard_link"] = context["links"].get(self.get_parent().pk)
        return context
