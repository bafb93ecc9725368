"""The report of all texts and where each of their languages stands."""

import datetime
from collections.abc import Sequence
from functools import cached_property
from typing import Any
from uuid import UUID

import django_filters
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.http import urlencode
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import BaseColumn, Column
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from translation.listing import entries
from translation.overview.choosing import (
    Age,
    Whose,
    belonging,
    counts,
    holds_texts,
    in_order,
    is_asked,
    waits_for,
    with_cell,
)
from translation.overview.reading import (
    read_texts,
    translated_pages,
    translated_snippets,
)
from translation.overview.texts import Cell, Text
from translation.requests.asking import may_ask
from translation.standings import Kind
from translation.words import language_name

ON_A_PAGE = 100
# With these a spreadsheet would begin a formula.
_FORMULA = ("=", "+", "-", "@", "\t")


def _languages() -> list[tuple[str, str]]:
    return [
        (code, capfirst(language_name(code)))
        for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES
    ]


def _types() -> list[tuple[str, str]]:
    return sorted(
        (
            (model._meta.label_lower, capfirst(str(model._meta.verbose_name)))
            for model in [*translated_pages(), *translated_snippets()]
        ),
        key=lambda pair: pair[1].casefold(),
    )


class OverviewFilters(WagtailFilterSet):
    """The form of the filters; the texts are no query, the report chooses itself.

    Request, state and age are looked for in the chosen language, or in any.
    """

    whose = django_filters.ChoiceFilter(
        label=gettext_lazy("Request"), choices=Whose.choices
    )
    language = django_filters.ChoiceFilter(
        label=gettext_lazy("Language"), choices=_languages
    )
    state = django_filters.ChoiceFilter(
        label=gettext_lazy("State"), choices=Kind.choices
    )
    age = django_filters.ChoiceFilter(
        label=gettext_lazy("Waiting for"), choices=Age.choices
    )
    content_type = django_filters.ChoiceFilter(
        label=gettext_lazy("Type"), choices=_types
    )
    project = django_filters.ChoiceFilter(label=gettext_lazy("Project"))

    def __init__(self, *args: Any, projects: Sequence[Text], **kwargs: Any) -> None:
        super().__init__(*args, queryset=Page.objects.none(), **kwargs)
        self.filters["project"].extra["choices"] = [
            (str(one.original.key), one.title) for one in projects
        ]


class TitleColumn(Column):
    """The title in its own language, leading to the text or its translation."""

    cell_template_name = "translation/overview/title_cell.html"

    def get_cell_context_data(self, instance: Text, parent_context: Any) -> dict:
        context = super().get_cell_context_data(instance, parent_context)
        user = parent_context["request"].user
        states = [cell.state for cell in instance.cells]
        found = entries(user, instance.original.instance, states)
        # The columns of the languages have their states from here.
        context["row"].language_entries = dict(
            zip((one.language for one in instance.cells), found, strict=True)
        )
        return context | {
            "text": instance,
            "url": next(
                (one.url for one in found if one.state.language == instance.language),
                "",
            ),
        }


class LanguageColumn(BaseColumn):
    """Where one language stands, who is asked for it, and for how many words."""

    cell_template_name = "translation/overview/language_cell.html"

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(f"language_{code}", label=capfirst(language_name(code)))

    def get_cell_context_data(self, instance: Text, parent_context: Any) -> dict:
        context = super().get_cell_context_data(instance, parent_context)
        request = context["request"]
        cell = instance.cell(self.code)
        entry = context["row"].language_entries[self.code]
        may = cell.work and may_ask(request.user, entry.state.version)
        ask_url = ""
        if cell.work and may and (cell.asked or cell.kind != Kind.LIVE):
            back = urlencode({"next": context["table"].base_url or ""})
            ask_url = reverse("translation:request", args=[cell.work.pk]) + f"?{back}"
        return context | {"cell": cell, "entry": entry, "ask_url": ask_url}


