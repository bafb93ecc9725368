"""Pages that editors recommend for a query."""

from dataclasses import dataclass

from django.db.models import F
from django.http import HttpRequest
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


def promoted(text: str, code: str, request: HttpRequest) -> list[Promoted]:
    """Return the readable pages of a language that are recommended for a query.

    One query.  Wagtail compares the whole query, in small letters.  What is promoted
    outside this site has no language and is left out.
    """
    pages = readable(
        Page.objects.filter(
            locale__language_code=code,
            searchpromotion__query__query_string=normalise_query_string(text),
        )
    ).annotate(recommendation=F("searchpromotion__description"))
    in_order = pages.order_by("searchpromotion__sort_order", "searchpromotion__pk")
    return [
        Promoted(page.title, page.recommendation, page.get_url(request) or "")
        for page in in_order[:MOST]
    ]
