"""The entries about languages: publications, deadlines, what one owes the other."""

import datetime
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.admin.utils import get_user_display_name
from wagtail.models import Page, Revision

from translation import waiting
from translation.calendar.entries import Entry, one_a_text, seen_by, times_of
from translation.models import PairOverride, ScheduledPublication
from translation.overview.reading import translated_snippets
from translation.roles import may_edit
from translation.views.editor import address_of
from translation.words import language_name


def together(user: Any, first: datetime.date, last: datetime.date) -> Iterator[Entry]:
    """Yield the languages of texts that are scheduled to go live together."""
    start, end = times_of(first, last)
    groups = list(
        ScheduledPublication.objects.filter(
            state=ScheduledPublication.State.WAITING, at__gte=start, at__lt=end
        ).prefetch_related("locales")
    )
    keys = [group.translation_key for group in groups]
    versions = defaultdict(list)
    for page in seen_by(user).filter(translation_key__in=keys).select_related("locale"):
        versions[page.translation_key].append(page)
    for group in groups:
        for page in one_a_text(versions[group.translation_key], get_language()):
            names = [language_name(one.language_code) for one in group.locales.all()]
            yield _of_page(
                page,
                _("Languages are published together"),
                time=group.at,
                url=reverse("translation:together", args=[page.pk]),
                about=", ".join(names),
            )


def single(user: Any, first: datetime.date, last: datetime.date) -> Iterator[Entry]:
    """Yield what goes live or leaves the site by itself, as Wagtail schedules it."""
    start, end = times_of(first, last)
    kind = ContentType.objects.get_for_model(Page)
    revisions = list(
        Revision.objects.filter(
            approved_go_live_at__gte=start, approved_go_live_at__lt=end
        ).select_related("content_type")
    )
    pages = {
        str(page.pk): page
        for page in seen_by(user)
        .filter(
            pk__in=[
                int(one.object_id)
                for one in revisions
                if one.base_content_type_id == kind.pk
            ]
        )
        .select_related("locale")
    }
    snippets = translated_snippets()
    for one in revisions:
        at, what = one.approved_go_live_at, _("Is published")
        if one.base_content_type_id == kind.pk:
            if page := pages.get(one.object_id):
                yield _of_page(page, what, time=at)
        elif (model := one.content_type.model_class()) in snippets:
            snippet = model._default_manager.filter(pk=one.object_id).first()
            if snippet and may_edit(user, snippet):
                code = snippet.locale.language_code
                url = address_of(snippet)
                yield Entry(localdate(at), what, str(snippet), code, url, at)
    for page in (
        seen_by(user)
        .filter(live=True, expire_at__gte=start, expire_at__lt=end)
        .select_related("locale")
    ):
        yield _of_page(page, _("Is taken off the site"), time=page.expire_at)


def deadlines(user: Any, first: datetime.date, last: datetime.date) -> Iterator[Entry]:
    """Yield the deadlines of translations that this person makes or asked for."""
    theirs = waiting.of(user, "change").values("pk")
    for made in waiting.of_anybody().filter(
        Q(pk__in=theirs) | Q(request__asked_by=user) | Q(request__assignee=user),
        request__done_at=None,
        request__due__range=(first, last),
    ):
        code = made.target_locale.language_code
        person = made.request.assignee
        about = [language_name(code)]
        if person:
            about.append(get_user_display_name(person))
        yield Entry(
            made.request.due,
            _("Translation is due"),
            made.draft_title or made.source.object_repr,
            code if made.draft_title else made.source.locale.language_code,
            reverse("translation:edit", args=[made.pk]),
            about=", ".join(about),
        )


def pairs(user: Any, first: datetime.date, last: datetime.date) -> Iterator[Entry]:
    """Yield the days by which one language of the pair follows the other.

    The version that follows may not be there yet: whoever may see exceptions sees all.
    """
    if not user.has_perm(waiting.SEE_OVERRIDES):
        return
    for one in PairOverride.objects.filter(due__range=(first, last)).select_related(
        "page__locale"
    ):
        yield _of_page(
            one.page,
            _("The other language follows"),
            day=one.due,
            url=reverse("translation:together", args=[one.page_id]),
            about=one.reason,
        )


def _of_page(
    page: Any,
    what: str,
    *,
    time: datetime.datetime | None = None,
    day: datetime.date | None = None,
    url: str = "",
    about: str = "",
) -> Entry:
    return Entry(
        day or localdate(time),
        what,
        page.draft_title,
        page.locale.language_code,
        url or address_of(page),
        time,
        about,
    )
