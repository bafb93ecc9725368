"""Refusals become messages: no way of publishing ends in an error of the server."""

from collections.abc import Callable
from http import HTTPStatus
from urllib.parse import urlsplit

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme


class Refusals:
    """Answers what was refused in the admin with the reasons, where it was tried.

    A script that asked for JSON gets them as JSON (409); a person is led back to the
    page they came from, with the reasons above it.  What they typed has been saved as
    a draft before it was to be published.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponse | None:
        """Answer a refusal in the admin; leave everything else to Django.

        Also one of a page that is not fit to publish, which names its fields.
        """
        admin = reverse("wagtailadmin_home")
        if not isinstance(exception, ValidationError) or not request.path.startswith(
            admin
        ):
            return None
        if _wants_json(request):
            return JsonResponse(
                {"messages": exception.messages}, status=HTTPStatus.CONFLICT
            )
        for text in exception.messages:
            messages.error(request, text)
        return redirect(_came_from(request) or admin)


def _wants_json(request: HttpRequest) -> bool:
    return (
        request.headers.get("x-requested-with") == "XMLHttpRequest"
        or request.content_type == "application/json"
        or request.get_preferred_type(["text/html", "application/json"])
        == "application/json"
    )


def _came_from(request: HttpRequest) -> str:
    """Return the page of this site that the request came from, or ""."""
    origin = request.headers.get("referer", "")
    if not url_has_allowed_host_and_scheme(
        origin, {request.get_host()}, require_https=request.is_secure()
    ):
        return ""
    parts = urlsplit(origin)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path
