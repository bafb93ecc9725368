"""The order of many articles, kept, so that no page has to count or skip any."""

from collections.abc import Iterable, Sequence

from django.core.paginator import Page as ListPage
from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest

from freshness.kept import kept

# Seconds since 1970 and the number of the row, so that later ones compare as greater.
Place = tuple[float, int]


def places_of(
    rows: models.QuerySet, name: str, request: HttpRequest | None
) -> list[Place]:
    """Return the time of publication and the number of each row, the newest first.

    They are kept under ``name``: one query while the content is the same.
    """

    def ask() -> list[Place]:
        times: Iterable[tuple] = rows.order_by().values_list("published_at", "pk")
        return sorted(
            ((time.timestamp() if time else 0, pk) for time, pk in times), reverse=True
        )

    return kept(request, name, ask)


def list_page(
    places: Sequence[Place], rows: models.QuerySet, size: int, request: HttpRequest
) -> ListPage:
    """Return the page of a list that the reader asks for, the nearest if none is so.

    One query for its own ``rows``, whether it is the first page or the last.
    """
    page = Paginator(places, size).get_page(request.GET.get("page"))
    page.object_list = list(rows.filter(pk__in=[pk for _time, pk in page]))
    return page
