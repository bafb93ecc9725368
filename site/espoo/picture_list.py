"""The list of pictures in the admin, by their permissions too."""

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.images.views.images import ImagesFilterSet, IndexView

from espoo.consent import Standing, with_standing


class PicturesFilterSet(ImagesFilterSet):
    """Wagtail's filters, and where the permission of the people shown stands."""

    consent = django_filters.ChoiceFilter(
        label=_("Permission"), choices=Standing.choices, method="by_standing"
    )

    class Meta(ImagesFilterSet.Meta):
        pass

    def by_standing(self, pictures: QuerySet, name: str, value: str) -> QuerySet:
        """Return the pictures whose permission stands so today."""
        return pictures.filter(with_standing(value))


def filter_by_permission() -> None:
    """Have Wagtail's list use our filters; it has no setting for them."""
    IndexView.filterset_class = PicturesFilterSet
