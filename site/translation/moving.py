"""A text stands at the same place in each language: versions move with the original."""

from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.actions.move_page import MovePageAction
from wagtail.admin import messages
from wagtail.models import Page
from wagtail_localize.models import Translation

from translation.publishing import translation_of
from translation.refusals import Refusal
from translation.words import language_name


def guard_moves() -> None:
    """Make every move of a page one of all its versions, or none.

    The admin's screens, bulk actions, Wagtail's API and commands all end in this one
    action.  Wagtail's own hook for it takes versions along without asking for rights,
    one after the other, and fails halfway where a parent is missing.
    """
    execute = MovePageAction.execute

    @wraps(execute)
    def guarded(action: MovePageAction, *args: Any, **kwargs: Any) -> None:
        target = Page.objects.get(pk=action.target.pk)
        if action.pos not in ("first-child", "last-child", "sorted-child"):
            target = target.get_parent()
        refuse_among_others(action.page, target)
        before = Page.objects.get(pk=action.page.pk).get_parent()
        if before.pk == target.pk:  # another order under the same page
            execute(action, *args, **kwargs)
            return
        _refuse_alone(action.page, target)
        with transaction.atomic():
            execute(action, *args, **kwargs)
            for version, parent in along(action.page, target):
                _refuse_without_right(action.user, version, parent)
                execute(
                    MovePageAction(version, parent, pos="last-child", user=action.user)
                )

    MovePageAction.execute = guarded


def along(original: Page, target: Page) -> list[tuple[Page, Page]]:
    """Return the versions that are made from a page, each with its new parent.

    Raises Refusal where the new parent has no page of its own in a language.
    """
    languages = Translation.objects.filter(
        source__object_id=original.translation_key,
        source__locale_id=original.locale_id,
        enabled=True,
    ).values("target_locale")
    found = []
    for version in Page.objects.filter(
        translation_key=original.translation_key, locale__in=languages, alias_of=None
    ).select_related("locale"):
        parent = Page.objects.filter(
            translation_key=target.translation_key,
            locale_id=version.locale_id,
            alias_of=None,
        ).first()
        if parent is None:
            raise Refusal(
                _(
                    "Nothing was moved: “%(parent)s” is not there in “%(language)s”. "
                    "Translate it first."
                )
                % {
                    "parent": target.specific_deferred.get_admin_display_title(),
                    "language": language_name(version.locale.language_code),
                }
            )
        if version.get_parent().pk != parent.pk:
            found.append((version.specific, parent))
    return found


def refuse_among_others(page: Page, parent: Page | None) -> None:
    """Raise Refusal where a page would stand under one of another language.

    The front pages stand side by side under the root, which has none.
    """
    if parent is None or parent.is_root():
        return
    if parent.locale_id != page.locale_id:
        raise Refusal(_("A page stands under pages of its own language only."))


def _refuse_alone(page: Page, target: Page) -> None:
    """Raise Refusal where a translation would stand elsewhere than its original."""
    made = translation_of(page)
    if made is None:
        return
    original = made.source.object.get_instance_or_none(made.source.locale)
    if (
        original is not None
        and original.get_parent().translation_key != target.translation_key
    ):
        raise Refusal(
            _(
                "Nothing was moved: a translation stands where its original stands. "
                "Move the original, and its versions move with it."
            )
        )


def _refuse_without_right(user: Any, version: Page, parent: Page) -> None:
    if user is None or version.permissions_for_user(user).can_move_to(parent):
        return
    raise Refusal(
        _(
            "Nothing was moved: the version in “%(language)s” would move too, and you "
            "may not move it there."
        )
        % {"language": language_name(version.locale.language_code)}
    )


def say_what_moves_along(request: HttpRequest, page: Page, target: Page) -> None:
    """Name the versions at the question whether to move; refuse there what would be.

    Raises Refusal or PermissionDenied, as moving would: Wagtail asks for the right
    only afterwards.
    """
    if request.method == "POST":
        return
    if not page.permissions_for_user(request.user).can_move_to(target):
        raise PermissionDenied
    _refuse_alone(page, target)
    versions = along(page, target)
    for version, parent in versions:
        _refuse_without_right(request.user, version, parent)
    if versions:
        messages.info(
            request,
            _("These versions move with it: %(languages)s.")
            % {
                "languages": ", ".join(
                    language_name(version.locale.language_code)
                    for version, _parent in versions
                )
            },
        )
