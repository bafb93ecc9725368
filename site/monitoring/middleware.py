"""Outermost of all: questions of operators, and an id for each request.

`/-/live` says that this process answers, `/-/ready` that it can serve readers,
`/-/timers` that none is late.  They are asked by machines, by whatever name of host and
without https, so they are answered before any other middleware; nothing keeps them.
"""

import re
import time
from collections.abc import Callable
from http import HTTPStatus
from uuid import uuid4

from django.http import HttpRequest, HttpResponse, JsonResponse

from monitoring import health, metrics, timers
from monitoring.logs import request_id

GetResponse = Callable[[HttpRequest], HttpResponse]
# What another server may call a request: nothing that could forge a line of a log.
ID = re.compile(r"[A-Za-z0-9_-]{8,64}", re.ASCII)


def watched(get_response: GetResponse) -> GetResponse:
    """Answer what operators ask; give each other request an id, and count it.

    The id stays until the next request: Django writes of an answer after we gave it.
    """
    metrics.begin()

    def middleware(request: HttpRequest) -> HttpResponse:
        given = request.META.get("HTTP_X_REQUEST_ID", "")
        own = given if ID.fullmatch(given) else uuid4().hex
        request_id.set(own)
        began = time.monotonic()
        answer = ANSWERS.get(request.path_info)
        response = answer() if answer else get_response(request)
        response["X-Request-ID"] = own
        metrics.count(request, response, time.monotonic() - began)
        return response

    return middleware


def live() -> HttpResponse:
    """Answer without asking anything of anybody."""
    return _answer(True, {})


def ready() -> HttpResponse:
    """Answer 503 where readers cannot be served."""
    return _answer(*health.ready())


def on_time() -> HttpResponse:
    """Answer 503 where a timer is late."""
    try:
        late = timers.late()
    except Exception as error:
        # Without a database nobody knows; that is said, and not a page of an error.
        return _answer(False, {"database": type(error).__name__})
    return _answer(not late, dict.fromkeys(late, "late"))


def _answer(is_well: bool, said: dict[str, str]) -> HttpResponse:
    status = HTTPStatus.OK if is_well else HTTPStatus.SERVICE_UNAVAILABLE
    response = JsonResponse({"well": is_well, **said}, status=status)
    response["Cache-Control"] = "no-store"
    # Who asks is told; a line each time somebody asks would say no more.
    response._has_been_logged = True  # type: ignore[attr-defined]
    return response


ANSWERS = {"/-/live": live, "/-/ready": ready, "/-/timers": on_time}
