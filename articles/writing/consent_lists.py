"""Permissions of published quotations as a report, and what has ended on the home page.

The pictures have the same filter in their own list.
"""

from collections.abc import Mapping
from typing import Any

import django_filters
from django.db import models
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.images.models import Image
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy
from wagtail.permissions import page_permission_policy

from articles.models import QuoteConsent
from espoo.consent import Standing, with_standing
from espoo.models import Picture

# As Wagtail asks; the place where it keeps its own differs between 7.4 and 8.0.
picture_policy = CollectionOwnershipPermissionPolicy(
    Picture, auth_model=Image, owner_field_name="uploaded_by_user"
)


def quotes_for(user: Any) -> QuerySet[QuoteConsent]:
    """Return the published quotations on pages that a person may write."""
    pages = page_permission_policy.instances_user_has_permission_for(user, "change")
    return QuoteConsent.objects.filter(page__in=pages, page__live=True)


class QuotesFilterSet(WagtailFilterSet):
    """Leaves the quotations whose permission stands so."""

    consent = django_filters.ChoiceFilter(
        label=_("Permission"), choices=Standing.choices, method="by_standing"
    )

    class Meta:
        model = QuoteConsent
        fields = ["consent"]

    def by_standing(self, quotes: QuerySet, name: str, value: str) -> QuerySet:
        """Return the quotations whose permission stands so today."""
        return quotes.filter(with_standing(value))


class QuotesReport(ReportView):
    """The quotations that readers see, the first to expire before the others.

    It is not exported: who agreed to what stays in the admin.
    """

    page_title = _("Permissions for quotations")
    header_icon = "openquote"
    model = QuoteConsent
    index_url_name = "quotes_report"
    index_results_url_name = "quotes_report_results"
    permission_policy = page_permission_policy
    any_permission_required = {"change"}
    filterset_class = QuotesFilterSet
    is_searchable = False
    show_export_buttons = False
    columns = [
        TitleColumn(
            "page",
            label=_("Page"),
            accessor=lambda quote: quote.page.get_admin_display_title(),
            get_url=lambda quote: (
                reverse("wagtailadmin_pages:edit", args=[quote.page_id])
                + f"#block-{quote.block_id}-section"
            ),
        ),
        Column("speaker", label=_("Speaker")),
        Column(
            "consent",
            label=_("Permission"),
            accessor=lambda quote: quote.consent_standing.label,
        ),
        DateColumn("consent_until", label=_("Permission expires on")),
    ]

    def get_queryset(self) -> QuerySet[QuoteConsent]:
        """Return the quotations with their pages."""
        return (
            quotes_for(self.request.user)
            .select_related("page")
            .order_by("consent_until", "page__title", "pk")
        )


class ConsentsPanel(Component):
    """Says on the home page how many permissions have ended or end soon."""

    name = "consents"
    template_name = "articles/writing/consents_panel.html"
    order = 95

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        user = parent_context["request"].user
        pictures = picture_policy.instances_user_has_any_permission_for(
            user, ["change", "delete"]
        )
        lists: list[tuple[QuerySet, type[models.Model], str]] = [
            (pictures, Picture, reverse("wagtailimages:index")),
            (quotes_for(user), QuoteConsent, reverse("quotes_report")),
        ]
        rows = []
        for found, model, path in lists:
            for standing in (Standing.EXPIRED, Standing.SOON):
                if count := found.filter(with_standing(standing)).count():
                    row = {
                        "what": str(model._meta.verbose_name_plural).capitalize(),
                        "standing": standing.label,
                        "count": count,
                        "url": f"{path}?consent={standing}",
                    }
                    rows.append(row)
        return {"rows": rows}
