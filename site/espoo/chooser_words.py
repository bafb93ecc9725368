"""Words of Wagtail's choosers in the language of whoever reads them.

Wagtail 7.4 and 8.0 put "Choose a page (Contact)" together when a form is first made,
in the language of whoever came first, and everybody after them reads that language.
"""

from collections.abc import Callable
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as in_wagtails_words
from wagtail.admin.widgets import AdminPageChooser
from wagtail.models import Page
from wagtail.snippets.widgets import AdminSnippetChooser

CHOOSE_A_PAGE = AdminPageChooser.choose_one_text


class _Words:
    """An attribute that is made anew each time it is read, and is never set."""

    def __init__(self, make: Callable[[Any], str]) -> None:
        self.make = make

    def __get__(self, widget: Any, owner: type) -> Any:
        return self if widget is None else self.make(widget)

    def __set__(self, widget: Any, value: str) -> None:
        """Leave out what was put together in one language."""


def _choose_a_page(widget: AdminPageChooser) -> str:
    models = getattr(widget, "target_models", [])
    if len(models) != 1 or models[0] is Page:
        return str(CHOOSE_A_PAGE)
    return f"{CHOOSE_A_PAGE} ({capfirst(models[0]._meta.verbose_name)})"


def _of_a_snippet(words: str) -> _Words:
    def make(widget: AdminSnippetChooser) -> str:
        return in_wagtails_words(words) % {"object": widget.model._meta.verbose_name}

    return _Words(make)


def speak_each_language() -> None:
    """Let the choosers of pages and snippets say their words when they are shown."""
    AdminPageChooser.choose_one_text = _Words(_choose_a_page)
    AdminSnippetChooser.choose_one_text = _of_a_snippet("Choose %(object)s")
    AdminSnippetChooser.choose_another_text = _of_a_snippet("Choose another %(object)s")
    AdminSnippetChooser.link_to_chosen_text = _of_a_snippet("Edit this %(object)s")
