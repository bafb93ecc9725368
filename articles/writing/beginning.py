"""The choice of a starting point, between “add a page” and its form."""

from typing import Any
from urllib.parse import urlencode

from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail.signals import init_new_page

from articles.models import MeetingPage, ProjectPage
from articles.writing.starting_points import SUMMARY, fill, points_for

ASKED = "start"
EMPTY = "empty"
SHOWN = 10


def choose(
    request: HttpRequest, parent: Page, page_class: type[Page]
) -> HttpResponse | None:
    """Show the choice before the form of a new page; None where it was made.

    Also where there is none to make, and where the form is sent.
    """
    points = points_for(page_class)
    if request.method != "GET" or not points:
        return None
    if ASKED in request.GET:
        # The form's page is made after this; its signal gets the same parent.
        parent.starting_point = request.GET[ASKED]
        return None
    held = _held(request.user, parent) if page_class is MeetingPage else []
    context = {
        "header_title": _("Begin with"),
        "breadcrumbs_items": [
            {
                "url": reverse("wagtailadmin_explore", args=[parent.pk]),
                "label": parent.get_admin_display_title(),
            },
            {"url": "", "label": page_class.get_verbose_name()},
        ],
        "page_type": page_class.get_verbose_name(),
        "points": [(point, _address(request, point.key)) for point in points],
        "empty_url": _address(request, EMPTY),
        "held": [
            (
                meeting,
                reverse("wagtailadmin_pages:edit", args=[meeting.pk])
                + f"?{ASKED}={SUMMARY.key}",
            )
            for meeting in held
        ],
    }
    return TemplateResponse(request, "articles/writing/begin.html", context)


@receiver(init_new_page, dispatch_uid="starting_points")
def begin(page: Page, parent: Page, **kwargs: Any) -> None:
    """Fill the form of a new page with what was chosen."""
    fill(page, getattr(parent, "starting_point", EMPTY))


def begin_summary(request: HttpRequest, page: Page) -> None:
    """Fill the empty summary of a meeting in the form where it is asked for."""
    asked = request.method == "GET" and request.GET.get(ASKED) == SUMMARY.key
    if asked and isinstance(page, MeetingPage):
        fill(page, SUMMARY.key)


def _address(request: HttpRequest, key: str) -> str:
    asked = {name: value for name, value in request.GET.items() if name != ASKED}
    return f"{request.path}?{urlencode({**asked, ASKED: key})}"


def _held(user: Any, parent: Page) -> list[MeetingPage]:
    """Return the project's meetings that are over and have no summary, newest first.

    Translations get theirs from the original.
    """
    if not isinstance(parent, ProjectPage):
        return []
    if not parent.permissions_for_user(user).can_edit():
        return []
    meetings = MeetingPage.objects.child_of(parent).filter(alias_of=None)
    over = [
        meeting
        for meeting in meetings.order_by("-first_day", "-pk")
        if meeting.phase == MeetingPage.Phase.AFTER
        and meeting.takes_place
        and not meeting.summary
    ]
    return over[:SHOWN]
