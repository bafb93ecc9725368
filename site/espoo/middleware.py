"""Middleware of the site."""

from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from espoo.views import absence

GetResponse = Callable[[HttpRequest], HttpResponse]


def demonstration(get_response: GetResponse) -> GetResponse:
    """Keep a demonstration out of search engines (``DEMO=1``)."""
    if not settings.DEMO:
        raise MiddlewareNotUsed

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return middleware


def explain_absence(get_response: GetResponse) -> GetResponse:
    """Answer an address without a page by what there is instead.

    Stands outside Wagtail's redirects, so that an old address that leads on is led
    on, and tells the same with ``DEBUG=1`` as without.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        code = translation.get_language_from_path(request.path_info)
        if response.status_code != HTTPStatus.NOT_FOUND or not code:
            return response
        with translation.override(code):
            return absence(request)

    return middleware
