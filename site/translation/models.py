"""What is kept about the language versions of a page."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.utils import get_user_display_name
from wagtail.models import Page


class PairOverride(models.Model):
    """Why a page is published in one language of the pair before the other, until when.

    Finnish and Swedish are published together (Language Act 423/2003, section 32).
    Where they are not, someone gives the reason and a day by which the other follows;
    readers are told the day.
    """

    page = models.OneToOneField(
        "wagtailcore.Page",
        verbose_name=_("page"),
        on_delete=models.CASCADE,
        related_name="pair_override",
    )
    reason = models.TextField(_("reason"))
    due = models.DateField(_("the other language follows by"))
    created_at = models.DateTimeField(_("given"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("given by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        verbose_name = _("one language before the other")
        verbose_name_plural = _("one language before the other")
        ordering = ["due", "pk"]

    def __str__(self) -> str:
        return f"{self.page} ({self.due})"


class Standing(models.Model):
    """Where the work on one translation stands, beside what its segments say.

    ``outdated_since`` is when the original was published with something this version
    does not have yet; None while readers of both read the same.
    """

    class Review(models.TextChoices):
        NONE = "", _("in work")
        READY = "ready", _("ready for review")
        RETURNED = "returned", _("returned")
        APPROVED = "approved", _("approved")

    translation = models.OneToOneField(
        "wagtail_localize.Translation",
        verbose_name=_("translation"),
        on_delete=models.CASCADE,
        related_name="standing",
    )
    review = models.CharField(
        _("review"), max_length=10, blank=True, choices=Review.choices
    )
    comment = models.TextField(_("comment"), blank=True)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("changed by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    handed_in_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("handed in by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    outdated_since = models.DateTimeField(_("outdated since"), null=True, blank=True)

    class Meta:
        verbose_name = _("standing of a translation")
        verbose_name_plural = _("standings of translations")

    def __str__(self) -> str:
        return f"{self.translation_id}: {self.get_review_display()}"

    @classmethod
    def of(cls, translation: models.Model) -> "Standing":
        """Return the standing of a translation, made when first asked for."""
        return cls.objects.get_or_create(translation=translation)[0]


class Lag(models.Model):
    """A segment whose original has changed, with the words that stood before.

    ``source_text`` is the original from which ``text`` was translated; both are empty
    for a segment that is new.  The row says something only while the segment has no
    translation (``translation.lag.lags_of``).
    """

    translation = models.ForeignKey(
        "wagtail_localize.Translation",
        verbose_name=_("translation"),
        on_delete=models.CASCADE,
        related_name="lags",
    )
    context = models.ForeignKey(
        "wagtail_localize.TranslationContext",
        on_delete=models.CASCADE,
        related_name="+",
    )
    string = models.ForeignKey(
        "wagtail_localize.String", on_delete=models.CASCADE, related_name="+"
    )
    source_text = models.TextField(_("earlier original"), blank=True)
    text = models.TextField(_("earlier translation"), blank=True)
    since = models.DateTimeField(_("since"))

    class Meta:
        verbose_name = _("lagging segment")
        verbose_name_plural = _("lagging segments")
        constraints = [
            models.UniqueConstraint(
                fields=["translation", "context", "string"], name="one_lag_a_segment"
            )
        ]

    def __str__(self) -> str:
        return f"{self.translation_id}: {self.source_text[:40]}"


class Proposal(models.Model):
    """Words that somebody asked for, and nobody has looked at yet.

    They stand in the box of a segment without words and are none of the translation:
    they count as missing and are never published until a person accepts or amends
    them.  The row says something only while the segment has no words.

    ``origin`` is the page or the memory they were found in, or the machine; ``dated``
    when that was published or brought in, ``percent`` how like the originals are and
    ``original`` the one they translate, where it is another.
    """

    class Kind(models.TextChoices):
        MEMORY = "memory", _("translation memory")
        MACHINE = "machine", _("machine")

    translation = models.ForeignKey(
        "wagtail_localize.Translation",
        verbose_name=_("translation"),
        on_delete=models.CASCADE,
        related_name="proposals",
    )
    context = models.ForeignKey(
        "wagtail_localize.TranslationContext",
        on_delete=models.CASCADE,
        related_name="+",
    )
    string = models.ForeignKey(
        "wagtail_localize.String", on_delete=models.CASCADE, related_name="+"
    )
    text = models.TextField(_("proposed words"))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    origin = models.CharField(_("source"), max_length=255)
    dated = models.DateTimeField(_("date of the source"), null=True)
    percent = models.PositiveSmallIntegerField(_("likeness"), null=True)
    original = models.TextField(_("its original"), blank=True)

    class Meta:
        verbose_name = _("proposed translation")
        verbose_name_plural = _("proposed translations")
        constraints = [
            models.UniqueConstraint(
                fields=["translation", "context", "string"],
                name="one_proposal_a_segment",
            )
        ]

    def __str__(self) -> str:
        return f"{self.translation_id}: {self.text[:40]}"


class SegmentComment(models.Model):
    """What somebody wrote about a segment; those of a segment are a thread.

    It stays with the segment when its original changes; ``about`` is the original as
    it was when the comment was written.
    """

    translation = models.ForeignKey(
        "wagtail_localize.Translation",
        verbose_name=_("translation"),
        on_delete=models.CASCADE,
        related_name="segment_comments",
    )
    context = models.ForeignKey(
        "wagtail_localize.TranslationContext",
        on_delete=models.CASCADE,
        related_name="+",
    )
    string = models.ForeignKey(
        "wagtail_localize.String", on_delete=models.CASCADE, related_name="+"
    )
    about = models.TextField(_("original"))
    text = models.TextField(_("comment"))
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("written by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    written_at = models.DateTimeField(_("written"), auto_now_add=True)
    resolved_at = models.DateTimeField(_("resolved"), null=True, blank=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("resolved by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        verbose_name = _("comment on a segment")
        verbose_name_plural = _("comments on segments")
        ordering = ["written_at", "pk"]

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def written_by(self) -> str:
        """The name of who wrote it, for people."""
        return get_user_display_name(self.author) if self.author else "–"

    @property
    def settled_by(self) -> str:
        """The name of who settled it, for people."""
        return get_user_display_name(self.resolved_by) if self.resolved_by else "–"


class PublishedBehind(models.Model):
    """Why a version was published although words of it were missing or behind.

    Gone as soon as the version is published with all its words.
    """

    page = models.OneToOneField(
        "wagtailcore.Page",
        verbose_name=_("page"),
        on_delete=models.CASCADE,
        related_name="published_behind",
    )
    reason = models.TextField(_("reason"))
    created_at = models.DateTimeField(_("given"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("given by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        verbose_name = _("version published behind its original")
        verbose_name_plural = _("versions published behind their originals")
        permissions = [
            ("override", _("Can publish a version whose words are missing or behind"))
        ]

    def __str__(self) -> str:
        return f"{self.page}: {self.reason[:40]}"


class ScheduledPublication(models.Model):
    """Language versions of one text that go live together at a time, all or none."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        DONE = "done", _("published")
        REFUSED = "refused", _("refused")
        CANCELLED = "cancelled", _("cancelled")

    translation_key = models.UUIDField(_("translation key"), db_index=True)
    locales = models.ManyToManyField(
        "wagtailcore.Locale", verbose_name=_("languages"), related_name="+"
    )
    at = models.DateTimeField(_("publish at"), db_index=True)
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.WAITING
    )
    message = models.TextField(_("message"), blank=True)
    created_at = models.DateTimeField(_("scheduled"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("scheduled by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        verbose_name = _("scheduled publication")
        verbose_name_plural = _("scheduled publications")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.translation_key}: {self.at:%Y-%m-%d %H:%M}"


class GonePage(models.Model):
    """An address at which a page was published and is no more.

    Readers are told that the page was removed (410), and search engines forget it.
    The translation key remains, since the page may live on in other languages.
    """

    path = models.CharField(_("address"), max_length=2000, unique=True)
    translation_key = models.UUIDField(_("translation key"), db_index=True)
    gone_at = models.DateTimeField(_("removed"), auto_now=True)

    class Meta:
        verbose_name = _("removed page")
        verbose_name_plural = _("removed pages")
        ordering = ["-gone_at", "pk"]

    def __str__(self) -> str:
        return self.path

    @classmethod
    def remember(cls, page: Page) -> None:
        """Keep the address of a page that readers could read until now."""
        cls.objects.update_or_create(
            # The slug of a front page is its language: the path is the address.
            path=page.url_path,
            defaults={"translation_key": page.translation_key},
        )


# The memory and the requests have their models in rooms of their own.
from translation.memory.models import MemoryImport, MemoryPair  # noqa: E402, F401
from translation.requests.models import TranslationRequest  # noqa: E402, F401
