"""Texts to other programs and back: one text, or many in an archive."""

import re
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Page as PageOfList
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin.widgets import AdminPageChooser
from wagtail.models import Page

from translation.exchange import files, selection
from translation.exchange.receiving import Chosen, Received, choose, receive
from translation.exchange.rows import Incoming, sheet_of
from translation.exchange.taking import TOOLS, Taken
from translation.lag import progress_of
from translation.roles import may_edit
from translation.views.editor import address_of
from translation.views.guards import version_or_404
from translation.words import language_name

ON_A_PAGE = 50
# A Word file of a page takes a tenth of a second.
MOST_TEXTS = 100
CHOICE = re.compile(r"choice-(\d{1,9})-([0-9a-f]{12})")


# One text


@require_safe
def download(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Answer with the file of one text; 404 for a kind that there is not."""
    made, version = version_or_404(pk)
    if not may_edit(request.user, version):
        raise PermissionDenied
    if kind not in files.KINDS:
        raise Http404
    sheet = sheet_of(made, version)
    chosen = files.KINDS[kind]
    return _file(chosen.write(sheet), files.name_of(sheet, chosen), chosen.content_type)


def download_po(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Answer at wagtail-localize's address for PO files."""
    return download(request, translation_id, "po")


@require_POST
def upload_one(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Take the words of a file of this text, or say why not.

    Leads back to the text where there is nothing that a person must look at.
    """
    made, version = version_or_404(translation_id)
    if not may_edit(request.user, version):
        raise PermissionDenied
    received = receive(_uploads(request), user=_user(request), only=made)
    if not received:
        messages.error(request, _("Choose a file first."))
    elif any(taken.asks for one in received for taken in one.taken):
        return _result(request, received, back=address_of(version))
    for one in received:
        for text in one.refused:
            messages.error(request, text)
        for taken in one.taken:
            _tell_of(request, taken)
    return redirect(address_of(version))


def _tell_of(request: HttpRequest, taken: Taken) -> None:
    tell = messages.success if taken.taken else messages.info
    for text in said_of(taken):
        tell(request, text)
    if taken.is_in_work_again:
        messages.warning(
            request,
            _("The translation is in work again. Hand it in anew when it is done."),
        )


def said_of(taken: Taken) -> list[str]:
    """Say, for people, how many rows of a text were taken and how many not."""
    counted = [
        (
            taken.taken,
            ngettext(
                "%(n)d segment taken from the file.",
                "%(n)d segments taken from the file.",
                taken.taken,
            ),
        ),
        (
            taken.unchanged,
            ngettext(
                "%(n)d segment is as it was.",
                "%(n)d segments are as they were.",
                taken.unchanged,
            ),
        ),
        (
            taken.unfinished,
            ngettext(
                "%(n)d segment is marked as unfinished in the file and was left.",
                "%(n)d segments are marked as unfinished in the file and were left.",
                taken.unfinished,
            ),
        ),
        (
            taken.empty,
            ngettext(
                "%(n)d segment has no words in the file.",
                "%(n)d segments have no words in the file.",
                taken.empty,
            ),
        ),
    ]
    said = [text % {"n": count} for count, text in counted if count]
    if not (taken.taken or taken.asks):
        said.insert(0, _("The file has no new words for this text. Nothing was taken."))
    return said


# Many texts


class WhichTexts(forms.Form):
    """Which texts are listed: by language, by page, also the complete ones."""

    language = forms.ChoiceField(label=gettext_lazy("Language"), required=False)
    page = forms.ModelChoiceField(
        label=gettext_lazy("Project or other page"),
        help_text=gettext_lazy("With all that belongs to it."),
        queryset=Page.objects.filter(depth__gt=1),
        required=False,
        widget=AdminPageChooser,
    )
    complete = forms.BooleanField(
        label=gettext_lazy("Also texts that have all their words"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        languages: Any = self.fields["language"]
        languages.choices = [
            ("", _("All")),
            *(
                (code, language_name(code))
                for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES
            ),
        ]

    def texts(self, user: Any) -> Any:
        """Return the translations that are asked for; all where the form is wrong."""
        asked = self.cleaned_data if self.is_valid() else {}
        return selection.of(
            user,
            language=asked.get("language", ""),
            page=asked.get("page"),
            with_complete=asked.get("complete", False),
        )


@require_safe
def screen(request: HttpRequest) -> HttpResponse:
    """List the texts that a person may take along, and ask for files that come back."""
    form = WhichTexts(request.GET)
    if not form.is_valid():
        # The chooser cannot show a page that is not there: ask without it.
        asked = request.GET.copy()
        for name, errors in form.errors.items():
            asked.pop(name, None)
            messages.error(request, " ".join(map(str, errors)))
        form = WhichTexts(asked)
    found = form.texts(request.user)
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("p"))
    context = {
        "form": form,
        "media": form.media,
        "texts": _with_progress(page),
        "count": page.paginator.count,
        "most": MOST_TEXTS,
        "asked": {
            name: request.GET.get(name, "") for name in ("language", "page", "complete")
        },
        "page_obj": page,
        "elided_page_range": page.paginator.get_elided_page_range(page.number),
    }
    return _show(request, "translation/exchange.html", context)


def _with_progress(page: PageOfList) -> list[Any]:
    """Return the translations of a page of the list as its rows show them."""
    texts = list(page.object_list)
    progress = progress_of(texts)
    for made in texts:
        made.progress = progress[made.pk]
        made.title = made.draft_title or made.source.object_repr
        made.language = language_name(made.target_locale.language_code)
    return texts


@require_POST
def download_many(request: HttpRequest) -> HttpResponse:
    """Answer with an archive of the chosen texts, or of all that are listed."""
    kind = files.KINDS.get(request.POST.get("kind", ""))
    form = WhichTexts(request.POST)
    texts = form.texts(request.user)
    if "all" not in request.POST:
        chosen = [pk for pk in request.POST.getlist("text") if pk.isdecimal()]
        texts = selection.of(request.user, with_complete=True).filter(
            pk__in=chosen[:MOST_TEXTS]
        )
    texts = list(texts[: MOST_TEXTS + 1])
    if kind is None or not texts or len(texts) > MOST_TEXTS:
        messages.error(
            request,
            _("At most %(n)d texts go into one archive. Choose fewer.")
            % {"n": MOST_TEXTS}
            if texts
            else _("Choose at least one text."),
        )
        return redirect("translation:exchange")
    name = f"translations-{timezone.localdate():%Y-%m-%d}-{kind.name}.zip"
    return _file(files.pack(texts, kind), name, "application/zip")


@require_POST
def upload_many(request: HttpRequest) -> HttpResponse:
    """Take the words of files and archives, and say what became of each."""
    received = receive(_uploads(request), user=_user(request))
    if not received:
        messages.error(request, _("Choose a file first."))
        return redirect("translation:exchange")
    return _result(request, received, back=reverse("translation:exchange"))


@require_POST
def choose_words(request: HttpRequest) -> HttpResponse:
    """Take those words of files that a person has chosen before the site's."""
    data, chosen = request.POST, []
    for name, choice in data.items():
        if choice == "mine" and (found := CHOICE.fullmatch(name)):
            pk, row = found.groups()
            tool = data.get(f"tool-{pk}", "")
            chosen.append(
                Chosen(
                    int(pk),
                    Incoming(
                        id=row,
                        words=data.get(f"words-{pk}-{row}", ""),
                        base=data.get(f"base-{pk}-{row}"),
                    ),
                    tool if tool in TOOLS.values() else TOOLS["xliff"],
                )
            )
    back = reverse("translation:exchange")
    if not chosen:
        messages.info(request, _("The words of the site stay."))
        return redirect(back)
    return _result(request, choose(chosen, user=_user(request)), back=back)


def _result(
    request: HttpRequest, received: list[Received], *, back: str
) -> HttpResponse:
    for one in received:
        for taken in one.taken:
            taken.said = said_of(taken)  # type: ignore[attr-defined]
            taken.url = address_of(taken.version)  # type: ignore[attr-defined]
    context = {
        "received": received,
        "asks": any(taken.conflicts for one in received for taken in one.taken),
        "back": back,
    }
    return _show(request, "translation/exchange_result.html", context)


def _show(request: HttpRequest, template: str, context: Any) -> HttpResponse:
    crumbs = [
        {"url": reverse("wagtailadmin_home"), "label": _("Home")},
        {"url": reverse("translation:exchange"), "label": _("Translation files")},
    ]
    return TemplateResponse(
        request,
        template,
        {
            "breadcrumbs_items": crumbs,
            "header_title": _("Translation files"),
            "header_icon": "wagtail-localize-language",
            "accepted": files.ACCEPTED,
        }
        | context,
    )


def _uploads(request: HttpRequest) -> list[UploadedFile]:
    return list(request.FILES.getlist("file"))


def _user(request: HttpRequest) -> Any:
    """Return who asks: somebody who is signed in, as the admin sees to."""
    return request.user


def _file(data: bytes, name: str, content_type: str) -> HttpResponse:
    return HttpResponse(
        data,
        content_type=content_type,
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "X-Content-Type-Options": "nosniff",
        },
    )
