"""Changing a fact of many texts, for readers and in drafts, with all their languages.

What readers have is published anew with that change only; a draft keeps what else was
written in it.  Translations follow their originals: their words stay as they are.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation

from translation.lag import small_edit
from translation.refusals import PublishingRefused
from translation.roles import is_locked_for, may_edit, may_publish

# Changes an unsaved page; returns whether anything of it is different now.
Change = Callable[[Any], bool]


@dataclass
class Outcome:
    """The texts that were changed, each in one language, and why others were not."""

    changed: list[Page] = field(default_factory=list)
    refused: list[tuple[Page, str]] = field(default_factory=list)


def originals_by_page(pages: Iterable[Page]) -> dict[int, Any]:
    """Return, by the key of each page, what it is translated from, or else itself.

    With the fields of their types; as many queries for any number of one type.
    """
    pages = list(pages)
    keys = {page.translation_key for page in pages}
    made = Translation.objects.filter(source__object_id__in=keys, enabled=True)
    sources = {
        (key, target): source
        for key, target, source in made.values_list(
            "source__object_id", "target_locale_id", "source__locale_id"
        )
    }
    locales = Locale.objects.in_bulk()
    versions = {}
    for version in Page.objects.filter(translation_key__in=keys).specific():
        version.locale = locales[version.locale_id]
        versions[version.translation_key, version.locale_id] = version
    return {
        page.pk: versions[
            page.translation_key,
            sources.get((page.translation_key, page.locale_id), page.locale_id),
        ]
        for page in pages
    }


def originals_of(pages: Iterable[Page]) -> list[Page]:
    """Return, of each page, what it is translated from, or else itself; each once."""
    found = {one.pk: one for one in originals_by_page(pages).values()}
    return list(found.values())


def refusal(user: User, page: Page) -> str:
    """Return, for people, why somebody may not change a page; "" where they may."""
    if not (may_publish if page.live else may_edit)(user, page):
        return _("you may not publish it") if page.live else _("you may not edit it")
    if is_locked_for(user, page):
        return _("somebody else has locked it")
    return ""


def would_change(page: Page, change: Change) -> bool:
    """Tell whether a change makes a difference to a page or to its draft."""
    row = _row(page)
    return change(row) or (
        row.has_unpublished_changes and change(row.get_latest_revision_as_object())
    )


def change_texts(
    originals: Iterable[Page],
    change: Change,
    *,
    user: User,
    action: str,
    data: dict[str, Any],
) -> Outcome:
    """Change each text whole, with all its languages, or not at all.

    The history of each page that is changed says so, by ``action`` and ``data``.
    """
    outcome = Outcome()
    for original in originals:
        if why_not := refusal(user, original):
            outcome.refused.append((original, why_not))
            continue
        try:
            with transaction.atomic():
                changed = _change_text(original, change, user)
                for page in changed:
                    log(
                        instance=page,
                        action=action,
                        user=user,
                        uuid=uuid4(),  # or the history shows one of the pages only
                        data=data,
                    )
        except (ValidationError, PublishingRefused) as error:
            outcome.refused.append((original, " ".join(error.messages)))
        else:
            outcome.changed += changed
    return outcome


def _change_text(original: Page, change: Change, user: User) -> list[Page]:
    changed = []
    with small_edit():  # a fact: the words of translations stay right
        if _change_original(original, change, user):
            changed.append(original)
    for made in Translation.objects.filter(
        source__object_id=original.translation_key,
        source__locale_id=original.locale_id,
        enabled=True,
    ):
        version = made.source.object.get_instance_or_none(made.target_locale)
        if version is not None and _change_version(version, change, user):
            changed.append(version)
    return changed


def _change_original(page: Page, change: Change, user: User) -> bool:
    row = _row(page)
    if not row.live:
        return _change_draft(row, change, user)
    draft = row.latest_revision if row.has_unpublished_changes else None
    changed = change(row)
    if changed:
        row.save_revision(user=user, clean=False).publish(
            user=user, skip_permission_checks=True
        )
    if draft:
        later = draft.as_object()
        different = change(later)
        if different or changed:  # else what was published just now would be the draft
            later.save_revision(user=user, clean=False)
        changed |= different
    return changed


def _change_draft(row: Any, change: Change, user: User) -> bool:
    draft = row.get_latest_revision_as_object()
    if not change(draft):
        return False
    draft.save(clean=False)
    draft.save_revision(user=user, clean=False)
    return True


def _change_version(page: Page, change: Change, user: User) -> bool:
    """Change a translation in place: what readers have of it has the same words."""
    row = _row(page)
    if not row.live:
        return _change_draft(row, change, user)
    draft = row.latest_revision
    changed = change(row)
    if changed:
        row.save(clean=False)
        if row.live_revision:
            row.live_revision.content = row.serializable_data()
            row.live_revision.save(update_fields=["content"])
    if draft and draft.pk != row.live_revision_id:
        later = draft.as_object()
        if change(later):
            later.save_revision(user=user, clean=False)
            changed = True
    return changed


def _row(page: Page) -> Any:
    model = page.specific_class or Page
    return model._default_manager.get(pk=page.pk)
