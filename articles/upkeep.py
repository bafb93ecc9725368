"""What an editor has to keep up: contacts to review, summaries to write, own drafts.

Each is edited in its original; translations follow by themselves.
"""

from collections.abc import Callable
from typing import Any

from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q, TextField, Window
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page
from wagtail.permissions import page_permission_policy
from wagtail_localize.models import Translation, TranslationSource

from articles.models import ContactPage, MeetingPage
from translation.desk import Row, WaitingList, day_in_words
from translation.views.editor import address_of

SHOWN = 10
# A stream without blocks, as databases keep it.
EMPTY = ["[]", '""', ""]


class Duty(models.TextChoices):
    """What there is to keep up."""

    CONTACTS = "contacts", gettext_lazy("Contacts to review")
    SUMMARIES = "summaries", gettext_lazy("Meetings without a summary")
    DRAFTS = "drafts", gettext_lazy("My drafts")


def contacts_to_review(user: Any) -> models.QuerySet:
    """Return live contacts whose review day has come; the longest overdue first."""
    return (
        _originals(ContactPage, user)
        .filter(live=True, review_date__lte=timezone.localdate())
        .order_by("review_date", "pk")
    )


def meetings_without_summary(user: Any) -> models.QuerySet:
    """Return meetings that were held and have no summary; promised ones first."""
    status = MeetingPage.Status
    return (
        _originals(MeetingPage, user)
        .annotate(written=Cast("summary", TextField()))
        .filter(live=True, last_day__lt=timezone.localdate(), written__in=EMPTY)
        .exclude(status__in=[status.CANCELLED, status.POSTPONED])
        .order_by(F("summary_due").asc(nulls_last=True), "-last_day", "pk")
    )


def own_drafts(user: Any) -> models.QuerySet:
    """Return pages this person began or changed last, and nobody published since."""
    return (
        _originals(Page, user)
        .filter(
            Q(owner=user, live=False)
            | Q(latest_revision__user=user, has_unpublished_changes=True)
        )
        .order_by(F("latest_revision_created_at").desc(nulls_last=True), "pk")
    )


def _originals(model: type[Page], user: Any) -> models.QuerySet:
    """Return the pages of a type that a person may change, but no translations."""
    theirs = page_permission_policy.instances_user_has_permission_for(user, "change")
    # By the text first: SQLite would go through all translations into the language.
    sources = TranslationSource.objects.filter(
        object_id=OuterRef(OuterRef("translation_key"))
    )
    made = Translation.objects.filter(
        source_id__in=sources.values("pk"),
        target_locale_id=OuterRef("locale_id"),
        enabled=True,
    )
    return model.objects.filter(
        ~Exists(made), alias_of=None, pk__in=theirs.order_by().values("pk")
    ).select_related("locale", "content_type")


PAGES: dict[str, Callable[[Any], models.QuerySet]] = {
    Duty.CONTACTS: contacts_to_review,
    Duty.SUMMARIES: meetings_without_summary,
    Duty.DRAFTS: own_drafts,
}


def said_of(page: Any) -> tuple[str, bool]:
    """Return what is due of a page, and whether its day has passed."""
    today = timezone.localdate()
    if isinstance(page, ContactPage) and page.review_date:
        day = day_in_words(page.review_date)
        return _("to review since %(day)s") % {"day": day}, page.review_date < today
    if isinstance(page, MeetingPage) and page.summary_due:
        day = day_in_words(page.summary_due)
        return _("summary promised by %(day)s") % {"day": day}, page.summary_due < today
    if isinstance(page, MeetingPage) and page.last_day:
        return _("held on %(day)s") % {"day": day_in_words(page.last_day)}, False
    day = day_in_words(page.latest_revision_created_at)
    return _("changed on %(day)s") % {"day": day}, False


def lists(user: Any) -> list[WaitingList]:
    """Return the lists for the home page of the admin; three queries."""
    made = []
    for duty, pages in PAGES.items():
        found = list(pages(user).annotate(how_many=Window(Count("pk")))[:SHOWN])
        rows = []
        for page in found:
            about, is_overdue = said_of(page)
            rows.append(
                Row(
                    page.draft_title,
                    page.locale.language_code,
                    address_of(page),
                    about,
                    is_overdue=is_overdue,
                )
            )
        made.append(
            WaitingList(
                f"upkeep-{duty}",
                str(Duty(duty).label),
                rows,
                found[0].how_many if found else 0,
                f"{reverse('upkeep_report')}?{urlencode({'duty': duty})}",
            )
        )
    return made


def of_duty(user: Any, duty: str = "") -> models.QuerySet[Page]:
    """Return the pages of one duty, or of all; the newest change first."""
    chosen = [duty] if duty else list(PAGES)
    wanted = Q()
    for one in chosen:
        wanted |= Q(pk__in=PAGES[one](user).order_by().values("pk"))
    return (
        Page.objects.filter(wanted)
        .select_related("locale", "content_type")
        .order_by(F("latest_revision_created_at").desc(nulls_last=True), "pk")
    )
