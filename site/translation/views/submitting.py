"""Asking for translations of a page or snippet, from its original only."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.forms import Form, HiddenInput
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.models import Locale
from wagtail_localize.models import Translation, TranslationSource
from wagtail_localize.views.submit_translations import (
    SubmitPageTranslationView,
    SubmitSnippetTranslationView,
    SubmitTranslationView,
)

from translation.lag import follow
from translation.listing import submit_address
from translation.notices import title_of
from translation.originals import IndependentOriginal
from translation.publishing import translation_of
from translation.refusals import Refusal
from translation.requests.asking import ask
from translation.requests.forms import add_request, request_in
from translation.roles import has_right, may_edit
from translation.views.editor import address_of
from translation.words import language_name


class FromTheOriginal(SubmitTranslationView):
    """Submits one text at a time; a whole subtree is never submitted.

    What cannot be translated, or not from here, is explained.
    """

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.refusal() or super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.refusal() or super().post(request, *args, **kwargs)

    def refusal(self) -> HttpResponse | None:
        """Lead back from what is not translated, and on from a translation."""
        text: Any = self.object
        if isinstance(text, IndependentOriginal):
            messages.error(
                self.request,
                _(
                    "This page is written separately in each language. It is not "
                    "submitted for translation."
                ),
            )
            return redirect(address_of(self.object))
        made = translation_of(self.object)
        if made is None:
            return None
        original = made.source.object.get_instance_or_none(made.source.locale)
        messages.error(
            self.request,
            _(
                "“%(title)s” is a translation. All languages are translated from the "
                "original, which is in %(language)s."
            )
            % {
                "title": title_of(self.object),
                "language": language_name(made.source.locale.language_code),
            },
        )
        return redirect(
            address_of(self.object) if original is None else submit_address(original)
        )

    def get_form(self) -> Form:
        """Return the form with the languages that this person may ask for."""
        form = super().get_form()
        subtree = form.fields["include_subtree"]
        subtree.disabled, subtree.initial, subtree.widget = True, False, HiddenInput()
        locales = form.fields["locales"]
        obstacles = {locale: self.obstacle(locale) for locale in locales.queryset}
        open_ = [locale.pk for locale, reason in obstacles.items() if not reason]
        locales.queryset = Locale.objects.filter(pk__in=open_)
        locales.help_text = " ".join(filter(None, obstacles.values()))
        if len(open_) == 1:
            form.fields["select_all"].widget = HiddenInput()
        add_request(form, {one: self.stands_in(one) for one in locales.queryset})
        return form

    def stands_in(self, locale: Locale) -> Any:
        """Return that whose writers are the translators into a language."""
        return self.object

    def obstacle(self, locale: Locale) -> str:
        """Return why the text cannot be asked for in a language; "" where it can."""
        return ""

    @transaction.atomic
    def form_valid(self, form: Form) -> HttpResponse:
        """Submit the text as it is now, or show the form with the reasons."""
        source = TranslationSource.objects.get_for_instance_or_none(self.object)
        if source and not follow(self.object, user=self.request.user):
            source.update_from_db()  # the snapshot of a translation that was stopped
        try:
            answer = super().form_valid(form)
        except Refusal as refused:
            for text in refused.messages:
                messages.error(self.request, text)
            return self.render_to_response(self.get_context_data(**self.kwargs))
        for made in Translation.objects.filter(
            source__object_id=self.object.translation_key,
            target_locale__in=form.cleaned_data["locales"],
            enabled=True,
        ).select_related("source__locale", "target_locale"):
            asked = request_in(form, made.target_locale)
            ask(made, user=self.request.user, **asked)
        return answer

    def get_default_success_url(self, translated_object: Any = None) -> str:
        """Lead to the new version, or back where this person may not write it."""
        if translated_object and may_edit(self.request.user, translated_object):
            return address_of(translated_object)
        return address_of(self.object)


class SubmitPage(FromTheOriginal, SubmitPageTranslationView):
    """Submits a page, under parents that are there in the language."""

    def stands_in(self, locale: Locale) -> Any:
        return self.object.get_parent().get_translation(locale)

    def obstacle(self, locale: Locale) -> str:
        """Return what is missing in the language's tree: the parent, or the right."""
        parent = self.object.get_parent()
        there = parent.get_translation_or_none(locale)
        name = language_name(locale.language_code)
        if there is None or there.alias_of_id:
            return _(
                "%(language)s: translate “%(parent)s” first, it stands above this page."
            ) % {"language": name, "parent": title_of(parent)}
        if not has_right(self.request.user, there, "add"):
            return _("%(language)s: you may not add pages in this language.") % {
                "language": name
            }
        return ""


class SubmitSnippet(FromTheOriginal, SubmitSnippetTranslationView):
    """Submits a snippet, by whoever may edit its type."""

    def get_object(self) -> Any:
        """Return the snippet.  Raises PermissionDenied without the right to edit it."""
        snippet = super().get_object()
        if not may_edit(self.request.user, snippet):
            raise PermissionDenied
        return snippet
