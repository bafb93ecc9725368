"""What a reader asks of the search page, read from the address."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from django.http import QueryDict

from search.matching import Chosen
from search.parsing import one_line

RESULTS_A_PAGE = 10
# No list is that long; it keeps numbers within what the databases can count.
LAST_PAGE = 100_000
LONGEST_CHOICE = 100
RELEVANCE, NEWEST = "relevance", "date"
# The names in the address are the same in all languages.
FACETS = {"type": "kind", "topic": "topic", "project": "project", "year": "year"}


@dataclass(frozen=True)
class Asked:
    """A query, the facets chosen, the order and the page of results.

    ``text`` is on one line and at most ``LONGEST_QUERY`` characters long.  Whatever
    stands in an address can be read: what makes no sense is as if it were not there,
    but for an unknown facet, which finds nothing.
    """

    text: str = ""
    chosen: Chosen = field(default_factory=Chosen)
    order: str = RELEVANCE
    number: int = 1

    @property
    def facets(self) -> dict[str, str]:
        """The chosen values by their names in the address."""
        values = {name: getattr(self.chosen, facet) for name, facet in FACETS.items()}
        return {name: value for name, value in values.items() if value}

    @property
    def is_first(self) -> bool:
        """Whether it is a query and no more: the first page with nothing chosen."""
        return self.number == 1 and not self.facets and self.order == RELEVANCE

    def address(self) -> str:
        """Return the query part of the address that asks the same, from its "?"."""
        parts = {"q": self.text} | self.facets
        if self.order != RELEVANCE:
            parts["order"] = self.order
        if self.number > 1:
            parts["page"] = str(self.number)
        query = QueryDict(mutable=True)
        query.update(parts)
        return f"?{query.urlencode()}"

    def without(self, name: str = "") -> "Asked":
        """Return the same without a facet, or without any; from the first page."""
        left = {
            key: value for key, value in self.facets.items() if name and key != name
        }
        chosen = Chosen(**{FACETS[key]: value for key, value in left.items()})
        return replace(self, chosen=chosen, number=1)

    def in_other_languages(self) -> "Asked":
        """Return what of it holds in any language; topics have names in each."""
        chosen = Chosen(kind=self.chosen.kind, year=self.chosen.year)
        return replace(self, chosen=chosen, number=1)


def read(parameters: Mapping[str, str]) -> Asked:
    """Return what the parameters of an address ask for."""
    return Asked(
        text=one_line(parameters.get("q", "")),
        chosen=Chosen(
            **{
                facet: one_line(parameters.get(name, ""))[:LONGEST_CHOICE]
                for name, facet in FACETS.items()
            }
        ),
        order=NEWEST if parameters.get("order") == NEWEST else RELEVANCE,
        number=_page_number(parameters.get("page", "")),
    )


def _page_number(text: str) -> int:
    # No int() of what only looks like digits, or is thousands of them.
    is_number = text.isascii() and text.isdigit() and len(text) <= len(str(LAST_PAGE))
    return min(max(int(text), 1), LAST_PAGE) if is_number else 1
