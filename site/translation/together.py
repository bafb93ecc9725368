"""The language versions of one text as a group: published, scheduled, withdrawn."""

import datetime
from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.contrib.auth.models import User
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page

from translation import pair
from translation.models import PairOverride, ScheduledPublication, Standing
from translation.publishing import publish_together, translation_of
from translation.refusals import PublishingRefused
from translation.roles import may_publish
from translation.words import language_name

State = ScheduledPublication.State


def versions_of(key: UUID, codes: Collection[str] | None = None) -> list[Page]:
    """Return the versions of a text, specific, in the site's order of languages."""
    pages = Page.objects.filter(translation_key=key, alias_of=None)
    if codes is not None:
        pages = pages.filter(locale__language_code__in=codes)
    order = [code for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES]
    return sorted(
        pages.select_related("locale").specific(),
        key=lambda page: order.index(page.locale.language_code),
    )


def may_go_live(user: Any, version: Page, versions: Sequence[Page]) -> bool:
    """Tell whether a person may publish this version with the others of its text.

    Publishers of the language may; and whoever may publish the original, once a
    publisher of the language has approved the translation.
    """
    if may_publish(user, version):
        return True
    made = translation_of(version)
    if made is None:
        return False
    approved = Standing.objects.filter(
        translation=made, review=Standing.Review.APPROVED
    ).exists()
    original = next((one for one in versions if translation_of(one) is None), None)
    return approved and original is not None and may_publish(user, original)


def publish_now(versions: Sequence[Page], user: User | None = None) -> None:
    """Publish the versions as one, or raise PublishingRefused and publish none.

    ``user`` has been asked for (``may_go_live``) by whoever calls; None is the site
    itself.
    """
    if user is not None:
        others = versions_of(versions[0].translation_key)
        for version in versions:
            if not may_go_live(user, version, others):
                raise PublishingRefused(
                    _("You may not publish the version in “%(language)s”.")
                    % {"language": language_name(version.locale.language_code)}
                )
    with transaction.atomic():
        publish_together(versions, user=user, approved=True)
        cancel_schedules(
            versions[0].translation_key,
            [version.locale_id for version in versions],
        )
        _log("translation.together", versions, user)
        pair.settle(versions[0])


@transaction.atomic
def withdraw(versions: Sequence[Page], user: User | None = None) -> None:
    """Unpublish the versions as one.  The user's right was asked for before."""
    cancel_schedules(
        versions[0].translation_key, [version.locale_id for version in versions]
    )
    for version in versions:
        if version.live:
            version.unpublish(user=user)
    _log("translation.withdraw", versions, user)


@transaction.atomic
def give_reason(
    page: Page, reason: str, due: datetime.date, user: User | None = None
) -> PairOverride:
    """Keep why a text goes live before its pair, and by which day the other follows."""
    PairOverride.objects.filter(page__translation_key=page.translation_key).delete()
    override = PairOverride.objects.create(
        page_id=page.pk, reason=reason, due=due, created_by=user
    )
    log(
        instance=page,
        action="translation.pair_override",
        user=user,
        data={
            "language": page.locale.language_code,
            "reason": reason,
            "due": due.isoformat(),
        },
    )
    return override


@transaction.atomic
def schedule(
    versions: Sequence[Page],
    at: datetime.datetime,
    user: User | None = None,
) -> ScheduledPublication:
    """Have the versions published together at a time; an earlier schedule ends."""
    key = versions[0].translation_key
    cancel_schedules(key, [version.locale_id for version in versions])
    group = ScheduledPublication.objects.create(
        translation_key=key, at=at, created_by=user
    )
    group.locales.set([version.locale_id for version in versions])
    _log("translation.schedule", versions, user, at=at.isoformat())
    return group


def waiting_for(key: UUID) -> list[ScheduledPublication]:
    """Return the schedules of a text that are still to come."""
    return list(
        ScheduledPublication.objects.filter(translation_key=key, state=State.WAITING)
        .prefetch_related("locales")
        .order_by("at", "pk")
    )


def cancel_schedules(key: UUID, locale_ids: Collection[int]) -> int:
    """End the schedules that wait for any of these versions; return how many."""
    return ScheduledPublication.objects.filter(
        pk__in=ScheduledPublication.objects.filter(
            translation_key=key, state=State.WAITING, locales__in=locale_ids
        ).values("pk")
    ).update(state=State.CANCELLED)


def log_cancelled(versions: Sequence[Page], user: User | None) -> None:
    """Write into the history that a schedule was ended."""
    _log("translation.unschedule", versions, user)


def run(group: ScheduledPublication) -> ScheduledPublication:
    """Publish one scheduled group as it is now; keep and log a refusal.

    The words and facts are those of this moment.  Another process that has begun the
    same group is left alone.
    """
    with transaction.atomic():
        mine = (
            ScheduledPublication.objects.select_for_update(skip_locked=_can_skip())
            .filter(pk=group.pk, state=State.WAITING, at__lte=timezone.now())
            .first()
        )
        if mine is None:
            return group
        codes = set(mine.locales.values_list("language_code", flat=True))
        versions = versions_of(mine.translation_key, codes)
        mine.state = State.DONE
        mine.save(update_fields=["state"])
        try:
            with transaction.atomic():
                _run(mine, versions, codes)
        except Exception as error:  # whatever it is, the other groups go on
            mine.state = State.REFUSED
            mine.message = _reason(error)
            mine.save(update_fields=["state", "message"])
            for version in versions:
                _log(
                    "translation.refused",
                    [version],
                    mine.created_by,
                    message=mine.message,
                )
    return mine


def _run(group: ScheduledPublication, versions: list[Page], codes: set[str]) -> None:
    if {version.locale.language_code for version in versions} != codes:
        raise PublishingRefused(_("A version of the text is gone."))
    for version in versions:
        # The time of the group is the one that counts.
        if version.go_live_at:
            version.go_live_at = None
            version.save(update_fields=["go_live_at"])
    if group.created_by and not group.created_by.is_active:
        raise PublishingRefused(_("Who scheduled it has no account any more."))
    publish_now(versions, group.created_by)


def _reason(error: Exception) -> str:
    return " ".join(getattr(error, "messages", [])) or str(error) or repr(error)


def _can_skip() -> bool:
    return connection.features.has_select_for_update_skip_locked


def _log(
    action: str,
    versions: Sequence[Page],
    user: User | None,
    **data: Any,
) -> None:
    codes = ", ".join(version.locale.language_code for version in versions)
    for version in versions:
        log(
            instance=version,
            action=action,
            user=user,
            uuid=uuid4(),  # or the history shows one of the pages only
            data={"language": codes, **data},
        )
