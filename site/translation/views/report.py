"""The report of all texts and where each of their languages stands."""

from typing import Any

import django_filters
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page, get_page_models
from wagtail.permissions import page_permission_policy
from wagtail.query import PageQuerySet
from wagtail_localize.models import Translation

from translation.lag import lags_of
from translation.listing import LanguagesColumn
from translation.models import PairOverride, PublishedBehind, Standing
from translation.originals import IndependentOriginal
from translation.standings import Kind


def originals() -> PageQuerySet:
    """Return the pages that are translated: each text once, in its original."""
    translated = Translation.objects.filter(
        source__object_id=models.OuterRef("translation_key"),
        target_locale_id=models.OuterRef("locale_id"),
        enabled=True,
    )
    return Page.objects.filter(
        ~models.Exists(translated),
        depth__gt=1,
        alias_of=None,
        content_type__in=_translated_types().values(),
    )


def _translated_types() -> dict[Any, ContentType]:
    return ContentType.objects.get_for_models(
        *[
            model
            for model in get_page_models()
            if not issubclass(model, IndependentOriginal) and model is not Page
        ]
    )


def in_state(texts: PageQuerySet, kind: str, codes: list[str]) -> PageQuerySet:
    """Return the texts of which a version in one of the languages stands so."""
    key = models.OuterRef("translation_key")
    versions = Page.objects.filter(translation_key=key, alias_of=None)
    works = Translation.objects.filter(
        enabled=True, target_locale__language_code__in=codes
    )
    here = versions.filter(locale__language_code__in=codes)
    standings = Standing.objects.filter(
        translation__in=works, translation__source__object_id=key
    )
    lagging = lags_of(works).filter(translation__source__object_id=key)
    if kind == Kind.MISSING:
        lacking = models.Q()
        for code in codes:
            lacking |= ~models.Q(
                models.Exists(versions.filter(locale__language_code=code))
            )
        return texts.filter(lacking)
    if kind == Kind.OVERRIDDEN:
        return texts.filter(
            models.Exists(PairOverride.objects.filter(page__translation_key=key))
            | models.Exists(
                PublishedBehind.objects.filter(
                    page__translation_key=key, page__locale__language_code__in=codes
                )
            )
        )
    found = {
        Kind.DRAFT: here.filter(live=False),
        Kind.LIVE: here.filter(live=True),
        Kind.LAGGING: lagging,
        Kind.REVIEW: standings.filter(review=Standing.Review.READY),
        Kind.WAITING: standings.filter(
            models.Q(review=Standing.Review.APPROVED)
            | models.Q(outdated_since__isnull=False)
        ).exclude(
            models.Exists(
                lags_of(works).filter(translation=models.OuterRef("translation"))
            )
        ),
    }
    return texts.filter(models.Exists(found[Kind(kind)]))


class LanguagesFilterSet(WagtailFilterSet):
    """Filters by type, language and state; a state alone counts in any language."""

    content_type = django_filters.ModelChoiceFilter(
        label=_("Type"),
        queryset=lambda request: ContentType.objects.filter(
            pk__in=[one.pk for one in _translated_types().values()]
        ).order_by("model"),
    )
    language = django_filters.ChoiceFilter(
        label=_("Language"),
        choices=lambda: settings.WAGTAIL_CONTENT_LANGUAGES,
        method="filter_nothing",
    )
    state = django_filters.ChoiceFilter(
        label=_("State"), choices=Kind.choices, method="filter_state"
    )

    class Meta:
        model = Page
        fields = ["content_type", "language", "state"]

    def filter_nothing(self, texts: PageQuerySet, name: str, code: str) -> PageQuerySet:
        """Leave the texts: the language says in which one the state is looked for."""
        return texts

    def filter_state(self, texts: PageQuerySet, name: str, kind: str) -> PageQuerySet:
        """Keep the texts of which a version in the chosen language stands so."""
        chosen = self.form.cleaned_data.get("language")
        codes = [chosen] if chosen else list(dict(settings.WAGTAIL_CONTENT_LANGUAGES))
        return in_state(texts, kind, codes)


class LanguagesReport(ReportView):
    """Each text with the state of every language; the newest change first."""

    page_title = _("Translations")
    header_icon = "site"
    index_url_name = "wagtail_localize:translations_report"
    index_results_url_name = "wagtail_localize:translations_report_results"
    permission_policy = page_permission_policy
    any_permission_required = {"add", "change", "publish"}
    filterset_class = LanguagesFilterSet
    context_object_name = "pages"
    is_searchable = False
    show_export_buttons = False
    columns = [
        Column(
            "title",
            label=_("Title"),
            accessor="get_admin_display_title",
            classname="title",
        ),
        Column("type", label=_("Type"), accessor="page_type_display_name"),
        LanguagesColumn(),
    ]

    def get_queryset(self) -> PageQuerySet:
        """Return the originals with what their rows show."""
        return (
            originals()
            .select_related("locale", "content_type")
            .order_by("-latest_revision_created_at", "-pk")
        )
