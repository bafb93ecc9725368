"""Stands in front of wagtail-localize's own screens.

Some lead on to a screen of ours or explain why nothing is done, some are closed; the
others ask first whether there is a version, and whether somebody has locked it.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail_localize.models import Translation, TranslationSource

from translation.roles import is_locked_for, may_edit
from translation.views.editor import address_of

View = Callable[..., HttpResponse]


def closed(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    """Answer 404 for what nothing here uses.

    wagtail-localize's editor wrote single segments past locks and past the words that
    somebody else had written meanwhile; its list of snippets showed them to anybody.
    """
    raise Http404


def no_copies(request: HttpRequest, page_id: int) -> HttpResponse:
    """Explain, instead of overwriting a version with another language's words."""
    page = get_object_or_404(Page, pk=page_id)
    if not may_edit(request.user, page):
        raise PermissionDenied
    messages.error(
        request,
        _(
            "A page never shows another language's words under its own. Nothing was "
            "changed."
        ),
    )
    return redirect(address_of(page))


def nothing_to_update(request: HttpRequest, translation_source_id: int) -> HttpResponse:
    """Explain that translations follow by themselves."""
    source = get_object_or_404(TranslationSource, pk=translation_source_id)
    original = source.object.get_instance_or_none(source.locale)
    if original is None:
        raise Http404
    if not may_edit(request.user, original):
        raise PermissionDenied
    messages.info(
        request,
        _(
            "Translations follow by themselves: as soon as the original is published, "
            "each knows what to translate anew."
        ),
    )
    return redirect(address_of(original))


def version_or_404(translation_id: int, *, enabled: bool = True) -> tuple[Any, Any]:
    """Return a translation and the version it makes; 404 where one is not there."""
    made = get_object_or_404(
        Translation.objects.select_related(
            "source__specific_content_type", "source__locale", "target_locale"
        ),
        pk=translation_id,
        enabled=enabled,
    )
    version = made.source.object.get_instance_or_none(made.target_locale)
    original = made.source.object.get_instance_or_none(made.source.locale)
    if version is None or original is None:
        raise Http404
    return made, version


def only_versions(view: View) -> View:
    """Let a view of wagtail-localize answer only for a version that is there.

    It would fail with an error of the server for a deleted one.
    """

    @wraps(view)
    def guarded(
        request: HttpRequest, translation_id: int, **kwargs: Any
    ) -> HttpResponse:
        version_or_404(translation_id)
        return view(request, translation_id=translation_id, **kwargs)

    return guarded


def locked(request: HttpRequest, version: models.Model) -> HttpResponse | None:
    """Lead back to a version that somebody else has locked, and say so; else None."""
    if not is_locked_for(request.user, version):
        return None
    messages.error(
        request,
        _("“%(title)s” is locked by somebody else. Nothing was changed.")
        % {"title": version},
    )
    return redirect(address_of(version))
