"""Pages outside the tree: the choice of language, and errors."""

import sys
from http import HTTPStatus

from django.conf import settings
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseNotFound,
)
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header
from django.views import defaults
from django.views.decorators.http import require_safe
from wagtail.models import Page

from espoo.languages import own_name
from hardening.refusals import refused
from outages import answering
from translation.absent import absence_at
from translation.versions import readable

HOME_DEPTH = 2


@require_safe
def choose_language(request: HttpRequest) -> HttpResponse:
    """Lead to the front page in a language the reader asks for and that exists.

    Where none matches, the answer is a page with the languages to choose from.
    """
    homes = readable(Page.objects.filter(depth=HOME_DEPTH)).select_related("locale")
    urls = {home.locale.language_code: home.get_url(request) for home in homes}
    wanted = request.headers.get("Accept-Language", "")
    for language, priority in parse_accept_lang_header(wanted.lower()):
        url = urls.get(language.split("-")[0])
        if url and priority:  # q=0 means "not this one" (RFC 9110, 12.5.4)
            response: HttpResponse = redirect(url)
            break
    else:
        choices = [
            (code, own_name(code), urls[code])
            for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES
            if code in urls
        ]
        response = render(request, "choose_language.html", {"choices": choices})
    patch_vary_headers(response, ["Accept-Language"])
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """Say in the language of the address that something broke; ask no database.

    503 where it is the database that does not answer, 507 where the disk is full.
    """
    if explained := answering.explained(request, sys.exc_info()[1]):
        return explained
    return refused(request, HTTPStatus.INTERNAL_SERVER_ERROR)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that nothing is here; ``explain_absence`` says more under a language."""
    if translation.get_language_from_path(request.path_info):
        return HttpResponseNotFound()
    return defaults.page_not_found(request, exception)


def absence(request: HttpRequest) -> HttpResponse:
    """Say in the language of the address what there is instead of the page.

    404 where the page exists in other languages, which are named and linked, and
    where nothing is known of it; 410 where it was removed in every language.
    """
    code = translation.get_language_from_path(request.path_info) or ""
    found = absence_at(request.path_info)
    context = {
        "versions": [
            (language, version.title, version.url)
            for language, version in found.versions.items()
        ],
        "other_codes": [language for language in found.versions if language != code],
        "is_missing_here": code not in found.versions,
        # So that the switcher leads to the page and not past it.
        "language_urls": {
            language: version.url
            for language, version in found.versions.items()
            if language != code
        },
    }
    if found.versions:
        return render(request, "version_missing.html", context, status=404)
    if found.was_removed:
        return render(request, "410.html", status=410)
    return render(request, "404.html", {"section": found.section}, status=404)
