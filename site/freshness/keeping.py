"""Keeps whole pages as they were answered, as long as the content is the same.

A page that is kept costs one query, for the version of the content.  Every answer has
an ETag, by which browsers and proxies learn that theirs is still right (RFC 9110,
13.1.2): they may keep a page, and ask each time.
"""

import hashlib
import time
from collections.abc import Callable
from http import HTTPStatus
from urllib.parse import parse_qsl, urlencode

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils.cache import (
    get_conditional_response,
    has_vary_header,
    patch_cache_control,
)
from django.utils.http import parse_http_date_safe, quote_etag

from freshness import version

GetResponse = Callable[[HttpRequest], HttpResponse]
# The one that leads to another page of a list; no page listens to others.
PARAMETERS = {"page"}
CONDITIONS = (
    "HTTP_IF_MATCH",
    "HTTP_IF_NONE_MATCH",
    "HTTP_IF_MODIFIED_SINCE",
    "HTTP_IF_UNMODIFIED_SINCE",
)
# A proxy asks again after this many seconds, whether its copy is still right.
PROXY_SECONDS = 1


def kept_pages(get_response: GetResponse) -> GetResponse:
    """Answer readers with what is kept, and keep what they are answered.

    Who is signed in gets pages of their own, which nobody keeps.  ``KEEP_PAGES``
    seconds after it was made a page is made anew in any case, since some words
    depend on the time ("past", "today"); 0 keeps nothing.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.method not in ("GET", "HEAD"):
            return get_response(request)
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            response = get_response(request)
            if not response.has_header("Cache-Control"):
                patch_cache_control(response, private=True, no_cache=True)
            return response
        place = place_of(request) if settings.KEEP_PAGES else None
        key = f"page:{version.of(request)}:{place}" if place else None
        kept = cache.get(key) if key else None
        if kept is not None:
            response = HttpResponse(kept[1], headers=kept[0])
        else:
            response = _answer_whole(request, get_response)
            if _may_be_kept(response):
                _mark(response)
                if key:
                    page = (dict(response.items()), response.content)
                    cache.set(key, page, settings.KEEP_PAGES)
        if not response.has_header("ETag"):
            return response
        is_ours = "s-maxage" in response.get("Cache-Control", "")
        answer = (
            get_conditional_response(
                request,
                etag=response["ETag"],
                last_modified=parse_http_date_safe(response.get("Last-Modified", "")),
                response=response,
            )
            or response
        )
        if is_ours:
            # nginx counts whole seconds, so that one second may be two.  This ends with
            # the one that runs; only nginx reads it, and passes it on to nobody.
            answer["X-Accel-Expires"] = f"@{int(time.time())}"
        return answer

    return middleware


def _answer_whole(request: HttpRequest, get_response: GetResponse) -> HttpResponse:
    """Return the whole answer, to keep it, also where 304 will be said of it."""
    conditions = {
        name: request.META.pop(name) for name in CONDITIONS if name in request.META
    }
    response = get_response(request)
    request.META.update(conditions)
    return response


def place_of(request: HttpRequest) -> str | None:
    """Return a short name for what every reader of this address is shown.

    None where readers may be shown different things: to staff, where something is
    sent, and with parameters that mean something to some page.
    """
    parameters = parse_qsl(request.META.get("QUERY_STRING", ""), keep_blank_values=True)
    if (
        request.method not in ("GET", "HEAD")
        or settings.SESSION_COOKIE_NAME in request.COOKIES
        or not {name for name, _value in parameters} <= PARAMETERS
    ):
        return None
    # As the request says it: the host is not yet known to be ours.
    place = f"{request.META.get('HTTP_HOST', '')} {request.scheme} {request.path}"
    return hashlib.sha256(f"{place}?{urlencode(parameters)}".encode()).hexdigest()


def _may_be_kept(response: HttpResponse) -> bool:
    """Whether an answer is the same for every reader who asks for this address."""
    return (
        response.status_code == HTTPStatus.OK
        and not response.streaming
        and not response.cookies
        and not response.has_header("Cache-Control")
        and not has_vary_header(response, "Cookie")
        and not has_vary_header(response, "Accept-Language")
    )


def _mark(response: HttpResponse) -> None:
    """Say that an answer may be kept, and how to ask whether it is still right."""
    if not response.has_header("ETag"):
        digest = hashlib.sha256(response.content).hexdigest()[:32]
        response["ETag"] = quote_etag(digest)
    patch_cache_control(
        response, public=True, max_age=0, s_maxage=PROXY_SECONDS, must_revalidate=True
    )
