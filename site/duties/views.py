"""Where the forms of readers are sent."""

from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST
from wagtail.models import Page

from background import postbox
from duties.forms import FeedbackForm
from duties.models import FeedbackPage
from duties.senders import comes_from_here
from hardening.limits import seconds_to_wait
from translation.versions import readable

PERIOD = 10 * 60
MOST_FEEDBACK = 5
MOST_ANSWERS = 30


class SeeOther(HttpResponseRedirect):
    """Leads on after a form, so that reloading sends nothing twice (RFC 9110)."""

    status_code = HTTPStatus.SEE_OTHER


def feedback_page() -> FeedbackPage:
    """Return the feedback page of the active language.  Raises Http404 without one."""
    pages = readable(FeedbackPage.objects.filter(locale__language_code=get_language()))
    return get_object_or_404(pages.select_related("locale"))


@csrf_exempt
def take_feedback(request: HttpRequest) -> HttpResponse:
    """Keep a reader's message and thank for it.

    422 with the form and its mistakes, 403 for a form sent from elsewhere, 429 for
    one too many; what was written is shown again except to the sender from elsewhere.
    """
    page = feedback_page()
    if request.method != "POST":
        return redirect(page.get_url(request))
    if not comes_from_here(request):
        return _refuse(request)
    form = FeedbackForm(request.POST)
    if not form.is_valid():
        return _show(request, page, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    about = form.cleaned_data["about"]
    # A machine that fills what no reader sees is thanked and not listened to.
    if not form.cleaned_data["website"]:
        wait = seconds_to_wait(request, "feedback", most=MOST_FEEDBACK, seconds=PERIOD)
        if wait:
            return _show(
                request, page, form, wait=wait, status=HTTPStatus.TOO_MANY_REQUESTS
            )
        postbox.post(
            "feedback",
            topic=form.cleaned_data["topic"],
            message=form.cleaned_data["message"],
            email=form.cleaned_data["email"],
            about=about,
            language=get_language() or "",
        )
    return _thank(request, page, "feedback", about)


@csrf_exempt
@require_POST
def take_usefulness(request: HttpRequest) -> HttpResponse:
    """Count whether a page was useful, thank, and offer the form to say more.

    404 for a page that asks nothing or an answer that is none, else as feedback.
    """
    if not comes_from_here(request):
        return _refuse(request)
    number = request.POST.get("page", "")
    answer = request.POST.get("useful")
    if not number.isascii() or not number.isdigit() or answer not in ("yes", "no"):
        raise Http404
    page = get_object_or_404(readable(Page.objects.filter(pk=int(number[:18]))))
    if not getattr(page.specific_class, "asks_usefulness", False):
        raise Http404
    wait = seconds_to_wait(request, "useful", most=MOST_ANSWERS, seconds=PERIOD)
    if wait:
        response = render(request, "duties/too_many.html", _minutes(wait))
        return _later(response, wait)
    postbox.post("useful", page_id=page.pk, useful=answer == "yes")
    return _thank(request, feedback_page(), "useful", page.get_url(request) or "")


def _show(
    request: HttpRequest,
    page: FeedbackPage,
    form: FeedbackForm,
    *,
    status: int,
    wait: int = 0,
) -> HttpResponse:
    context = page.get_context(request) | {
        "form": form,
        "about": form.data.get("about", "") if not form.errors.get("about") else "",
        **_minutes(wait),
    }
    response = render(request, page.get_template(request), context, status=status)
    return _later(response, wait) if wait else response


def _thank(
    request: HttpRequest, page: FeedbackPage, what: str, about: str
) -> HttpResponse:
    query = {"thanks": what} | ({"about": about} if about else {})
    return SeeOther(f"{page.get_url(request)}?{urlencode(query)}")


def _refuse(request: HttpRequest) -> HttpResponse:
    return render(request, "duties/refused.html", status=HTTPStatus.FORBIDDEN)


def _minutes(wait: int) -> dict[str, Any]:
    return {"wait_minutes": -(-wait // 60)}


def _later(response: HttpResponse, wait: int) -> HttpResponse:
    response.status_code = HTTPStatus.TOO_MANY_REQUESTS
    response["Retry-After"] = str(wait)
    return response
