"""The translation memory in the admin: files out, files in."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET

from translation.keys import key_from
from translation.memory import tmx
from translation.memory.models import MemoryImport
from translation.words import language_name

SEE, ADD, DELETE = (
    f"translation.{action}_memoryimport" for action in ("view", "add", "delete")
)


class ImportForm(forms.Form):
    """A TMX file and the name under which its pairs are shown."""

    name = forms.CharField(
        label=gettext_lazy("Name of the source"),
        help_text=gettext_lazy(
            "Shown to translators with each match. Pairs that were imported under this "
            "name before are replaced."
        ),
        max_length=120,
    )
    file = forms.FileField(label=gettext_lazy("TMX file"))

    def clean_file(self) -> UploadedFile:
        """Refuse what is too large before it is read."""
        file = self.cleaned_data["file"]
        if file.size > tmx.MOST_BYTES:
            raise ValidationError(
                _("The file is larger than %(n)d MB.")
                % {"n": tmx.MOST_BYTES // 1024**2}
            )
        return file


def screen(request: HttpRequest) -> HttpResponse:
    """Show what came from outside; take another file, or remove one."""
    user: Any = request.user
    if not (user.has_perm(SEE) or user.has_perm(ADD)):
        raise PermissionDenied
    form = ImportForm()
    if request.method == "POST":
        if "remove" in request.POST:
            return _remove(request)
        if not user.has_perm(ADD):
            raise PermissionDenied
        form = ImportForm(request.POST, request.FILES)
        if form.is_valid() and _take(request, form):
            return redirect(request.path)
    codes = list(dict(settings.WAGTAIL_CONTENT_LANGUAGES))
    context = {
        "header_title": _("Translation memory"),
        "header_icon": "wagtail-localize-language",
        "breadcrumbs_items": [{"url": "", "label": _("Translation memory")}],
        "imports": MemoryImport.objects.annotate(count=Count("pairs")),
        "directions": [
            {
                "url": reverse("translation:memory_tmx", args=[source, target]),
                "source": language_name(source),
                "target": language_name(target),
            }
            for source in codes
            for target in codes
            if source != target
        ],
        "form": form,
        "may_add": user.has_perm(ADD),
        "may_delete": user.has_perm(DELETE),
    }
    return TemplateResponse(
        request,
        "translation/memory.html",
        context,
        status=400 if form.errors else 200,
    )


def _take(request: HttpRequest, form: ImportForm) -> bool:
    data = form.cleaned_data
    user: Any = request.user
    try:
        count = tmx.take(data["file"].read(), data["name"], user=user)
    except ValidationError as refused:
        form.add_error("file", refused)
        return False
    messages.success(
        request,
        ngettext("%(n)d pair imported.", "%(n)d pairs imported.", count) % {"n": count},
    )
    return True


def _remove(request: HttpRequest) -> HttpResponse:
    user: Any = request.user
    if not user.has_perm(DELETE):
        raise PermissionDenied
    origin = get_object_or_404(MemoryImport, pk=key_from(request.POST["remove"]))
    origin.delete()
    messages.success(request, _("“%(name)s” is removed.") % {"name": origin.name})
    return redirect(request.path)


@require_GET
def download(request: HttpRequest, source: str, target: str) -> HttpResponse:
    """Answer with all published pairs of two languages as TMX."""
    user: Any = request.user
    if not (user.has_perm(SEE) or user.has_perm(ADD)):
        raise PermissionDenied
    if not {source, target} <= set(dict(settings.WAGTAIL_CONTENT_LANGUAGES)):
        raise Http404
    name = f"memory-{source}-{target}.tmx"
    return HttpResponse(
        tmx.write(source, target),
        content_type="application/x-tmx+xml",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
