"""One page of a long list, at the same cost whether it is the first or the last."""

from django.core.paginator import Page as ListPage
from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest

from freshness.kept import kept


def list_page(
    rows: models.QuerySet, name: str, size: int, request: HttpRequest
) -> ListPage:
    """Return the page of ``rows`` that the reader asks for, the nearest if none is so.

    The numbers of all rows, in their order, are kept under ``name`` while the content
    is the same, so that no page counts or skips rows: one query.
    """
    numbers = kept(request, name, lambda: list(rows.values_list("pk", flat=True)))
    page = Paginator(numbers, size).get_page(request.GET.get("page"))
    page.object_list = list(rows.filter(pk__in=page.object_list))
    return page
