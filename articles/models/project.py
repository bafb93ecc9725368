"""Projects, their partner cities and their course."""

from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
)
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page, TranslatableMixin
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from articles.models.brief import BriefField, sentences
from articles.models.contact import shown_contacts
from articles.models.elsewhere import elsewhere
from articles.models.imprint import Funding
from articles.models.meeting import MeetingPage, upcoming_and_past
from articles.models.section import SectionPage, live_with_locale
from articles.models.topic import shown_topics
from articles.models.version_times import VersionTimes
from articles.models.when import date_in_words, dated
from espoo.blocks import BodyBlock
from espoo.languages import language_choices
from espoo.streams import clean_stream
from freshness.kept import kept
from translation.versions import readable


class ProjectIndexPage(SectionPage):
    """All projects in one language."""

    subpage_types = ["articles.ProjectPage"]

    class Meta:
        verbose_name = _("project list")
        verbose_name_plural = _("project lists")

    def get_projects(self) -> models.QuerySet["ProjectPage"]:
        """Return the published projects, running and planned ones first."""
        ended = models.Case(
            models.When(state=ProjectPage.State.ENDED, then=1), default=0
        )
        projects = readable(ProjectPage.objects.child_of(self))
        return projects.order_by(ended, "-start_year", "title", "pk")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict:
        context = super().get_context(request, *args, **kwargs)
        context["projects"] = self.get_projects()
        context["elsewhere"] = elsewhere(
            ProjectPage.objects.all(), "projects", self.locale, request
        )
        return context


class ProjectPage(VersionTimes):
    """A project: what it is for, who takes part, who pays and how it went."""

    class State(models.TextChoices):
        PLANNED = "planned", _("Planned")
        RUNNING = "running", _("Running")
        ENDED = "ended", _("Ended")

    official_name = models.CharField(_("official name"), max_length=255, blank=True)
    tagline = models.CharField(_("tagline"), max_length=255, blank=True)
    official_language = models.CharField(
        _("language of the official name"),
        max_length=10,
        blank=True,
        choices=language_choices,
        help_text=_("So that a screen reader says the name and tagline rightly."),
    )
    aim = models.TextField(_("aim"), blank=True)
    brief = BriefField()
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.RUNNING
    )
    start_year = models.PositiveSmallIntegerField(
        _("first year"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1950), MaxValueValidator(2100)],
    )
    end_year = models.PositiveSmallIntegerField(
        _("last year"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1950), MaxValueValidator(2100)],
    )
    body = StreamField(BodyBlock(), verbose_name=_("body"), blank=True)
    funding = models.ForeignKey(
        "articles.Funding",
        verbose_name=_("funding"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    search_fields = [
        *Page.search_fields,
        index.SearchField("aim", boost=1.5),
        index.SearchField("official_name", boost=1.5),
        index.SearchField("tagline", boost=1.5),
        index.SearchField("brief", boost=1.5),
        index.SearchField("body"),
        index.RelatedFields(
            "cities", [index.SearchField("name"), index.SearchField("country")]
        ),
        index.RelatedFields("timeline", [index.SearchField("text")]),
    ]
    content_panels = [
        *Page.content_panels,
        MultiFieldPanel(
            [
                FieldPanel("official_name"),
                FieldPanel("tagline"),
                FieldPanel("official_language"),
            ],
            heading=_("Official name"),
        ),
        FieldPanel("aim"),
        FieldPanel("brief"),
        FieldRowPanel(
            [FieldPanel("state"), FieldPanel("start_year"), FieldPanel("end_year")],
            heading=_("State and years"),
        ),
        FieldPanel("body"),
        InlinePanel("cities", heading=_("Partner cities"), label=_("City")),
        FieldPanel("funding"),
        InlinePanel("timeline", heading=_("Timeline"), label=_("Event")),
        InlinePanel("project_topics", heading=_("Topics"), label=_("Topic")),
        InlinePanel("project_contacts", heading=_("Contacts"), label=_("Contact")),
        VersionTimes.times_panel,
    ]
    override_translatable_fields = [
        *VersionTimes.version_fields,
        SynchronizedField("official_name", overridable=False),
        SynchronizedField("tagline", overridable=False),
        SynchronizedField("official_language", overridable=False),
        SynchronizedField("state", overridable=False),
        SynchronizedField("start_year", overridable=False),
        SynchronizedField("end_year", overridable=False),
        TranslatableField("funding"),
        TranslatableField("cities"),
        TranslatableField("timeline"),
        TranslatableField("project_topics"),
        TranslatableField("project_contacts"),
    ]
    parent_page_types = ["articles.ProjectIndexPage"]
    subpage_types = ["articles.MeetingPage", "articles.EasyReadingPage"]

    class Meta:
        verbose_name = _("project")
        verbose_name_plural = _("projects")

    def clean(self) -> None:
        super().clean()
        if self.start_year and self.end_year and self.end_year < self.start_year:
            raise ValidationError(
                {"end_year": _("The last year cannot be before the first.")}
            )

    def get_publishing_errors(self) -> dict[str, Any]:
        return clean_stream(self, "body")

    @property
    def brief_sentences(self) -> list[str]:
        """The sentences of "In brief", in order."""
        return sentences(self.brief)

    def get_articles(self) -> models.QuerySet[Page]:
        """Return the readable articles of this project in this language, newest first.

        An article names the project in whichever language its writer chose it, so
        the versions of a project count as one.
        """
        articles = apps.get_model("articles", "ArticlePage").objects.filter(
            project__translation_key=self.translation_key, locale=self.locale_id
        )
        return readable(articles).order_by("-published_at", "-pk")

    def _meetings_in_all_languages(self) -> models.QuerySet[MeetingPage]:
        """Return the meetings under any version of this project."""
        versions = ProjectPage.objects.filter(translation_key=self.translation_key)
        under = models.Q(pk__in=[])
        for path in versions.values_list("path", flat=True):
            under |= models.Q(path__startswith=path)
        return MeetingPage.objects.filter(under)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict:
        context = super().get_context(request, *args, **kwargs)
        upcoming, past = upcoming_and_past(MeetingPage.objects.child_of(self))
        articles = apps.get_model("articles", "ArticlePage").objects.filter(
            project__translation_key=self.translation_key
        )
        around = kept(
            request, f"project {self.pk}", lambda: self._get_what_is_around(request)
        )
        return (
            context
            | around
            | {
                "upcoming": upcoming,
                "past": past,
                "meetings_elsewhere": elsewhere(
                    self._meetings_in_all_languages(),
                    f"meetings of {self.pk}",
                    self.locale,
                    request,
                ),
                "articles_elsewhere": elsewhere(
                    articles, f"articles of {self.pk}", self.locale, request
                ),
            }
        )

    def _get_what_is_around(self, request: HttpRequest) -> dict[str, Any]:
        """Return what is shown of others, as far as it does not depend on the time."""
        easy_pages = apps.get_model("articles", "EasyReadingPage").objects
        # What is said of the money is a text, which stays away until it is translated.
        funding = live_with_locale(Funding, self.funding_id)
        return {
            "cities": list(self.cities.all()),
            "timeline": list(self.timeline.all()),
            "articles": list(self.get_articles().defer("body")),
            "contacts": shown_contacts(
                self.project_contacts.select_related("contact"),
                self.locale.language_code,
                request,
            ),
            "topics": shown_topics(self.project_topics, self.locale, request),
            "funding": funding if funding and funding.locale == self.locale else None,
            "easy_page": readable(easy_pages.defer("body").child_of(self)).first(),
        }


def get_funding(project_id: int) -> Funding | None:
    """Return the published funding of a project in its language, or None."""
    projects = ProjectPage.objects.filter(pk=project_id)
    fundings = Funding.objects.filter(
        pk__in=projects.values("funding"),
        locale__in=projects.values("locale"),
        live=True,
    )
    return fundings.select_related("locale").first()


class ProjectCity(TranslatableMixin, Orderable):
    """A city that takes part, named in the reader's language."""

    page = ParentalKey(
        "articles.ProjectPage", on_delete=models.CASCADE, related_name="cities"
    )
    name = models.CharField(_("city"), max_length=100)
    country = models.CharField(_("country"), max_length=100)
    is_lead = models.BooleanField(_("leads the project"), default=False)

    override_translatable_fields = [SynchronizedField("is_lead", overridable=False)]
    panels = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("country")]),
        FieldPanel("is_lead"),
    ]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("partner city")
        verbose_name_plural = _("partner cities")

    def __str__(self) -> str:
        return f"{self.name} ({self.country})"


