"""What is said where there is no page to show; asks no database."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.template import loader
from django.utils import translation
from django.utils.translation import gettext_lazy as _

GetResponse = Callable[[HttpRequest], HttpResponse]
# Heading and text by status.
SAID = {
    400: (
        _("The request was not understood"),
        _("The address or what was sent with it is faulty. Please check the address."),
    ),
    403: (
        _("This is not allowed"),
        _("The request was refused. Go back, reload the page and try again."),
    ),
    405: (
        _("This cannot be done here"),
        _("The page can be read, but nothing can be sent to it this way."),
    ),
    413: (
        _("Too much was sent"),
        _("What was sent is larger than the site takes. Nothing was saved."),
    ),
    429: (
        _("Try again later"),
        _("Very many requests came from your network. Please try again in a minute."),
    ),
    500: (
        _("Something went wrong"),
        _(
            "The page could not be shown. The fault is ours, not yours. Please try"
            " again in a moment."
        ),
    ),
    503: (
        _("The site cannot answer just now"),
        _(
            "The site is out of use for a moment. Please try again in half a minute. In"
            " an emergency, call 112."
        ),
    ),
    507: (
        _("There is no room left"),
        _(
            "Nothing was saved, since the disk of the site is full. What you wrote is"
            " still in your browser: go back to it, keep a copy, and tell who runs the"
            " site."
        ),
    ),
}


def refused(request: HttpRequest, status: int) -> HttpResponse:
    """Return the page of a status in the language of the address, or of the admin."""
    code = translation.get_language_from_path(request.path_info)
    code = code or translation.get_language() or settings.LANGUAGE_CODE
    response = HttpResponse(written(status, code), status=status)
    response["Cache-Control"] = "no-store"
    return response


def written(status: int, code: str, *others: str) -> str:
    """Return the page of a status in a language, as HTML; below it in others."""
    heading, text = SAID[status]
    with translation.override(code):
        return loader.render_to_string(
            "refusal.html",
            {
                "language_code": code,
                "heading": heading,
                "text": text,
                "others": [(other, *_in(other, heading, text)) for other in others],
                "status": status,
                # What was written is a step back, and not ahead.
                "leads_on": status != HTTPStatus.INSUFFICIENT_STORAGE,
            },
        )


def _in(code: str, *texts: Any) -> list[str]:
    with translation.override(code):
        return [str(text) for text in texts]


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer what is suspicious: an unknown host, too much or broken data."""
    is_large = isinstance(exception, RequestDataTooBig)
    return refused(request, 413 if is_large else 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer what nobody may do who asks like this."""
    return refused(request, HTTPStatus.FORBIDDEN)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form that was not sent from a page of ours, or too late."""
    return refused(request, HTTPStatus.FORBIDDEN)


def possible_addresses(get_response: GetResponse) -> GetResponse:
    """Refuse an address with a NUL in it, of which PostgreSQL takes none."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if "\0" in request.path_info:
            return refused(request, HTTPStatus.BAD_REQUEST)
        return get_response(request)

    return middleware


def explained_methods(get_response: GetResponse) -> GetResponse:
    """Say in words what Django answers with an empty page: 405 (RFC 9110, 15.5.6)."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if (
            response.status_code != HTTPStatus.METHOD_NOT_ALLOWED
            or response.streaming
            or response.content
        ):
            return response
        page = refused(request, HTTPStatus.METHOD_NOT_ALLOWED)
        page["Allow"] = response.get("Allow", "")
        return page

    return middleware
