"""The step between the button Publish and readers, where the checks found something.

Wagtail's editor alone has that step.  The screen of the languages together says how
much advice there is; schedules, lists and commands publish what was decided before, and
only what stops is refused.
"""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from wagtail.models import Page

from articles.writing.checking import to_confirm
from translation.small_edits import BUTTON, VALUE


def before_publishing(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Lead to what was found in a draft that is about to be published; None if nothing.

    Wagtail has saved the draft.
    """
    return _confirm(request, page) if to_confirm(page) else None


def before_creating(
    request: HttpRequest, parent: Page, page_class: type[Page]
) -> HttpResponse | None:
    """Have a new page kept as a draft where something was found that is asked about.

    Wagtail makes a new page live before it asks whether it may, so what is asked about
    is looked for here, in the form.
    """
    asked = request.method == "POST" and request.POST.get(BUTTON)
    if not asked or not parent.permissions_for_user(request.user).can_publish_subpage():
        return None
    page = page_class(owner=request.user)
    page.locale = parent.locale
    form = page_class.get_edit_handler().get_form_class()(
        request.POST.copy(),
        request.FILES,
        instance=page,
        parent_page=parent,
        for_user=request.user,
    )
    if form.is_valid() and to_confirm(form.save(commit=False)):
        data = request.POST.copy()
        del data[BUTTON]
        kept: Any = request
        kept.POST, kept.asks_before_publishing = data, True
    return None


def after_creating(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Lead from a draft that was kept so to what was found in it."""
    asks = getattr(request, "asks_before_publishing", False)
    return _confirm(request, page) if asks else None


def count_advice(draft: Page) -> int:
    """Return how many findings are asked about before a draft is published."""
    return len(to_confirm(draft))


def _confirm(request: HttpRequest, page: Page) -> HttpResponse:
    asked = {"next": request.POST.get("next") or request.GET.get("next") or ""}
    if request.POST.get(BUTTON) == VALUE:
        asked["small"] = "1"
    query = urlencode({name: value for name, value in asked.items() if value})
    path = reverse("writing:before_publishing", args=[page.pk])
    return redirect(f"{path}?{query}" if query else path)
