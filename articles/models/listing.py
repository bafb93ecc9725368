"""The order of many articles, kept, so that no page has to count or skip any."""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import overload

from django.core.paginator import Page as ListPage
from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest

from freshness.kept import kept

# Seconds since 1970 and the number of the row, so that later ones compare as greater.
Place = tuple[float, int]


class Places(Sequence[Place]):
    """Many places in their order, in a form that is read from a cache at once.

    Thirty thousand as tuples would take ten milliseconds each time.
    """

    def __init__(self, places: Sequence[Place] = ()) -> None:
        self.times = array("d", [time for time, _pk in places])
        self.numbers = array("q", [pk for _time, pk in places])

    def __len__(self) -> int:
        return len(self.numbers)

    def __iter__(self) -> Iterator[Place]:
        return zip(self.times, self.numbers, strict=True)

    @overload
    def __getitem__(self, index: int) -> Place: ...
    @overload
    def __getitem__(self, index: slice) -> list[Place]: ...
    def __getitem__(self, index: int | slice) -> Place | list[Place]:
        if isinstance(index, slice):
            return list(zip(self.times[index], self.numbers[index], strict=True))
        return self.times[index], self.numbers[index]


def places_of(rows: models.QuerySet, name: str, request: HttpRequest | None) -> Places:
    """Return the time of publication and the number of each row, the newest first.

    They are kept under ``name``: one query while the content is the same.
    """

    def ask() -> Places:
        times = rows.order_by().values_list("published_at", "pk")
        return _in_order(_place(time, pk) for time, pk in times)

    return kept(request, name, ask)


def places_by(
    rows: models.QuerySet, field: str, name: str, request: HttpRequest | None
) -> dict[int, Places]:
    """Return the same for each value of a field; no row stands where it has none."""

    def ask() -> dict[int, Places]:
        found: dict[int, list[Place]] = defaultdict(list)
        times = rows.order_by().values_list(field, "published_at", "pk")
        for value, time, pk in times:
            if value:
                found[value].append(_place(time, pk))
        return {value: _in_order(places) for value, places in found.items()}

    return kept(request, name, ask)


def _place(time: datetime | None, pk: int) -> Place:
    return (time.timestamp() if time else 0, pk)


def _in_order(places: Iterable[Place]) -> Places:
    return Places(sorted(places, reverse=True))


def list_page(
    places: Places, rows: models.QuerySet, size: int, request: HttpRequest
) -> ListPage:
    """Return the page of a list that the reader asks for, the nearest if none is so.

    One query for its own ``rows``, whether it is the first page or the last.
    """
    page = Paginator(places, size).get_page(request.GET.get("page"))
    page.object_list = list(rows.filter(pk__in=[pk for _time, pk in page]))
    return page
