"""The reports of broken links and of what nothing leads to, in the admin."""

from typing import Any

import django_filters
from django.conf import settings
from django.core.paginator import Paginator
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.generic import (
    PermissionCheckedMixin,
    WagtailAdminTemplateMixin,
)
from wagtail.admin.views.reports import ReportView
from wagtail.permissions import page_permission_policy

from articles.links.orphans import lonely_pages, unused_documents, unused_pictures
from articles.models import BrokenLink

EDITORS = {"add", "change", "publish"}
A_PAGE = 50


def broken_for(user: Any) -> models.QuerySet[BrokenLink]:
    """Return the broken links of the pages that a person may edit, oldest first."""
    pages = page_permission_policy.instances_user_has_permission_for(user, "change")
    return BrokenLink.objects.filter(page__in=pages).select_related(
        "page__locale", "page__content_type"
    )


class BrokenLinksFilterSet(WagtailFilterSet):
    """Leaves one language, one kind of link, or what has been broken for long."""

    language = django_filters.ChoiceFilter(
        label=_("Language"),
        choices=lambda: settings.WAGTAIL_CONTENT_LANGUAGES,
        field_name="page__locale__language_code",
    )
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=BrokenLink.Kind.choices)
    first_failed = django_filters.DateFilter(
        label=_("Broken on this day already"), lookup_expr="lte"
    )

    class Meta:
        model = BrokenLink
        fields = ["language", "kind", "first_failed"]


class BrokenLinksReport(ReportView):
    """Each broken link: on which page, where, where it leads, why, and since when."""

    page_title = _("Broken links")
    header_icon = "link"
    model = BrokenLink
    permission_policy = page_permission_policy
    any_permission_required = EDITORS
    filterset_class = BrokenLinksFilterSet
    template_name = "wagtailadmin/reports/base_report.html"
    results_template_name = "articles/links/broken_results.html"
    default_ordering = "first_failed"
    is_searchable = False
    index_url_name = "broken_links"
    index_results_url_name = "broken_links_results"
    columns = [
        Column("page", label=_("Page"), sort_key="page__title"),
        Column("target", label=_("Leads to")),
        Column("reason", label=_("Reason"), sort_key="reason"),
        DateColumn("first_failed", label=_("Since"), sort_key="first_failed"),
    ]
    list_export = [
        "page.title",
        "page.locale.language_code",
        "get_kind_display",
        "target",
        "text",
        "get_reason_display",
        "status",
        "first_failed",
    ]
    export_headings = {
        "page.title": _("Page"),
        "page.locale.language_code": _("Language"),
        "get_kind_display": _("Kind"),
        "target": _("Leads to"),
        "text": _("Link text"),
        "get_reason_display": _("Reason"),
        "status": _("Status"),
        "first_failed": _("Since"),
    }

    def get_base_queryset(self) -> models.QuerySet[BrokenLink]:
        return broken_for(self.request.user)

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(*args, **kwargs)
        for row in context["object_list"]:
            row.place = place_of(row)
        return context


def place_of(row: BrokenLink) -> str:
    """Return the name of the field in which a link stands; no query."""
    model = row.page.specific_class
    try:
        field = model._meta.get_field(row.field) if model else None
    except LookupError:
        field = None
    return capfirst(str(getattr(field, "verbose_name", "")))


class OrphansReport(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """Pages that nothing links to, and pictures and documents that nothing uses.

    A constant number of queries.
    """

    page_title = _("Used nowhere")
    header_icon = "view"
    template_name = "articles/links/orphans.html"
    permission_policy = page_permission_policy
    any_permission_required = EDITORS
    _show_breadcrumbs = True

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *super().get_breadcrumbs_items(),
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        editable = page_permission_policy.instances_user_has_permission_for(
            self.request.user, "change"
        )
        pages = lonely_pages().filter(pk__in=editable.values("pk"))
        lists = {
            "pages": pages.select_related("locale", "content_type").order_by(
                "is_listed", "-first_published_at", "-pk"
            ),
            "pictures": unused_pictures(),
            "documents": unused_documents(),
        }
        return super().get_context_data(**kwargs) | {
            name: Paginator(rows, A_PAGE).get_page(self.request.GET.get(name))
            for name, rows in lists.items()
        }
