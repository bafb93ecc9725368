"""The screens of the import: upload, look through, see what came of it."""

from functools import wraps
from typing import Any, Protocol

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page

from articles.importing.elements import Element
from articles.importing.report import KINDS, FileReport, reason
from articles.models import TextUpload
from articles.uploading.forms import (
    TextForm,
    UploadForm,
    article_choices,
    check_together,
)
from articles.uploading.rights import languages_of, may_import
from articles.uploading.taking import Looked, Review, bring_in, pages_of, review, take
from articles.uploading.thumbnails import thumbnail
from translation.words import language_name

UNSURE = 0.8  # below it an element is shown as doubtful


class StaffRequest(HttpRequest):
    """A request to the admin, which is never anonymous."""

    user: User


class View(Protocol):
    """A view of the import."""

    def __call__(self, request: StaffRequest, *args: Any) -> HttpResponse: ...


def importers_only(view: View) -> View:
    """Refuse whoever may not add articles in any language."""

    @wraps(view)
    def guarded(request: StaffRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_import(request.user) or not languages_of(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


@importers_only
def upload(request: StaffRequest) -> HttpResponse:
    """Ask for files; keep them for the review, or say what is wrong with each."""
    is_sent = request.method == "POST"
    form = UploadForm(request.POST, request.FILES) if is_sent else UploadForm()
    refused: list[Any] = []
    if form.is_valid():
        taken = take(request.user, form.texts())
        if taken.texts.filter(problem="").exists():
            return redirect("import_texts:review", taken.pk)
        refused = list(taken.texts.all())
        taken.delete()
    context = _frame(_("Import texts")) | {"form": form, "refused": refused}
    return TemplateResponse(
        request,
        "articles/uploading/upload.html",
        context,
        status=422 if is_sent else 200,
    )


@importers_only
def look_through(request: StaffRequest, upload_id: int) -> HttpResponse:
    """Show what was found; keep what is decided; import, or throw away."""
    kept = get_object_or_404(
        TextUpload.objects.kept().filter(user=request.user), pk=upload_id
    )
    if request.method == "POST" and "discard" in request.POST:
        kept.delete()
        messages.success(request, _("The files were thrown away."))
        return redirect("import_texts:upload")
    if not kept.texts.exists():
        return _outcome(request, kept)
    found = review(kept)
    forms = _forms(found, request.POST if request.method == "POST" else None)
    wrong: list[str] = []
    if request.method == "POST" and all(form.is_valid() for form in forms.values()):
        for form in forms.values():
            form.keep()
        if "import" not in request.POST:
            return redirect(request.path)
        wrong = check_together(
            [one.row for one in found.texts], languages_of(request.user)
        )
        if not wrong:
            for file in bring_in(kept, request.user):
                _tell(request, file)
            return redirect(request.path)
    context = _frame(_("Look the texts through")) | {
        "upload": kept,
        "texts": [_shown(one, forms.get(one.row.pk)) for one in found.texts],
        "proposals": found.proposals,
        "wrong": wrong,
        "outcome": _rows_of_outcome(request, kept),
        "has_errors": any(form.errors for form in forms.values()),
    }
    status = 422 if wrong or context["has_errors"] else 200
    return TemplateResponse(
        request, "articles/uploading/review.html", context, status=status
    )


def _forms(found: Review, data: Any) -> dict[int, TextForm]:
    """Return the form of each file that can be imported, by the key of its row."""
    rows = [one.row for one in found.texts if not one.row.problem]
    articles = article_choices(rows, found.pages)
    return {
        one.row.pk: TextForm(one, articles, data)
        for one in found.texts
        if not one.row.problem
    }


def _tell(request: StaffRequest, file: FileReport) -> None:
    if file.status in ("refused", "changed"):
        messages.error(request, f"{file.name}: {file.message}")


def _shown(looked: Looked, form: TextForm | None) -> dict[str, Any]:
    """Return what the review shows of a file."""
    reading = looked.reading
    shown: dict[str, Any] = {
        "row": looked.row,
        "file": looked.file,
        "form": form,
        "page": _address(looked.file.page),
    }
    if reading is None or form is None:
        return shown
    doubts: dict[int | None, list[str]] = {}
    for doubt in reading.doubts:
        doubts.setdefault(doubt.element, []).append(doubt.note)
    shown["doubts"] = doubts.pop(None, [])
    shown["elements"] = [
        {
            "lines": ", ".join(map(str, element.lines)),
            "kind": _kind(element),
            "text": element.text,
            "doubts": doubts.get(number, []),
            "is_unsure": element.confidence < UNSURE or number in doubts,
            "field": _field(form, f"kind-{element.lines[0]}"),
            "alt": _field(form, f"alt-{element.data.get('picture')}"),
            "thumbnail": thumbnail(reading.pictures[element.data["picture"]])
            if "picture" in element.data
            else "",
        }
        for number, element in enumerate(reading.elements)
    ]
    shown["dropped"] = [
        {
            "lines": ", ".join(map(str, dropped.lines)),
            "text": dropped.text,
            "reason": reason(dropped.reason),
        }
        for dropped in reading.dropped
    ]
    return shown


def _field(form: TextForm, name: str) -> Any:
    return form[name] if name in form.fields else None


def _kind(element: Element) -> str:
    return str(KINDS.get(element.kind, element.kind))


def _outcome(request: StaffRequest, kept: TextUpload) -> HttpResponse:
    """Show which drafts came of the files."""
    rows = _rows_of_outcome(request, kept)
    context = _frame(_("Drafts made from the texts")) | {
        "outcome": rows,
        "summary": ngettext(
            "%(n)s text was imported. Nothing is published yet.",
            "%(n)s texts were imported. Nothing is published yet.",
            len(rows),
        )
        % {"n": len(rows)},
    }
    return TemplateResponse(request, "articles/uploading/outcome.html", context)


def _rows_of_outcome(request: StaffRequest, kept: TextUpload) -> list[dict[str, Any]]:
    pages = pages_of(kept)
    rows = []
    for one in kept.outcome:
        page = pages.get(one["page"])
        rows.append(
            one
            | {
                "language": language_name(one["language"]),
                "code": one["language"],
                "page": page,
                "url": _address(page.pk) if page and _may_edit(request, page) else "",
                "together": reverse("translation:together", args=[page.pk])
                if page
                else "",
            }
        )
    return rows


def _may_edit(request: StaffRequest, page: Page) -> bool:
    return bool(page.permissions_for_user(request.user).can_edit())


def _address(page: int | None) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page]) if page else ""


def _frame(title: str) -> dict[str, Any]:
    """Return what every screen of the admin shows around itself."""
    crumbs = [{"url": "", "label": title}]
    first = _("Import texts")
    if title != first:
        crumbs.insert(0, {"url": reverse("import_texts:upload"), "label": first})
    return {"header_title": title, "breadcrumbs_items": crumbs}