class LanguagesReport(ReportView):
    """Each text with the state of every language; the soonest deadline first.

    As many queries however many texts there are (``translation.overview``).
    """

    page_title = gettext_lazy("Translations")
    header_icon = "site"
    index_url_name = "wagtail_localize:translations_report"
    index_results_url_name = "wagtail_localize:translations_report_results"
    results_template_name = "translation/overview/results.html"
    template_name = "translation/overview/report.html"
    permission_policy = page_permission_policy
    any_permission_required = {"add", "change", "publish"}
    filterset_class = OverviewFilters
    context_object_name = "texts"
    verbose_name_plural = gettext_lazy("texts")
    is_searchable = True
    paginate_by = ON_A_PAGE

    @cached_property
    def texts(self) -> list[Text]:
        """All texts there are."""
        try:
            project = UUID(self.request.GET.get("project", ""))
        except ValueError:
            project = None
        return read_texts(project)

    @cached_property
    def columns(self) -> list[BaseColumn]:
        return [
            TitleColumn("title", label=_("Title"), classname="title", sort_key="title"),
            Column("type", label=_("Type"), accessor="type_name", sort_key="type"),
            *(LanguageColumn(code) for code, _name in _languages()),
            Column(
                "due",
                label=_("Deadline"),
                accessor=lambda text: _day(text.due),
                sort_key="due",
            ),
            Column(
                "changed",
                label=_("Changed"),
                accessor=lambda text: _day(text.changed),
                sort_key="changed",
            ),
        ]

    # Choosing

    def get_filterset_kwargs(self) -> dict[str, Any]:
        projects = [one for one in self.texts if holds_texts(one.original.model)]
        return super().get_filterset_kwargs() | {
            "projects": in_order(projects, "title")
        }

    def get_queryset(self) -> Any:
        """Return all texts: they are chosen from in ``filter_queryset``."""
        return self.texts

    def filter_queryset(self, queryset: Any) -> Any:
        """Return the texts that are asked for, in order; all for a wrong question."""
        asked = self.filters.form.cleaned_data if self.filters.is_valid() else {}
        self.counted = self._chosen(queryset, asked)
        tests = []
        if asked.get("whose"):
            tests.append(is_asked(asked["whose"], self.request.user))
        if asked.get("state"):
            tests.append(lambda cell: cell.kind == asked["state"])
        if asked.get("age"):
            tests.append(waits_for(int(asked["age"])))
        found = self.counted
        if tests:
            found = with_cell(found, asked.get("language", ""), tests)
        return in_order(found, self.ordering)

    def _chosen(self, texts: list[Text], asked: dict[str, Any]) -> list[Text]:
        """Return the texts that the counts are of."""
        if name := asked.get("content_type"):
            texts = [one for one in texts if one.type_key == name]
        if key := asked.get("project"):
            project = next(one for one in self.texts if str(one.original.key) == key)
            texts = belonging(texts, project)
        if self.is_searching:
            wanted = self.search_query.casefold()
            texts = [
                text
                for text in texts
                if any(wanted in one.title.casefold() for one in text.versions)
            ]
        return texts

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        kept = self.request.GET.copy()
        for name in ("p", "state", "language", "export", "_w_filter_fragment"):
            kept.pop(name, None)
        return context | {
            "kinds": [str(kind.label) for kind in Kind],
            "counts": [
                (
                    capfirst(language_name(code)),
                    [(kind, number, _asking(kept, code, kind)) for kind, number in row],
                )
                for code, row in counts(self.counted)
            ],
        }

    # Taking along

    def get_filename(self) -> str:
        """Return the name of the file that is downloaded."""
        return f"translations-{timezone.localdate().isoformat()}"

    @cached_property
    def list_export(self) -> list[str]:
        """The headings of the file, in the person's language."""
        return [heading for heading, _value in self._cells_of(None)]

    def get_heading(self, queryset: Any, field: str) -> str:
        return field

    def to_row_dict(self, item: Text) -> dict[str, Any]:
        return dict(self._cells_of(item))

    def _cells_of(self, text: Text | None) -> list[tuple[str, Any]]:
        """Return the headings of a row with its values; None has none."""
        pairs: list[tuple[str, Any]] = [
            (_("Title"), text and text.title),
            (_("Type"), text and text.type_name),
            (_("Written in"), text and capfirst(language_name(text.language))),
            (_("Changed"), text and text.changed),
        ]
        for code, name in _languages():
            cell = text and text.cell(code)
            asked = cell and cell.asked
            values = {
                _("State"): cell and _in_words(cell),
                _("Translator"): asked and asked.assignee,
                _("Deadline"): asked and asked.due,
                capfirst(_("new words")): asked and asked.new,
                capfirst(_("words nearly the same")): asked and asked.fuzzy,
                capfirst(_("repeated words")): asked and asked.repeated,
            }
            pairs += [
                (_("%(language)s: %(what)s") % {"language": name, "what": what}, value)
                for what, value in values.items()
            ]
        return [(heading, "" if value is None else value) for heading, value in pairs]

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        """Return a value that no spreadsheet takes for a formula, in local time."""
        if isinstance(value, datetime.datetime):
            value = timezone.make_naive(value)
        if export_format == self.FORMAT_CSV and isinstance(value, datetime.date):
            value = _day(value)
        value = super().preprocess_field_value(field, value, export_format)
        if isinstance(value, str) and value.startswith(_FORMULA):
            return f"'{value}"
        return value


def _asking(kept: Any, code: str, kind: Kind) -> str:
    asked = kept.copy()
    asked["language"], asked["state"] = code, kind.value
    return f"?{asked.urlencode()}"


def _in_words(cell: Cell) -> str:
    return ": ".join([cell.text, ", ".join(cell.lagging)]).removesuffix(": ")


def _day(value: datetime.date | None) -> str:
    if isinstance(value, datetime.datetime) and timezone.is_aware(value):
        value = timezone.localtime(value)
    return date_format(value, "SHORT_DATE_FORMAT") if value else ""
