"""Unpublishing and deleting several pages from a list, with their other languages."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.models import User
from django.utils.translation import gettext_lazy
from wagtail.admin.views.pages.bulk_actions.delete import DeleteBulkAction
from wagtail.admin.views.pages.bulk_actions.page_bulk_action import (
    DefaultPageForm,
    PageBulkAction,
)
from wagtail.admin.views.pages.bulk_actions.unpublish import UnpublishBulkAction
from wagtail.models import Page

from translation import together
from translation.views.cascades import losses, may_delete, others_of
from translation.words import language_name


class OtherLanguagesForm(DefaultPageForm):
    """Asks whether the other languages of the chosen texts go with them."""

    other_languages = forms.BooleanField(
        label=gettext_lazy("Do it with their other languages too"), required=False
    )


class WithOtherLanguages(PageBulkAction):
    """Names the versions in other languages that were not chosen, and takes them along.

    Only where asked, only those that this person may, and all or none.
    """

    form_class = OtherLanguagesForm

    def may_take(self, version: Page) -> bool:
        """Tell whether this person may do with a version what the action does."""
        return self.check_perm(version)

    def others(self, pages: Sequence[Page]) -> list[Page]:
        """Return the versions that would be taken along."""
        chosen = {page.pk for page in pages}
        found = {other.pk: other for page in pages for other in others_of(page)}
        return [
            other
            for pk, other in found.items()
            if pk not in chosen and self.may_take(other)
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        pages = [one["item"] for one in context["items"]]
        return context | {
            "others": [
                {
                    "version": other,
                    "code": other.locale.language_code,
                    "name": language_name(other.locale.language_code),
                }
                for other in self.others(pages)
            ]
        }

    def get_execution_context(self) -> dict[str, Any]:
        asked = self.cleaned_form.cleaned_data["other_languages"]
        others = self.others(self.actionable_objects) if asked else []
        return {**super().get_execution_context(), "others": others}


class UnpublishTexts(WithOtherLanguages, UnpublishBulkAction):
    """Wagtail's action, which unpublishes one language of a text alone."""

    template_name = "translation/bulk_unpublish.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say also whether a language of the pair would be left alone."""
        context = super().get_context_data(**kwargs)
        pages = [one["item"] for one in context["items"]]
        chosen = {page.pk for page in pages}
        pair = set(settings.LANGUAGE_PAIR)
        return context | {
            "leaves_pair_alone": any(
                other.live
                and other.pk not in chosen
                and {page.locale.language_code, other.locale.language_code} <= pair
                for page in pages
                for other in others_of(page)
            )
        }

    @classmethod
    def execute_action(
        cls,
        objects: Sequence[Page],
        others: Sequence[Page] = (),
        user: User | None = None,
        **kwargs: Any,
    ) -> tuple[int, int]:
        """Unpublish; return how many pages, and how many of those under them."""
        pages = [*objects, *others]
        done = super().execute_action(pages, user=user, **kwargs)
        texts: dict[Any, list[Page]] = {}
        for page in pages:
            texts.setdefault(page.translation_key, []).append(page)
        for versions in texts.values():
            if len(versions) > 1:  # its schedules end too, and the history says so
                together.withdraw(versions, user)
        return done


class DeleteTexts(WithOtherLanguages, DeleteBulkAction):
    """Wagtail's action, which does not say what becomes of translated words."""

    template_name = "translation/bulk_delete.html"

    def may_take(self, version: Page) -> bool:
        """Tell whether this person may delete it, and nothing forbids it."""
        return may_delete(self.request.user, version)

    def object_context(self, page: Page) -> dict[str, Any]:
        """Say also what is lost with the page."""
        context = super().object_context(page)
        return context | {"losses": losses(page, others_of(page))}

    @classmethod
    def execute_action(
        cls, objects: Sequence[Page], others: Sequence[Page] = (), **kwargs: Any
    ) -> tuple[int, int]:
        """Delete; return how many pages, and how many under them."""
        return super().execute_action([*objects, *others], **kwargs)
