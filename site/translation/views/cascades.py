"""Unpublishing and deleting one version offers the same for the other languages.

Wagtail's own hook for it (``construct_translated_pages_to_cascade_actions``) takes
them along unasked, without their rights, and not as one.
"""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.actions.delete_page import DeletePageAction
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.pages.utils import type_to_delete_confirmation
from wagtail.models import Page, ReferenceIndex
from wagtail_localize.models import Translation

from translation import together
from translation.lag import progress_of
from translation.originals import IndependentOriginal
from translation.publishing import translation_of
from translation.words import language_name

FIELD = "languages"


def others_of(page: Page) -> list[Page]:
    """Return the versions of a page's text in other languages."""
    if isinstance(page.specific, IndependentOriginal):
        return []
    versions = together.versions_of(page.translation_key)
    return [version for version in versions if version.pk != page.pk]


def _chosen(request: HttpRequest, page: Page) -> list[Page]:
    codes = request.POST.getlist(FIELD)
    return [one for one in others_of(page) if one.locale.language_code in codes]


def _names(versions: Iterable[Page]) -> str:
    return ", ".join(language_name(one.locale.language_code) for one in versions)


# Unpublishing


def leaves_pair_alone(page: Page) -> bool:
    """Tell whether unpublishing a page alone leaves one language of the pair live."""
    return page.locale.language_code in settings.LANGUAGE_PAIR and any(
        one.live and one.locale.language_code in settings.LANGUAGE_PAIR
        for one in others_of(page)
    )


def unpublish_chosen(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Unpublish a page with the versions chosen at the question, all or none.

    None, for Wagtail to unpublish the page alone, where none was chosen.
    """
    chosen = [one for one in _chosen(request, page) if one.live]
    if not chosen:
        return None
    user: Any = request.user
    for version in chosen:
        if not version.permissions_for_user(user).can_unpublish():
            raise PermissionDenied
    versions = [page, *chosen]
    with transaction.atomic():
        together.withdraw(versions, user)
        if request.POST.get("include_descendants"):
            for version in versions:
                UnpublishPageAction(
                    version, user=user, include_descendants=True
                ).execute(skip_permission_checks=True)  # asked for above
    messages.success(
        request,
        _("Unpublished together: %(languages)s.") % {"languages": _names(versions)},
    )
    explorer = reverse("wagtailadmin_explore", args=[page.get_parent().pk])
    return HttpResponseRedirect(get_valid_next_url_from_request(request) or explorer)


# Deleting


def delete_chosen(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Ask which versions to delete and say what is lost; delete those chosen.

    None lets Wagtail go on: with its own question where there is but one language, or
    with deleting the page itself, in the transaction that has deleted the others.
    """
    others = others_of(page)
    if not others:
        return None
    if request.method != "POST" or not type_to_delete_confirmation(request):
        return _ask(request, page, others)
    chosen = _chosen(request, page)
    for version in chosen:
        if not may_delete(request.user, version):
            raise PermissionDenied
        DeletePageAction(version, user=request.user).execute()
    if chosen:
        messages.success(
            request,
            _("Deleted with it: %(languages)s.") % {"languages": _names(chosen)},
        )
    return None


def may_delete(user: Any, version: Page) -> bool:
    """Tell whether a person may delete a version that nothing protects."""
    usage = ReferenceIndex.get_references_to(version).group_by_source_object()
    return version.permissions_for_user(user).can_delete() and not usage.is_protected


def _ask(request: HttpRequest, page: Page, others: list[Page]) -> HttpResponse:
    usage = ReferenceIndex.get_references_to(page).group_by_source_object()
    next_url = get_valid_next_url_from_request(request)
    pages = 1 + page.get_descendant_count()
    heading = _("Delete in its languages")
    context = {
        "header_title": heading,
        "page_title": heading,
        "breadcrumbs_items": [
            {
                "url": reverse("wagtailadmin_pages:edit", args=[page.pk]),
                "label": page.get_admin_display_title(),
            },
            {"url": "", "label": heading},
        ],
        "page": page,
        "name": language_name(page.locale.language_code),
        "losses": losses(page, others),
        "rows": [
            {
                "version": version,
                "code": version.locale.language_code,
                "name": language_name(version.locale.language_code),
                "may": may_delete(request.user, version),
                "subpages": _subpages(version),
            }
            for version in others
        ],
        "subpages": _subpages(page),
        "next": next_url,
        "back": next_url
        or reverse("wagtailadmin_explore", args=[page.get_parent().pk]),
        "model_opts": page._meta,
        "usage_url": reverse("wagtailadmin_pages:usage", args=[page.pk])
        + "?describe_on_delete=1",
        "usage_count": usage.count(),
        "is_protected": usage.is_protected,
        "type_to_confirm": pages
        >= getattr(settings, "WAGTAILADMIN_UNSAFE_PAGE_DELETION_LIMIT", 10),
        "pages": pages,
        "wagtail_site_name": settings.WAGTAIL_SITE_NAME,
    }
    return TemplateResponse(request, "translation/delete.html", context)


def _subpages(page: Page) -> str:
    count = page.get_descendant_count()
    return (
        ngettext(
            "%(n)d page under it is deleted too.",
            "%(n)d pages under it are deleted too.",
            count,
        )
        % {"n": count}
        if count
        else ""
    )


def losses(page: Page, others: list[Page]) -> list[str]:
    """Return, for people, what becomes of the translated words."""
    kept = _("They are kept, and used where the text is translated again.")
    if made := translation_of(page):
        done = progress_of([made])[made.pk].done
        return [
            ngettext(
                "%(n)d translated segment goes off the site.",
                "%(n)d translated segments go off the site.",
                done,
            )
            % {"n": done},
            kept,
        ]
    works = list(
        Translation.objects.filter(
            source__object_id=page.translation_key,
            source__locale=page.locale,
            target_locale__in=[one.locale_id for one in others],
            enabled=True,
        ).select_related("target_locale")
    )
    if not works:
        return []
    progress = progress_of(works)
    return [
        ngettext(
            "%(language)s: %(n)d translated segment loses its original.",
            "%(language)s: %(n)d translated segments lose their original.",
            progress[work.pk].done,
        )
        % {
            "language": language_name(work.target_locale.language_code),
            "n": progress[work.pk].done,
        }
        for work in works
    ] + [_("Versions that stay are written by hand from then on.")]
