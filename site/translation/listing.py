"""The standing of all languages in the admin's lists and page headers.

These stand in place of wagtail-localize's buttons, which ask the database twice for
each row and offer what is not done here (``wagtail_hooks`` takes them away).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.admin.utils import quote
from django.db import models
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import BaseColumn
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from translation.originals import IndependentOriginal
from translation.roles import has_right, may_edit
from translation.standings import State, states_of
from translation.views.editor import address_of


@dataclass(frozen=True)
class Entry:
    """A state with the address that leads on; "" where this person has nothing to do.

    For a version that is the editor, for a missing one the request for a translation,
    and for an original of what this person translates the text to be read.
    """

    state: State
    url: str = ""

    @property
    def is_request(self) -> bool:
        """Whether the address asks for a translation that is not there yet."""
        return bool(self.url) and self.state.version is None


def entries(user: Any, instance: models.Model, states: list[State]) -> list[Entry]:
    """Return what a person is shown of the languages of a page or snippet.

    No query, once the rights of the person are known.
    """
    original: Any = min(
        (one.version for one in states if one.is_original),
        key=lambda version: version.pk,
        default=None,
    )
    may_ask = (
        original is not None
        and not isinstance(instance, IndependentOriginal)
        and user.has_perm("wagtail_localize.submit_translation")
    )
    own = next(
        (one.made for one in states if one.made and _may_open(user, one.version)), None
    )
    found = []
    for state in states:
        url = ""
        if state.version is None:
            if may_ask:
                asked = urlencode({"select_locale": state.language})
                url = f"{submit_address(original)}?{asked}"
        elif _may_open(user, state.version):
            url = address_of(state.version)
        elif state.is_original and own:
            url = reverse("translation:original", args=[own])
        found.append(Entry(state, url))
    return found


def _may_open(user: Any, version: models.Model) -> bool:
    if not isinstance(version, Page):
        return may_edit(user, version)
    return has_right(user, version, "change", "publish")


def submit_address(original: models.Model) -> str:
    """Return where a translation of a page or snippet is asked for."""
    if isinstance(original, Page):
        return reverse("wagtail_localize:submit_page_translation", args=[original.pk])
    meta = original._meta
    return reverse(
        "wagtail_localize:submit_snippet_translation",
        args=[meta.app_label, meta.model_name, quote(original.pk)],
    )


class LanguagesColumn(BaseColumn):
    """A column of a list that shows where each language of a row stands.

    As many queries as ``states_of``, for all rows together.
    """

    cell_template_name = "translation/languages_cell.html"

    def __init__(self, name: str = "languages", **kwargs: Any) -> None:
        kwargs.setdefault("label", gettext_lazy("Languages"))
        super().__init__(name, **kwargs)

    def get_cell_context_data(
        self, instance: Any, parent_context: Any
    ) -> dict[str, Any]:
        context = super().get_cell_context_data(instance, parent_context)
        table = context["table"]
        if not hasattr(table, "language_states"):
            table.language_states = states_of(list(table.data))
        context["entries"] = entries(
            context["request"].user,
            instance,
            table.language_states.get(instance.translation_key, []),
        )
        return context


def header_buttons(
    page: Page, user: Any, next_url: str | None = None, view_name: str | None = None
) -> Iterator[Button]:
    """Yield, for the menu in a page's header, where its languages stand."""
    if page.is_root():
        return
    if not isinstance(page, IndependentOriginal):
        yield Button(
            _("The languages together"),
            reverse("translation:together", args=[page.pk]),
            icon_name="site",
            priority=59,
        )
    states = states_of([page]).get(page.translation_key, [])
    if _may_be_paired(user, page, states):
        yield Button(
            _("Pair with existing texts"),
            reverse("translation:pair", args=[page.pk]),
            icon_name="link",
            priority=61,
        )
    for entry in entries(user, page, states):
        label = _("%(language)s: %(state)s") % {
            "language": entry.state.name,
            "state": entry.state.text,
        }
        if entry.url:
            yield Button(
                label, entry.url, icon_name="wagtail-localize-language", priority=60
            )


def _may_be_paired(user: Any, page: Page, states: list[State]) -> bool:
    """Tell whether a language is lacking that may be there as a page of its own."""
    own = next(
        (one for one in states if one.version and one.version.pk == page.pk), None
    )
    return (
        not isinstance(page, IndependentOriginal)
        and (own is None or own.made is None)
        and any(one.version is None for one in states)
        and has_right(user, page, "change", "publish")
    )
