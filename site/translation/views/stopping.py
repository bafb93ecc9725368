"""Stopping a translation, and taking it up again: each asks first."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail_localize.models import Translation

from translation.lag import progress_of
from translation.notices import title_of
from translation.roles import may_publish
from translation.stopping import stop, take_up_again, words_of
from translation.views.editor import address_of
from translation.views.guards import locked, version_or_404
from translation.words import language_name


def stop_screen(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Say what no longer happens when a translation is stopped; stop it."""
    made, version = version_or_404(translation_id)
    if refusal := _refusal(request, version):
        return refusal
    if request.method == "POST":
        stop(made, version, user=request.user)
        messages.success(
            request,
            _("“%(title)s” is written by hand from now on.")
            % {"title": title_of(version)},
        )
        return redirect(address_of(version))
    progress = progress_of([made])[made.pk]
    facts = [
        ngettext(
            "%(n)d translated segment is kept, and no longer used.",
            "%(n)d translated segments are kept, and no longer used.",
            progress.done,
        )
        % {"n": progress.done},
        _("Changes of the original are no longer followed; nobody is told of them."),
        _("Readers go on reading it as it is.")
        if getattr(version, "live", True)
        else _("Readers do not see it: it is a draft."),
        _("It can be taken up again later, with the words it has then."),
    ]
    return _ask(
        request,
        made,
        version,
        heading=_("Stop the translation"),
        facts=facts,
        button=_("Stop the translation"),
    )


def restart_screen(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what becomes of the words when a translation is taken up again; do it."""
    made, version = version_or_404(pk, enabled=False)
    if refusal := _refusal(request, version):
        return refusal
    if request.method == "POST":
        done = take_up_again(made, version, user=request.user)
        messages.success(
            request,
            ngettext(
                "The translation is taken up again with %(n)d segment.",
                "The translation is taken up again with %(n)d segments.",
                done,
            )
            % {"n": done},
        )
        return redirect(address_of(version))
    words = words_of(made, version)
    paths = set(made.source.stringsegment_set.values_list("context__path", flat=True))
    facts = [
        _("Its words as they are now become its translation."),
        _("Where the original has changed since, a translator looks at them."),
    ]
    unplaced = [text for path in words if path not in paths for text in words[path]]
    return _ask(
        request,
        made,
        version,
        heading=_("Take the translation up again"),
        facts=facts,
        button=_("Take it up again"),
        unplaced=unplaced,
    )


def _refusal(request: HttpRequest, version: models.Model) -> HttpResponse | None:
    """Raise PermissionDenied without the right to publish; lead back from a lock."""
    if not may_publish(request.user, version):
        raise PermissionDenied
    return locked(request, version)


def _ask(
    request: HttpRequest,
    made: Translation,
    version: models.Model,
    *,
    heading: str,
    facts: list[str],
    button: str,
    unplaced: list[str] | None = None,
) -> HttpResponse:
    code = made.target_locale.language_code
    context = {
        "header_title": heading,
        "page_title": heading,
        "breadcrumbs_items": [
            {"url": address_of(version), "label": title_of(version)},
            {"url": "", "label": heading},
        ],
        "title": title_of(version),
        "language": language_name(code),
        "code": code,
        "heading": heading,
        "facts": facts,
        "button": button,
        "unplaced": unplaced,
        "back": address_of(version),
    }
    return TemplateResponse(request, "translation/confirm.html", context)
