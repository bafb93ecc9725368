"""The screens about what the checks found: beside the form, and before publishing."""

from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.models import Page

from articles.writing.checking import look_at
from translation.lag import small_edit
from translation.roles import may_edit, may_publish, refuse_locked


class StaffRequest(HttpRequest):
    """A request to the admin, which is never anonymous."""

    user: User


@require_safe
def findings(request: StaffRequest, page_id: int) -> HttpResponse:
    """Give the part of the checks panel that says what was found in the draft."""
    page = get_object_or_404(Page, pk=page_id)
    if not may_edit(request.user, page):
        raise PermissionDenied
    draft = page.get_latest_revision_as_object()
    return TemplateResponse(
        request,
        "articles/writing/includes/findings.html",
        {"findings": look_at(draft), "page": draft, "in_editor": True},
    )


def before_publishing(request: StaffRequest, page_id: int) -> HttpResponse:
    """Show what was found in the newest draft; publish it all the same when asked to.

    Where somebody has saved a newer draft meanwhile, that one is shown instead.
    """
    page = get_object_or_404(Page, pk=page_id)
    if not may_publish(request.user, page):
        raise PermissionDenied
    refuse_locked(request.user, page)
    revision = page.get_latest_revision()
    if revision is None:
        return redirect("wagtailadmin_pages:edit", page.pk)
    draft = revision.as_object()
    small = request.GET.get("small") == "1"
    if request.method == "POST":
        if request.POST.get("revision") == str(revision.pk):
            with small_edit(small):
                revision.publish(user=request.user)
            return _published(request, page)
        messages.warning(
            request,
            _("Somebody has saved a newer version. Look at it before you go on."),
        )
    found = look_at(draft)
    context = {
        "header_title": _("Before publishing"),
        "breadcrumbs_items": [
            {
                "url": reverse("wagtailadmin_pages:edit", args=[page.pk]),
                "label": draft.get_admin_display_title(),
            },
            {"url": "", "label": _("Before publishing")},
        ],
        "page": draft,
        "title": draft.get_admin_display_title(),
        "revision": revision,
        "findings": found,
        "stops": any(finding.stops for finding in found),
        "edit_url": reverse("wagtailadmin_pages:edit", args=[page.pk]),
    }
    return TemplateResponse(request, "articles/writing/before_publishing.html", context)


def _published(request: StaffRequest, page: Page) -> HttpResponse:
    """Do what Wagtail does when its editor has published a page."""
    page = Page.objects.get(pk=page.pk).specific
    for hook in hooks.get_hooks("after_publish_page"):
        answer: Any = hook(request, page)
        if hasattr(answer, "status_code"):
            return answer
    edit = messages.button(
        reverse("wagtailadmin_pages:edit", args=[page.pk]), _("Edit")
    )
    name = {"title": page.get_admin_display_title()}
    if page.go_live_at and page.go_live_at > timezone.now():
        messages.success(
            request, _("“%(title)s” is scheduled for publishing.") % name, [edit]
        )
    else:
        seen = [messages.button(page.url, _("View live"))] if page.url else []
        messages.success(request, _("“%(title)s” is published.") % name, [*seen, edit])
    following = get_valid_next_url_from_request(request)
    return HttpResponseRedirect(
        following or reverse("wagtailadmin_explore", args=[_above(page)])
    )


def _above(page: Page) -> int:
    parent = page.get_parent()
    return parent.pk
