"""The languages of a text together: published, scheduled or withdrawn as one."""

import datetime
from typing import Any, cast

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.utils import get_user_display_name
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput
from wagtail.models import Page

from translation import pair, together
from translation.editing.looking_over import count_in
from translation.models import ScheduledPublication
from translation.originals import IndependentOriginal
from translation.publishing import obstacles, translation_of
from translation.refusals import PublishingRefused
from translation.roles import may_publish
from translation.standings import states_of
from translation.views.editor import address_of, refusal_texts
from translation.words import language_name

GO_ALONE = "translation.add_pairoverride"
# A reason to go alone is no reason to stay alone.
LONGEST_PROMISE = datetime.timedelta(days=180)


class StaffRequest(HttpRequest):
    """A request to the admin, which is never anonymous."""

    user: User


class TogetherForm(forms.Form):
    """Which languages, when, and why one of the pair goes before the other."""

    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Languages"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one language.")},
    )
    at = forms.DateTimeField(
        label=gettext_lazy("Publish at"),
        help_text=gettext_lazy("Finnish time. Only for scheduling."),
        required=False,
        widget=AdminDateTimeInput,
    )
    reason = forms.CharField(
        label=gettext_lazy("Why one language goes before the other"),
        help_text=gettext_lazy(
            "Finnish and Swedish are published together. Where that is impossible, "
            "give the reason and the day; readers are told the day."
        ),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    due = forms.DateField(
        label=gettext_lazy("The other language follows by"),
        required=False,
        widget=AdminDateInput,
    )

    def __init__(
        self, versions: list[Page], *args: Any, may_go_alone: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if not may_go_alone:
            del self.fields["reason"], self.fields["due"]
        languages = cast(forms.MultipleChoiceField, self.fields["languages"])
        languages.choices = [
            (version.locale.language_code, version.locale.language_code)
            for version in versions
        ]

    def clean(self) -> dict[str, Any]:
        """Ask for what the pressed button needs."""
        data = super().clean() or {}
        at, due, reason = data.get("at"), data.get("due"), data.get("reason")
        if "schedule" in self.data:
            if not at and "at" not in self.errors:
                self.add_error("at", _("Give the day and time."))
            elif at and at <= timezone.now():
                self.add_error("at", _("Give a time to come."))
        if bool(due) != bool(reason) and not self.errors:
            self.add_error(
                "reason" if due else "due", _("Give both the reason and the day.")
            )
        today = timezone.localdate()
        if due and not today <= due <= today + LONGEST_PROMISE:
            self.add_error(
                "due",
                _("Choose a day from today to %(last)s.")
                % {"last": date_format(today + LONGEST_PROMISE, "SHORT_DATE_FORMAT")},
            )
        return data


def screen(request: StaffRequest, page_id: int) -> HttpResponse:
    """Show where the languages stand; do with the chosen ones what the button says."""
    page = get_object_or_404(Page.objects.select_related("locale"), pk=page_id).specific
    if isinstance(page, IndependentOriginal):
        raise PermissionDenied
    versions = together.versions_of(page.translation_key)
    if not any(
        version.permissions_for_user(request.user).can_edit() for version in versions
    ):
        raise PermissionDenied
    rows = [_row(request.user, version, versions) for version in versions]
    found = count_in([row["made"] for row in rows if row["made"]])
    for row in rows:
        row["to_look_at"] = found.get(row["made"].pk, 0) if row["made"] else 0
    possible = [row["version"] for row in rows if row["may"]]
    chosen = [
        row["version"].locale.language_code
        for row in rows
        if row["may"] and not row["obstacles"]
    ]
    may_go_alone = request.user.has_perm(GO_ALONE)
    form = TogetherForm(
        possible,
        request.POST or None,
        initial={"languages": chosen},
        may_go_alone=may_go_alone,
    )
    if request.method == "POST":
        if not may_go_alone and (request.POST.get("reason") or request.POST.get("due")):
            raise PermissionDenied
        if "cancel" in request.POST:
            _cancel(request, versions)
            return redirect(request.path)
        if form.is_valid() and _do(request, form, versions):
            return redirect(request.path)
    picked = set(form["languages"].value() or [])
    states = states_of(versions)[page.translation_key]
    context = {
        "header_title": _("The languages together"),
        "breadcrumbs_items": [
            {"url": address_of(page), "label": page.get_admin_display_title()},
            {"url": "", "label": _("The languages together")},
        ],
        "title": page.get_admin_display_title(),
        "rows": [
            {**row, "is_chosen": row["version"].locale.language_code in picked}
            for row in rows
        ],
        "states": {state.language: state for state in states},
        "missing": [state for state in states if state.version is None],
        "form": form,
        "media": form.media,
        "waiting": together.waiting_for(page.translation_key),
        "refused": _last_refusal(page),
        "override": pair.override_of(page),
        "may_act": bool(possible),
        "may_go_alone": may_go_alone,
        "whom_to_ask": "" if may_go_alone else _who_may_go_alone(versions),
    }
    return TemplateResponse(request, "translation/together.html", context)


def _row(user: Any, version: Page, versions: list[Page]) -> dict[str, Any]:
    made = translation_of(version)
    return {
        "version": version,
        "language": language_name(version.locale.language_code),
        "code": version.locale.language_code,
        "made": made,
        "is_original": made is None,
        "obstacles": obstacles(made) if made else [],
        "advice": _advice(version) if made is None else 0,
        "may": together.may_go_live(user, version, versions),
        "url": address_of(version)
        if version.permissions_for_user(user).can_edit()
        else "",
    }


def _advice(version: Page) -> int:
    """Return how much the site's own checks have to say of the draft of an original.

    Whoever checks texts registers the hook ``count_advice``: it takes the draft and
    returns a number.
    """
    counts = hooks.get_hooks("count_advice")
    draft = version.get_latest_revision_as_object() if counts else version
    return sum(count(draft) for count in counts)


def _who_may_go_alone(versions: list[Page]) -> str:
    """Return the names of those who may give the reason; "" where nobody may."""
    of_the_pair = [
        version
        for version in versions
        if version.locale.language_code in settings.LANGUAGE_PAIR
    ]
    people = User.objects.with_perm(GO_ALONE, include_superusers=False)
    return ", ".join(
        get_user_display_name(one)
        for one in people.order_by("pk")
        if any(may_publish(one, version) for version in of_the_pair)
    )


def _last_refusal(page: Page) -> Any:
    last = ScheduledPublication.objects.filter(
        translation_key=page.translation_key
    ).first()
    return last if last and last.state == ScheduledPublication.State.REFUSED else None


def _do(request: StaffRequest, form: TogetherForm, versions: list[Page]) -> bool:
    """Do what the button says; tell of it.  Returns whether it was done."""
    data = form.cleaned_data
    chosen = [v for v in versions if v.locale.language_code in data["languages"]]
    names = ", ".join(language_name(v.locale.language_code) for v in chosen)
    try:
        with transaction.atomic():  # a refusal keeps no reason either
            if "withdraw" in request.POST:
                done = _withdraw(request, chosen, names)
            else:
                if data.get("reason"):
                    together.give_reason(
                        chosen[0], data["reason"], data["due"], request.user
                    )
                if "schedule" in request.POST:
                    done = _schedule(request, chosen, names, data["at"])
                else:
                    together.publish_now(chosen, request.user)
                    done = _("Published together: %(languages)s.") % {
                        "languages": names
                    }
    except ValidationError as refused:
        for text in refusal_texts(refused, chosen[0]):
            messages.error(request, text)
        return False
    messages.success(request, done)
    return True


def _check_for_schedule(chosen: list[Page]) -> None:
    """Raise PublishingRefused for what would be refused today already."""
    for version in chosen:
        made = translation_of(version)
        if made and (why_not := obstacles(made)):
            raise PublishingRefused(why_not)
        if not version.live:
            going_live = [(one.translation_key, one.locale_id) for one in chosen]
            pair.check(version, going_live)


def _schedule(
    request: StaffRequest, chosen: list[Page], names: str, at: datetime.datetime
) -> str:
    _check_for_schedule(chosen)
    together.schedule(chosen, at, request.user)
    return _("Scheduled for %(time)s: %(languages)s.") % {
        "time": date_format(timezone.localtime(at), "SHORT_DATETIME_FORMAT"),
        "languages": names,
    }


def _withdraw(request: StaffRequest, chosen: list[Page], names: str) -> str:
    for version in chosen:
        if not version.permissions_for_user(request.user).can_unpublish():
            raise PermissionDenied
    together.withdraw(chosen, request.user)
    return _("Unpublished together: %(languages)s.") % {"languages": names}


def _cancel(request: StaffRequest, versions: list[Page]) -> None:
    if not any(may_publish(request.user, version) for version in versions):
        raise PermissionDenied
    locales = [version.locale_id for version in versions]
    if together.cancel_schedules(versions[0].translation_key, locales):
        together.log_cancelled(versions, request.user)
        messages.success(request, _("The schedule is cancelled."))
