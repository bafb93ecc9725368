"""Publishing a version whose words are missing or behind: with a reason, or not."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail_localize.models import Translation

from translation.editing.reading import read
from translation.notices import title_of
from translation.publishing import obstacles, publish_translation
from translation.roles import may_override
from translation.views.editor import address_of, refusal_texts
from translation.words import language_name


class ReasonForm(forms.Form):
    """Why readers get a text that is not whole."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("It is kept in the history and shown with the page."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
    )


def screen(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what is missing and ask for the reason; publish with it."""
    made = get_object_or_404(
        Translation.objects.select_related(
            "source__specific_content_type", "source__locale", "target_locale"
        ),
        pk=pk,
        enabled=True,
    )
    version = made.source.get_translated_instance(made.target_locale)
    user: Any = request.user
    if not may_override(user, version):
        raise PermissionDenied
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            publish_translation(made, user=user, reason=form.cleaned_data["reason"])
        except ValidationError as refused:
            for text in refusal_texts(refused, version):
                messages.error(request, text)
        else:
            messages.success(
                request,
                _("“%(title)s” is published in %(language)s.")
                % {
                    "title": title_of(version),
                    "language": language_name(made.target_locale.language_code),
                },
            )
            return redirect(address_of(version))
    segments = [
        (part.label, segment)
        for part in read(made)
        for segment in part.segments
        if not segment.is_done
    ]
    context = {
        "header_title": _("Publish although words are missing"),
        "breadcrumbs_items": [
            {"url": address_of(version), "label": title_of(version)},
            {"url": "", "label": _("Publish although words are missing")},
        ],
        "title": title_of(version),
        "language": language_name(made.target_locale.language_code),
        "from_code": made.source.locale.language_code,
        "to_code": made.target_locale.language_code,
        "form": form,
        "obstacles": obstacles(made),
        "behind": [pair for pair in segments if pair[1].lags],
        "missing": [pair for pair in segments if not pair[1].lags],
        "back": address_of(version),
    }
    return TemplateResponse(request, "translation/publish_behind.html", context)
