"""Says politely what the site cannot do now (RFC 9110, 15.6.4)."""

from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from hardening.refusals import refused
from outages.bounded import answered_within
from outages.breaker import Breaker
from outages.causes import is_full, is_outage

GetResponse = Callable[[HttpRequest], HttpResponse]
# For one query of a reader's page; nginx waits a little longer for the whole of it
# (deploy/nginx/pages.conf).
SECONDS = 5.0
RETRY_AFTER = 30  # seconds
# Whether this process lives has nothing to do with the database.
NOT_ABOUT_PAGES = "/-/"

breaker = Breaker()


def patient(get_response: GetResponse) -> GetResponse:
    """Answer 503 at once while the database is known not to answer.

    A proxy that has a copy of the page then shows that, and nobody waits.  A query of a
    reader's page may take ``SECONDS``, one of staff as long as it takes.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith(NOT_ABOUT_PAGES):
            return get_response(request)
        if not breaker.may_ask():
            return unavailable(request)
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            response = get_response(request)
        else:
            with answered_within(SECONDS):
                response = get_response(request)
        breaker.tell(answered=not getattr(response, "is_outage", False))
        return response

    return middleware


def explained(request: HttpRequest, error: BaseException | None) -> HttpResponse | None:
    """Return what to answer where an error is no fault of the site, or None."""
    if is_outage(error):
        return unavailable(request)
    return no_room(request) if is_full(error) else None


def unavailable(request: HttpRequest) -> HttpResponse:
    """Say when to try again."""
    response = refused(request, HTTPStatus.SERVICE_UNAVAILABLE)
    response["Retry-After"] = str(RETRY_AFTER)
    response.is_outage = True  # type: ignore[attr-defined] # told to the middleware
    return response


def no_room(request: HttpRequest) -> HttpResponse:
    """Say that nothing was saved, as the disk is full (RFC 4918, 11.5)."""
    return refused(request, HTTPStatus.INSUFFICIENT_STORAGE)
