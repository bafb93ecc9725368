"""What somebody sees who got a link to a draft."""

from collections.abc import Callable
from copy import copy
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_safe

from articles.models import SharedPreview
from articles.sharing.drafts import draft_of, shown_versions
from espoo.languages import own_name

# Nobody keeps it, finds it by searching, or learns the address from the next site.
HEADERS = {
    "Cache-Control": "no-store, private",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "Referrer-Policy": "no-referrer",
}

View = Callable[..., HttpResponse]


def _kept_private(view: View) -> View:
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        for name, value in HEADERS.items():
            response[name] = value
        return response

    return answer


@require_safe
@_kept_private
def shared(request: HttpRequest, token: str) -> HttpResponse:
    """Show the drafts of a text side by side, in the language of its page.

    410 where the link is not out any more, 404 where we never made it; both in the
    language that the reader asks for.
    """
    link = _link(token)
    versions = shown_versions(link.page) if link.is_out else []
    if not versions:
        return _gone(request)
    code = link.page.locale.language_code
    with translation.override(code):
        context = {
            "link": link,
            "title": next(
                (one.draft_title for one in versions if one.pk == link.page_id),
                versions[0].draft_title,
            ),
            "versions": [
                (
                    one.locale.language_code,
                    own_name(one.locale.language_code),
                    one.draft_title,
                )
                for one in versions
            ],
        }
        return render(request, "articles/sharing/shared_preview.html", context)


@require_safe
@_kept_private
def shared_version(request: HttpRequest, token: str, code: str) -> HttpResponse:
    """Show the draft in one language, as readers would see it.

    Asked for as nobody in particular: no session of the admin takes part.
    """
    link = _link(token)
    if not link.is_out:
        return _gone(request)
    versions = {one.locale.language_code: one for one in shown_versions(link.page)}
    if code not in versions:
        raise Http404
    draft = draft_of(versions[code])
    with translation.override(code):
        response: HttpResponse = draft.make_preview_request(
            _without_session(request),
            draft.default_preview_mode,
            {"shared_preview": link},
        )
    response.cookies.clear()
    # Shown in a frame of ours.
    response["X-Frame-Options"] = "SAMEORIGIN"
    return response


def _without_session(request: HttpRequest) -> HttpRequest:
    """Return the request as one of nobody in particular."""
    asked = copy(request)
    who = ("HTTP_COOKIE", "HTTP_AUTHORIZATION")
    asked.META = {
        name: value for name, value in request.META.items() if name not in who
    }
    return asked


def _link(token: str) -> SharedPreview:
    link = SharedPreview.of_token(token)
    if link is None:
        raise Http404
    return link


def _gone(request: HttpRequest) -> HttpResponse:
    return render(request, "articles/sharing/link_closed.html", status=HTTPStatus.GONE)
