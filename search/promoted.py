"""Pages that editors recommend for a query."""

from dataclasses import dataclass

from django.db.models import F, Window
from django.db.models.functions import RowNumber
from wagtail.models import Page
from wagtail.search.utils import normalise_query_string

from translation.versions import readable

MOST = 3


@dataclass(frozen=True)
class Promoted:
    """A recommended page; the editor's ``description`` may be empty."""

    title: str
    description: str
    url: str


def promoted(text: str, code: str) -> tuple[str, list]:
    """Return SQL, and its values, for what is recommended for a query.

    It yields the number (from 1), description, title, id and path of the readable
    pages of a language, as many as are shown.  Wagtail compares the whole query, in
    small letters.  What is promoted outside this site has no language and is left out.
    """
    number = Window(
        RowNumber(),
        order_by=[F("searchpromotion__sort_order"), F("searchpromotion__pk")],
    )
    pages = readable(
        Page.objects.filter(
            locale__language_code=code,
            searchpromotion__query__query_string=normalise_query_string(text),
        )
    ).annotate(number=number, description=F("searchpromotion__description"))
    shown = pages.order_by("number").values_list(
        "number", "description", "title", "id", "url_path"
    )[:MOST]
    sql, values = shown.query.sql_with_params()
    return sql, list(values)
