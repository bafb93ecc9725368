"""Meetings of a project, and the list of them all."""

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from articles.models.elsewhere import elsewhere
from articles.models.place import Place
from articles.models.section import SectionPage, live_with_locale
from articles.models.version_times import VersionTimes
from articles.models.when import (
    Season,
    date_in_words,
    first_and_last_day,
    times_in_words,
)
from espoo.blocks import BodyBlock
from espoo.languages import LanguagesField
from espoo.streams import clean_stream
from translation.versions import readable


class MeetingIndexPage(SectionPage):
    """All meetings in one language: those to come, then those that were."""

    class Meta:
        verbose_name = _("meeting list")
        verbose_name_plural = _("meeting lists")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict:
        context = super().get_context(request, *args, **kwargs)
        upcoming, past = upcoming_and_past(
            MeetingPage.objects.filter(locale=self.locale_id)
        )
        others = elsewhere(MeetingPage.objects.all(), "meetings", self.locale, request)
        context |= {"upcoming": upcoming, "past": past, "elsewhere": others}
        return context


class MeetingPage(VersionTimes):
    """One meeting on one theme.  The title is the theme."""

    class Precision(models.TextChoices):
        TIME = "time", _("day and time")
        MONTH = "month", _("month only")
        SEASON = "season", _("season only")

    class Mode(models.TextChoices):
        ONSITE = "onsite", _("On site")
        ONLINE = "online", _("Online")
        BOTH = "both", _("On site and online")

    class Registration(models.TextChoices):
        NONE = "none", _("No registration needed")
        OPEN = "open", _("Registration is open")
        FULL = "full", _("The meeting is full")
        CLOSED = "closed", _("Registration has closed")

    class Status(models.TextChoices):
        PLANNED = "planned", _("As planned")
        MOVED = "moved", _("Moved to another time")
        MOVED_ONLINE = "moved_online", _("Moved online")
        POSTPONED = "postponed", _("Postponed, no new time yet")
        CANCELLED = "cancelled", pgettext_lazy("meeting", "Cancelled")

    class Phase(models.TextChoices):
        BEFORE = "before", _("To come")
        DURING = "during", _("Going on")
        AFTER = "after", _("Held")

    lead = models.TextField(_("lead"), blank=True)
    precision = models.CharField(
        _("the date is known as"),
        max_length=10,
        choices=Precision.choices,
        default=Precision.TIME,
    )
    starts_at = models.DateTimeField(_("starts"), null=True, blank=True)
    ends_at = models.DateTimeField(_("ends"), null=True, blank=True)
    year = models.PositiveSmallIntegerField(
        _("year"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1950), MaxValueValidator(2100)],
    )
    month = models.PositiveSmallIntegerField(
        _("month"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(12)],
    )
    season = models.CharField(
        _("season"), max_length=10, blank=True, choices=Season.choices
    )
    # Derived when saved, so that lists can be ordered and cut in the database.
    first_day = models.DateField(null=True, editable=False, db_index=True)
    last_day = models.DateField(null=True, editable=False, db_index=True)
    mode = models.CharField(
        _("how it is held"), max_length=10, choices=Mode.choices, default=Mode.ONLINE
    )
    place = models.ForeignKey(
        "articles.Place",
        verbose_name=_("place"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    join_url = models.URLField(_("link to join online"), max_length=2000, blank=True)
    languages = LanguagesField(_("languages of the meeting"))
    registration = models.CharField(
        _("registration"),
        max_length=10,
        choices=Registration.choices,
        default=Registration.NONE,
    )
    registration_url = models.URLField(
        _("link to register"), max_length=2000, blank=True
    )
    registration_deadline = models.DateTimeField(
        _("register by"), null=True, blank=True
    )
    status = models.CharField(
        _("status"), max_length=20, choices=Status.choices, default=Status.PLANNED
    )
    body = StreamField(BodyBlock(), verbose_name=_("programme"), blank=True)
    summary = StreamField(BodyBlock(), verbose_name=_("summary"), blank=True)
    summary_due = models.DateField(_("summary promised by"), null=True, blank=True)
    attendance = models.PositiveIntegerField(_("attendance"), null=True, blank=True)

    search_fields = [
        *Page.search_fields,
        index.SearchField("lead", boost=1.5),
        index.SearchField("body"),
        index.SearchField("summary"),
        index.RelatedFields(
            "place", [index.SearchField("name"), index.SearchField("address")]
        ),
        index.FilterField("first_day"),
    ]
    content_panels = [
        FieldPanel("title", heading=_("Theme")),
        FieldPanel("lead"),
        MultiFieldPanel(
            [
                FieldPanel("status"),
                FieldPanel("precision"),
                FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
                FieldRowPanel(
                    [FieldPanel("year"), FieldPanel("month"), FieldPanel("season")]
                ),
            ],
            heading=_("When"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("mode"),
                FieldPanel("place"),
                FieldPanel("join_url"),
                FieldPanel("languages"),
            ],
            heading=_("Where and how"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("registration"),
                FieldPanel("registration_url"),
                FieldPanel("registration_deadline"),
            ],
            heading=_("Registration"),
        ),
        FieldPanel("body"),
        MultiFieldPanel(
            [
                FieldPanel("summary"),
                FieldPanel("summary_due"),
                FieldPanel("attendance"),
            ],
            heading=_("Afterwards"),
        ),
        VersionTimes.times_panel,
    ]
    # Facts are the same in every language and are nobody's to translate.
    facts = [
        "precision",
        "starts_at",
        "ends_at",
        "year",
        "month",
        "season",
        "mode",
        "join_url",
        "languages",
        "registration",
        "registration_url",
        "registration_deadline",
        "status",
        "summary_due",
        "attendance",
    ]
    override_translatable_fields = [
        *VersionTimes.version_fields,
        *(SynchronizedField(name, overridable=False) for name in facts),
        TranslatableField("place"),
    ]
    parent_page_types = ["articles.ProjectPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")

    def clean(self) -> None:
        super().clean()
        errors: dict[str, Any] = {}
        if self.precision == self.Precision.TIME:
            if not self.starts_at:
                errors["starts_at"] = _("Give the day and time, or choose month only.")
            elif self.ends_at and self.ends_at <= self.starts_at:
                errors["ends_at"] = _("The meeting cannot end before it starts.")
        elif not self.year:
            errors["year"] = _("Give the year.")
        elif self.precision == self.Precision.MONTH and not self.month:
            errors["month"] = _("Give the month.")
        elif self.precision == self.Precision.SEASON and not self.season:
            errors["season"] = _("Give the season.")
        late = self.registration_deadline and self.ends_or_starts_at
        if late and self.registration_deadline > self.ends_or_starts_at:
            errors["registration_deadline"] = _(
                "Registration cannot go on after the meeting."
            )
        if errors:
            raise ValidationError(errors)

    @property
    def is_urgent(self) -> bool:
        """Whether it is not held as it was planned."""
        return self.status != self.Status.PLANNED

    def get_publishing_errors(self) -> dict[str, Any]:
        return clean_stream(self, "body") | clean_stream(self, "summary")

    def save(self, clean: bool = True, **kwargs: Any) -> None:
        self.first_day, self.last_day = self.days
        super().save(clean=clean, **kwargs)

    @property
    def ends_or_starts_at(self) -> datetime.datetime | None:
        """When the meeting is over, as far as is known; None without an exact time."""
        if self.precision != self.Precision.TIME:
            return None
        return self.ends_at or self.starts_at

    @property
    def days(self) -> tuple[datetime.date | None, datetime.date | None]:
        """The first and last day on which the meeting may be; None while unknown."""
        if self.precision == self.Precision.TIME:
            if not self.starts_at:
                return None, None
            start = timezone.localtime(self.starts_at).date()
            end = timezone.localtime(self.ends_at).date() if self.ends_at else start
            return start, end
        if not self.year:
            return None, None
        if self.precision == self.Precision.MONTH:
            return first_and_last_day(self.year, month=self.month)
        return first_and_last_day(self.year, season=self.season)

    @property
    def date_in_words(self) -> str:
        """When it is, in the active language, as exactly as is known; '' if unknown."""
        if self.precision == self.Precision.TIME:
            return "".join(self.times_in_words)
        return date_in_words(
            self.year,
            month=self.month if self.precision == self.Precision.MONTH else None,
            season=self.season if self.precision == self.Precision.SEASON else "",
        )

    @property
    def times_in_words(self) -> list[str]:
        """The exact start, and a dash and the end where that is known; [] without."""
        return times_in_words(self.starts_at, self.ends_at) if self.starts_at else []

    @property
    def deadline_in_words(self) -> str:
        """Until when a reader can register, in the active language; '' without end."""
        deadline = self.registration_deadline
        return "".join(times_in_words(deadline)) if deadline else ""

    @property
    def is_online_only(self) -> bool:
        """Whether there is no place to go to."""
        return self.status == self.Status.MOVED_ONLINE or self.mode == self.Mode.ONLINE

    @property
    def how_in_words(self) -> str:
        """How it is held after all, in the active language."""
        return str(
            self.Mode.ONLINE.label if self.is_online_only else self.get_mode_display()
        )

    @property
    def takes_place(self) -> bool:
        """Whether it is held at the time that is known."""
        return self.status not in (self.Status.CANCELLED, self.Status.POSTPONED)

    def phase_at(self, now: datetime.datetime) -> "MeetingPage.Phase":
        """Return whether the meeting is to come, going on or held at that time.

        Without an end, a meeting goes on until its day is over.  One known only by
        month or season is to come until that has passed.
        """
        if self.precision == self.Precision.TIME and self.starts_at:
            if now < self.starts_at:
                return self.Phase.BEFORE
            if self.ends_at:
                over = now >= self.ends_at
            else:
                over = timezone.localtime(now).date() > timezone.localdate(
                    self.starts_at
                )
            return self.Phase.AFTER if over else self.Phase.DURING
        last_day = self.days[1]
        if last_day and timezone.localtime(now).date() > last_day:
            return self.Phase.AFTER
        return self.Phase.BEFORE

    @property
    def phase(self) -> "MeetingPage.Phase":
        """Whether the meeting is to come, going on or held now."""
        return self.phase_at(timezone.now())

    @property
    def takes_registrations(self) -> bool:
        """Whether a reader can still register."""
        now = timezone.now()
        return bool(
            self.registration == self.Registration.OPEN
            and self.takes_place
            and self.phase_at(now) == self.Phase.BEFORE
            and (not self.registration_deadline or now <= self.registration_deadline)
        )

    def get_linked_page_ids(self) -> list[int]:
        return [self.get_parent().pk]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict:
        context = super().get_context(request, *args, **kwargs)
        return context | {
            "place": live_with_locale(Place, self.place_id),
            "project_link": context["links"].get(self.get_parent().pk),
            "next_meeting": self.get_next_meeting(),
        }

    def get_next_meeting(self) -> "MeetingPage | None":
        """Return the project's soonest meeting to come, once this one is over."""
        if self.phase != self.Phase.AFTER:
            return None
        upcoming, _past = upcoming_and_past(MeetingPage.objects.sibling_of(self))
        return next((one for one in upcoming if one.takes_place), None)


def upcoming_and_past(
    meetings: models.QuerySet[MeetingPage],
) -> tuple[list[MeetingPage], list[MeetingPage]]:
    """Return the readable meetings to come, soonest first, and the past, newest first.

    One that goes on counts as to come.  A meeting without a known day stands last
    among those to come.
    """
    now = timezone.now()
    found = list(
        readable(meetings).order_by(models.F("first_day").asc(nulls_last=True), "pk")
    )
    past = [m for m in found if m.phase_at(now) == MeetingPage.Phase.AFTER]
    return [m for m in found if m not in past], past[::-1]
