"""Existing texts of two or three languages, paired by hand and adopted as one text."""

import re
from typing import Any, cast

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.widgets import AdminPageChooser
from wagtail.models import Locale, Page

from translation.editing import boxes
from translation.pairing.adopting import bring_together, propose
from translation.pairing.columns import Column, cuts
from translation.pairing.remembering import Steps
from translation.pairing.texts import mark_of, text_of, unfit, unfit_original
from translation.roles import is_locked_for, may_edit, may_publish
from translation.versions import readable
from translation.views.editor import address_of
from translation.words import language_name

_LINK = re.compile(r'<a id="[^"]*">')


class StaffRequest(HttpRequest):
    """A request to the admin, which is never anonymous."""

    user: User


class ChooseForm(forms.Form):
    """Which texts of the other languages, and which of all is the original."""

    original = forms.ChoiceField(
        label=gettext_lazy("Original"),
        help_text=gettext_lazy("The other languages follow it from now on."),
        widget=forms.RadioSelect,
    )

    def __init__(self, page: Page, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.page = page
        there = Page.objects.filter(translation_key=page.translation_key)
        taken = set(there.values_list("locale", flat=True)) | {page.locale_id}
        self.languages = {}
        locales = {
            one.language_code: one for one in Locale.objects.exclude(pk__in=taken)
        }
        for code in dict(settings.WAGTAIL_CONTENT_LANGUAGES):
            locale = locales.get(code)
            if locale is None:
                continue
            self.languages[code] = locale
            self.fields[code] = forms.ModelChoiceField(
                Page.objects.filter(locale=locale),
                label=language_name(code),
                required=False,
                widget=AdminPageChooser(target_models=[page.specific_class]),
            )
        codes = [page.locale.language_code, *self.languages]
        original = cast(forms.ChoiceField, self.fields["original"])
        original.choices = [(code, language_name(code)) for code in codes]
        self.initial.setdefault("original", codes[0])
        self.order_fields([*self.languages, "original"])

    def clean(self) -> dict[str, Any]:
        """Ask for a text at least, and for an original that is among the texts."""
        data = super().clean() or {}
        chosen = {
            code: data[code].specific for code in self.languages if data.get(code)
        }
        if not chosen and not self.errors:
            raise ValidationError(_("Choose a text of another language."))
        chosen[self.page.locale.language_code] = self.page
        original = data.get("original")
        if original and original not in chosen:
            self.add_error("original", _("Choose the language of one of the texts."))
        if not self.errors:
            data["texts"] = [chosen.pop(original), *chosen.values()]
            if problems := unfit(data["texts"][0], data["texts"][1:]):
                raise ValidationError(problems)
        return data


def screen(request: StaffRequest, page_id: int) -> HttpResponse:
    """Ask which texts belong to a page; show them side by side, once they are named.

    Nothing is written before the texts are adopted: the steps until then are kept in
    the session.
    """
    page = get_object_or_404(Page.objects.select_related("locale"), pk=page_id).specific
    names = request.GET.getlist("with")
    if not names:
        return _choose(request, page)
    if not all(name.isascii() and name.isdigit() and len(name) < 10 for name in names):
        raise Http404
    others = [
        get_object_or_404(Page.objects.select_related("locale"), pk=int(name)).specific
        for name in dict.fromkeys(names)
    ]
    _ask_for_rights(request.user, page, others)
    if problems := [*unfit(page, others), *_locks(request.user, [page, *others])]:
        for problem in problems:
            messages.error(request, problem)
        return redirect(address_of(others[0] if len(others) == 1 else page))
    return _Screen(request, page, others).answer()


def _ask_for_rights(user: User, original: Page, others: list[Page]) -> None:
    """Raise PermissionDenied for whoever may not write each version.

    The original must be theirs to read.  What readers see of a live version changes
    at once: it is linked with the others.
    """
    is_open = readable(Page.objects.filter(pk=original.pk)).exists()
    if not is_open and not may_edit(user, original):
        raise PermissionDenied
    for page in others:
        if not (may_publish if page.live else may_edit)(user, page):
            raise PermissionDenied


def _locks(user: User, pages: list[Page]) -> list[str]:
    return [
        _("“%(title)s” is locked by somebody else. Nothing was changed.")
        % {"title": page.draft_title}
        for page in pages
        if is_locked_for(user, page)
    ]


def _choose(request: StaffRequest, page: Page) -> HttpResponse:
    if not may_edit(request.user, page):
        raise PermissionDenied
    problem = unfit_original(page)
    form = ChooseForm(page, request.POST or None)
    if not problem and not form.languages:
        problem = _("There is a version in each language already.")
    if request.method == "POST" and not problem and form.is_valid():
        original, *others = form.cleaned_data["texts"]
        query = urlencode({"with": [other.pk for other in others]}, doseq=True)
        address = reverse("translation:pair", args=[original.pk])
        return redirect(f"{address}?{query}")
    context = _frame(page) | {
        "form": form,
        "problem": problem,
        "media": form.media,
        "back": address_of(page),
    }
    return TemplateResponse(
        request,
        "translation/pairing/choose.html",
        context,
        status=422 if form.is_bound else 200,
    )


def _frame(page: Page) -> dict[str, Any]:
    heading = _("Pair with existing texts")
    return {
        "header_title": heading,
        "page_title": heading,
        "heading": heading,
        "title": page.get_admin_display_title(),
        "code": page.locale.language_code,
        "breadcrumbs_items": [
            {"url": address_of(page), "label": page.get_admin_display_title()},
            {"url": "", "label": heading},
        ],
    }


class _Screen:
    """The texts side by side, and what a button does with them."""

    def __init__(
        self, request: StaffRequest, original: Page, others: list[Page]
    ) -> None:
        self.request = request
        self.read(original, others)

    def read(self, original: Page, others: list[Page]) -> None:
        # What the original's translations are made from is what readers have of it.
        self.original = text_of(original, draft=False)
        self.others = [text_of(page) for page in others]
        name = "-".join(str(page.pk) for page in (original, *others))
        mark = mark_of([self.original, *self.others])
        self.steps = Steps.of(self.request.session, name, mark)
        proposed = [propose(self.original, other) for other in self.others]
        self.columns = self.steps.after(proposed)

    @property
    def address(self) -> str:
        return self.request.get_full_path()

    def answer(self) -> HttpResponse:
        if self.request.method != "POST":
            return self.show()
        sent = self.request.POST
        if "cancel" in sent:
            self.steps.forget()
            messages.info(self.request, _("Nothing was changed."))
            return redirect(address_of(self.original.page))
        if sent.get("seen") != self.seen:
            return self.look_again()
        if "adopt" in sent:
            return self.adopt()
        if "undo" in sent:
            self.steps.undo()
        elif "anew" in sent:
            self.steps.forget()
        return redirect(self.address + self.take_step(sent.get("step", "")))

    def look_again(self) -> HttpResponse:
        messages.warning(
            self.request,
            _("The texts have changed since you looked. Please look again."),
        )
        return redirect(self.address)

    def is_as_seen(self) -> bool:
        """Lock the pages, and tell whether they still say what is shown."""
        keys = [text.page.pk for text in (self.original, *self.others)]
        pages = {
            page.pk: page.specific
            for page in Page.objects.select_for_update().filter(pk__in=keys)
        }
        if len(pages) < len(keys) or unfit(
            pages[keys[0]], [pages[pk] for pk in keys[1:]]
        ):
            return False
        self.read(pages[keys[0]], [pages[pk] for pk in keys[1:]])
        return self.request.POST.get("seen") == self.seen

    @property
    def seen(self) -> str:
        """What a form shows, in short: the words and how many steps were taken."""
        return f"{self.steps.mark}-{len(self.steps.taken)}"

    def take_step(self, asked: str) -> str:
        """Take the step that a button names; return where on the screen it was.

        A button is called "join 0 12", or "split 0 12" and "back 0 3" with a choice
        of the same name.  Anything else changes nothing.
        """
        what, *numbers = asked.split() or [""]
        rest = [*numbers, *self.request.POST.getlist(asked)[:1]]
        if len(rest) < 2 or not all(one.isascii() and one.isdigit() for one in rest):
            return ""
        place, *rows = (int(one[:6]) for one in rest)
        if place >= len(self.columns):
            return ""
        self.steps.add((place, what, tuple(rows)))
        return f"#row-{rows[-1] if what == 'back' else rows[0]}"

    def adopt(self) -> HttpResponse:
        """Make the others versions of the original; all or none."""
        request = self.request
        with transaction.atomic():
            if not self.is_as_seen():
                return self.look_again()
            done = [
                bring_together(self.original, other, column, user=request.user)
                for other, column in zip(self.others, self.columns, strict=True)
            ]
        self.steps.forget()
        for adoption, other in zip(done, self.others, strict=True):
            messages.success(
                request,
                ngettext(
                    "“%(title)s” is a version of “%(original)s” now: %(n)d segment "
                    "has its words.",
                    "“%(title)s” is a version of “%(original)s” now: %(n)d segments "
                    "have their words.",
                    adoption.filled,
                )
                % {
                    "title": other.page.draft_title,
                    "original": self.original.page.draft_title,
                    "n": adoption.filled,
                },
            )
        return redirect(address_of(self.others[0].page))

    def show(self) -> HttpResponse:
        if self.steps.is_outdated:
            messages.warning(
                self.request,
                _("A text has changed meanwhile: the pairing begins anew."),
            )
        last = self.steps.taken[-1] if self.steps.taken else None
        sections: dict[str, list[dict[str, Any]]] = {}
        for row, piece in enumerate(self.original.pieces):
            sections.setdefault(piece.section, []).append(
                {
                    "number": row,
                    "label": piece.kind,
                    "look": self.original.looks[row],
                    "original": shown(piece.words),
                    "cells": [
                        self.cell(place, column, row, last)
                        for place, column in enumerate(self.columns)
                    ],
                }
            )
        context = _frame(self.original.page) | {
            "from_language": language_name(self.original.language),
            "sections": [
                {"label": self.original.labels[name], "rows": rows}
                for name, rows in sections.items()
            ],
            "columns": [
                self.about(place, column) for place, column in enumerate(self.columns)
            ],
            "several": len(self.columns) > 1,
            "seen": self.seen,
            "steps": len(self.steps.taken),
            "row_numbers": range(1, len(self.original.pieces) + 1),
        }
        return TemplateResponse(
            self.request, "translation/pairing/side_by_side.html", context
        )

    def cell(self, place: int, column: Column, row: int, last: Any) -> dict[str, Any]:
        cell = column.cells[row]
        section = column.sections
        return {
            "place": place,
            "code": self.others[place].language,
            "language": language_name(self.others[place].language),
            "name": f"{place} {row}",
            "texts": [shown(words) for words in cell],
            "cuts": [opening(rest) for _first, rest in cuts(cell)] if cell else [],
            "may_join": bool(cell) and row > 0 and section[row - 1] == section[row],
            "may_close": not cell
            and row + 1 < len(section)
            and section[row + 1] == section[row]
            and bool(column.cells[row + 1]),
            "is_open": bool(last) and last[0] == place and row in last[2][:1],
        }

    def about(self, place: int, column: Column) -> dict[str, Any]:
        page = self.others[place].page
        return {
            "place": place,
            "code": self.others[place].language,
            "language": language_name(self.others[place].language),
            "title": page.draft_title,
            "url": address_of(page),
            "live": page.live,
            "filled": column.filled,
            "rows": len(column.cells),
            "open": len(column.cells) - column.filled,
            "aside": [
                {
                    "number": number,
                    "name": f"{place} {number}",
                    "row": one.row + 1,
                    "text": shown(one.words),
                }
                for number, one in enumerate(column.aside)
            ],
        }


def shown(words: str) -> SafeString:
    """Return words for reading, their tags as small signs."""
    return boxes.show(_LINK.sub("<a>", words))


def opening(texts: tuple[str, ...]) -> str:
    """Return how texts begin, for a choice of where to cut."""
    plain = boxes.to_box(re.sub(r"<[^<>]*>", "", " ".join(texts)))
    return plain if len(plain) <= 60 else plain[:60].rstrip() + "…"