class TimelineEvent(TranslatableMixin, Orderable):
    """One event in a project's course, dated as exactly as is known."""

    page = ParentalKey(
        "articles.ProjectPage", on_delete=models.CASCADE, related_name="timeline"
    )
    year = models.PositiveSmallIntegerField(
        _("year"), validators=[MinValueValidator(1950), MaxValueValidator(2100)]
    )
    month = models.PositiveSmallIntegerField(
        _("month"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(12)],
    )
    day = models.PositiveSmallIntegerField(
        _("day"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(31)],
    )
    text = models.CharField(_("what happened"), max_length=500)

    override_translatable_fields = [
        SynchronizedField("year", overridable=False),
        SynchronizedField("month", overridable=False),
        SynchronizedField("day", overridable=False),
    ]
    panels = [
        FieldRowPanel([FieldPanel("year"), FieldPanel("month"), FieldPanel("day")]),
        FieldPanel("text"),
    ]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("event")
        verbose_name_plural = _("events")

    def __str__(self) -> str:
        return f"{self.year}: {self.text}"

    @property
    def date_in_words(self) -> str:
        """The date in the active language, as exact as it is known."""
        return date_in_words(self.year, month=self.month, day=self.day)

    def clean(self) -> None:
        super().clean()
        if self.day and not self.month:
            raise ValidationError({"day": _("A day needs a month too.")})
        if self.day and self.month and self.year:
            try:
                dated(self.year, self.month, self.day)
            except ValueError:
                raise ValidationError({"day": _("There is no such date.")}) from None


class ProjectTopic(TranslatableMixin, Orderable):
    """A topic of a project."""

    page = ParentalKey(
        "articles.ProjectPage",
        on_delete=models.CASCADE,
        related_name="project_topics",
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
