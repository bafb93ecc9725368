"""The glossary as a file: download and upload in the admin."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET
from wagtail.admin.widgets.button import Button
from wagtail.snippets.views.snippets import IndexView

from lexicon import glossary_csv
from lexicon.models import Term


class TermIndexView(IndexView):
    """The list of terms, which leads to the file."""

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        """Return Wagtail's buttons and one for the file."""
        return [
            *super().header_more_buttons,
            Button(
                _("Glossary as a file (CSV)"),
                url=reverse("lexicon_glossary_file"),
                icon_name="table",
                priority=60,
            ),
        ]


def file_screen(request: HttpRequest) -> HttpResponse:
    """Offer the download; take an upload, all of it or nothing."""
    if not _may(request.user, "view", "change"):
        raise PermissionDenied
    errors: list[str] = []
    may_upload = _may(request.user, "add") and _may(request.user, "change")
    if request.method == "POST":
        if not may_upload:
            raise PermissionDenied
        try:
            taken = _taken(request)
        except ValidationError as refused:
            errors = refused.messages
        else:
            messages.success(
                request,
                _("Terms added: %(added)d. Terms changed: %(changed)d.")
                % {"added": taken.added, "changed": taken.changed},
            )
            return redirect(request.path)
    return TemplateResponse(
        request,
        "lexicon/glossary_file.html",
        {
            "header_title": _("Glossary as a file (CSV)"),
            "header_icon": "openquote",
            "breadcrumbs_items": [
                {
                    "url": reverse(Term.snippet_viewset.get_url_name("list")),  # type: ignore[attr-defined]
                    "label": Term._meta.verbose_name_plural,
                },
                {"url": "", "label": _("Glossary as a file (CSV)")},
            ],
            "columns": glossary_csv.COLUMNS,
            "errors": errors,
            "may_upload": may_upload,
        },
        status=400 if errors else 200,
    )


def _taken(request: HttpRequest) -> glossary_csv.Taken:
    file = request.FILES.get("file")
    if file is None:
        raise ValidationError(_("Choose a file."))
    if file.size is not None and file.size > glossary_csv.MOST_BYTES:
        raise ValidationError(_("The file is larger than 1 MB."))
    return glossary_csv.take(file.read())


@require_GET
def download(request: HttpRequest) -> HttpResponse:
    """Answer with the glossary as CSV, marked as UTF-8 for spreadsheets."""
    if not _may(request.user, "view", "change"):
        raise PermissionDenied
    return HttpResponse(
        "\ufeff" + glossary_csv.write(Term.objects.all()),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="glossary.csv"'},
    )


def _may(user: Any, *actions: str) -> bool:
    return any(user.has_perm(f"lexicon.{action}_term") for action in actions)
