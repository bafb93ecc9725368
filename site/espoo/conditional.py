"""Answers that are sent only to who does not have them yet (RFC 9110, 13)."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, set_response_etag
from django.utils.http import parse_http_date_safe
from django.views.decorators.http import require_safe

View = Callable[..., HttpResponse]


def conditional(view: View) -> View:
    """Let a view answer GET and HEAD alike: with an ETag, and 304 for what is known.

    Django's own decorator gives an ETag to GET only, so that a program that asks with
    HEAD whether something is new would never learn it.  Other methods get 405.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if response.status_code != HTTPStatus.OK:
            return response
        set_response_etag(response)
        known = get_conditional_response(
            request,
            etag=response.get("ETag"),
            last_modified=parse_http_date_safe(response.get("Last-Modified", "")),
            response=response,
        )
        return known or response

    return require_safe(answer)
