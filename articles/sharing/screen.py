"""The screen on which links to a draft are made and withdrawn."""

import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.models import Page

from articles.models import SharedPreview
from articles.sharing.drafts import shown_versions
from translation.keys import key_from
from translation.roles import may_edit

DAYS = (1, 7, 30)
DEFAULT_DAYS = 7


class StaffRequest(HttpRequest):
    """A request to the admin, which is never anonymous."""

    user: User


class LinkForm(forms.Form):
    """For how long a link opens, and for whom it is."""

    days = forms.TypedChoiceField(
        label=gettext_lazy("How long it opens"),
        coerce=int,
        choices=lambda: [
            (days, ngettext("%(n)d day", "%(n)d days", days) % {"n": days})
            for days in DAYS
        ],
        initial=DEFAULT_DAYS,
    )
    note = forms.CharField(
        label=gettext_lazy("For whom"),
        help_text=gettext_lazy(
            "So that you know later whose link this is. Readers do not see it."
        ),
        max_length=255,
        required=False,
    )


def screen(request: StaffRequest, page_id: int) -> HttpResponse:
    """Show the links that are out; make, prolong or withdraw one."""
    page = get_object_or_404(Page.objects.filter(depth__gt=1), pk=page_id)
    if not may_edit(request.user, page):
        raise PermissionDenied
    form = LinkForm(request.POST if "make" in request.POST else None)
    links = (
        SharedPreview.objects.filter(page__translation_key=page.translation_key)
        .out()
        .select_related("created_by")
    )
    if request.method == "POST":
        if "make" in request.POST:
            if form.is_valid():
                SharedPreview.for_days(
                    form.cleaned_data["days"],
                    page=page,
                    note=form.cleaned_data["note"],
                    created_by=request.user,
                )
                messages.success(request, _("The link is made. Copy it below."))
                return redirect(request.path)
        else:
            _change(request, links)
            return redirect(request.path)
    context = {
        "header_title": _("Links to the draft"),
        "breadcrumbs_items": [
            {
                "url": reverse("wagtailadmin_pages:edit", args=[page.pk]),
                "label": page.get_admin_display_title(),
            },
            {"url": "", "label": _("Links to the draft")},
        ],
        "title": page.get_admin_display_title(),
        "form": form,
        "links": [(link, _address(link)) for link in links],
        "is_closed": not shown_versions(page),
        "prolonged_by": DEFAULT_DAYS,
    }
    status = 422 if form.errors else 200
    return TemplateResponse(
        request, "articles/sharing/screen.html", context, status=status
    )


def _change(request: StaffRequest, links: Any) -> None:
    """Withdraw or prolong a link that is out; say so where it is out no more."""
    number = request.POST.get("withdraw") or request.POST.get("prolong") or ""
    chosen = links.filter(pk=key_from(number))
    now = timezone.now()
    if "withdraw" in request.POST:
        done = chosen.update(withdrawn_at=now)
        said = _("The link is withdrawn. It does not open any more.")
    else:
        until = now + datetime.timedelta(days=DEFAULT_DAYS)
        done = chosen.update(expires_at=until)
        said = _("The link opens for longer now.")
    if done:
        messages.success(request, said)
    else:
        messages.warning(request, _("That link was not open any more."))


def _address(link: SharedPreview) -> str:
    return settings.BASE_URL + reverse("shared_preview", args=[link.token])
