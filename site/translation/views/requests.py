"""Saying who translates a version, by when, and what to mind."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request

from translation.lag import progress_of
from translation.notices import title_of
from translation.requests.asking import ask, is_whole, may_ask
from translation.requests.forms import RequestForm
from translation.requests.models import TranslationRequest
from translation.roles import may_edit
from translation.views.editor import address_of
from translation.views.guards import version_or_404
from translation.words import language_name


def screen(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the form of the request and keep what it says."""
    made, version = version_or_404(pk)
    user: Any = request.user
    if not may_ask(user, version):
        raise PermissionDenied
    asked = TranslationRequest.objects.filter(translation=made).first()
    form = RequestForm(version, asked, request.POST or None)
    back = get_valid_next_url_from_request(request) or (
        address_of(version)
        if may_edit(user, version)
        else reverse("wagtail_localize:translations_report")
    )
    is_open = asked is not None and asked.is_open
    if not is_open and is_whole(version, progress_of([made])[made.pk]):
        text = _("Readers have the whole translation: nothing is left to ask for.")
        messages.info(request, text)
        return HttpResponseRedirect(back)
    if request.method == "POST" and form.is_valid():
        ask(made, user=user, **form.cleaned_data)
        messages.success(request, _("Translator and deadline are saved."))
        return HttpResponseRedirect(back)
    title = title_of(version)
    context = {
        "header_title": _("Translator and deadline"),
        "breadcrumbs_items": [
            {"url": back, "label": title},
            {"url": "", "label": _("Translator and deadline")},
        ],
        "title": title,
        "language": language_name(made.target_locale.language_code),
        "to_code": made.target_locale.language_code,
        "form": form,
        "asked": asked,
        "back": back,
    }
    return TemplateResponse(request, "translation/requests/form.html", context)
