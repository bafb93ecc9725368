"""Wagtail's own way to search: pages through our index, the rest as Wagtail does it.

The admin finds pages in all languages and drafts too, by any form of their words and,
as one types, by the beginning of the last.
"""

from collections import OrderedDict
from collections.abc import Iterator, Sequence
from functools import reduce
from operator import and_, or_
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Case, Count, IntegerField, Q, Value, When, Window
from django.db.models.expressions import Combinable, RawSQL
from wagtail.models import Page
from wagtail.search.backends import database
from wagtail.search.backends.base import (
    BaseIndex,
    BaseSearchBackend,
    BaseSearchQueryCompiler,
    BaseSearchResults,
    FilterFieldError,
)
from wagtail.search.query import (
    And,
    Boost,
    Fuzzy,
    MatchAll,
    Not,
    Or,
    Phrase,
    PlainText,
    SearchQuery,
)

from lexicon.words import tokens
from search.indexing import index_pages
from search.models import Entry
from search.parsing import QueryWord, words_in
from search.questions import row_held, word_held
from search.storage import storage
from search.storage.wanted import One, Wanted, all_of, any_of, lexeme, plain

TITLE_POINTS, INFLECTED_POINTS, EXACT_POINTS = 6, 3, 2
WIDEST, INFLECTED, EXACT = 4, 2, 1
NOTHING = Q(pk__in=[])
# So many results come with their number: more than any list of the admin shows.
FIRST = 50


class PageIndex(BaseIndex):
    """Our own index, which signals keep true; here it is only written on demand."""

    def get_key(self) -> str:
        return "pages"

    def add_items(self, model: type[Page], items: Sequence[Page]) -> None:
        """Write the entries of pages, whatever class they were fetched as."""
        index_pages([page.specific for page in items])

    def reset(self) -> None:
        """Remove all entries, with what the vocabulary counts for them."""
        Entry.objects.all().delete()


class PageQueryCompiler(BaseSearchQueryCompiler):
    """A search of pages as a condition, and a number to order by, in one queryset."""

    DEFAULT_OPERATOR = "and"
    HANDLES_ORDER_BY_EXPRESSIONS = True
    LAST_WORD_BEGINS = False

    def matching(self) -> models.QuerySet:
        """Return the pages that match, in no order of their own."""
        return self.queryset.filter(self._condition(self.query))

    def search(
        self,
        start: int | None,
        stop: int | None,
        score_field: str | None = None,
        number_field: str | None = None,
    ) -> models.QuerySet:
        """Return the pages that match, most relevant first or as they were ordered.

        ``score_field`` and ``number_field`` name attributes for the points of a page,
        and for the number of all that match.
        """
        pages = self.matching()
        if number_field:
            pages = pages.annotate(**{number_field: Window(Count("*"))})
        name = score_field or "_score"
        if score_field or self.order_by_relevance:
            pages = pages.annotate(**{name: self._score()})
        if self.order_by_relevance:
            pages = pages.order_by(f"-{name}", "-pk")
        elif not pages.query.order_by:
            pages = pages.order_by("-pk")
        return pages[start:stop]

    def _condition(self, query: SearchQuery) -> Q:
        match query:
            case MatchAll():
                return Q(pk__isnull=False)
            case Not():
                return ~self._condition(query.subquery)
            case Boost():
                return self._condition(query.subquery)
            case And() | Or():
                join = and_ if isinstance(query, And) else or_
                return reduce(join, map(self._condition, query.subqueries))
        wanted = self._wanted(query, WIDEST)
        return among(wanted, self._draft(query)) if wanted else NOTHING

    def _score(self) -> Combinable:
        """Return the points of a page: more for words in the title, and as typed."""
        points: Combinable = Value(1, output_field=IntegerField())
        for query, boost in _leaves(self.query):
            draft = self._draft(query)
            for wanted, number in (
                (self._wanted(query, WIDEST, title=True), TITLE_POINTS),
                (self._wanted(query, INFLECTED), INFLECTED_POINTS),
                (self._wanted(query, EXACT), EXACT_POINTS),
            ):
                if wanted:
                    points += Case(
                        When(among(wanted, draft), then=Value(round(number * boost))),
                        default=Value(0),
                        output_field=IntegerField(),
                    )
        return points

    def _wanted(
        self, query: SearchQuery, tier: int, title: bool = False
    ) -> Wanted | None:
        """Return what one part of a query asks of the index, in any language."""
        title = title or self.fields == ["title"]
        if isinstance(query, Phrase):
            words = (one for one in tokens(query.query_string) if one.kind == "word")
            forms = tuple(word.form for word in words)
            return (
                any_of(row_held(forms, code) for code in languages()) if forms else None
            )
        if not isinstance(query, PlainText | Fuzzy):
            raise NotImplementedError(f"{type(query).__name__} is not supported.")
        join = all_of if query.operator == "and" else any_of
        found = [
            join(
                any_of(self._word(word, code, tier, title, number == len(words)))
                for number, word in enumerate(words, start=1)
            )
            for code, words in understood(query).items()
            if words
        ]
        return any_of(found) if found else None

    def _draft(self, query: SearchQuery) -> tuple[str, list[str]]:
        """Return a condition on the words of a draft's title, as they were typed."""
        if not isinstance(query, PlainText | Fuzzy):
            return "FALSE", []
        # The forms are the same whatever the language.
        words = next(iter(understood(query).values()))
        patterns = [f"% {plain(word.form)} %" for word in words]
        if patterns and self.LAST_WORD_BEGINS:
            patterns[-1] = patterns[-1].removesuffix(" %") + "%"
        join = f" {query.operator.upper()} "
        condition = join.join(["draft_title LIKE %s"] * len(patterns))
        return condition or "FALSE", patterns

    def _word(
        self, word: QueryWord, language: str, tier: int, title: bool, last: bool
    ) -> Iterator[Wanted]:
        begins = last and self.LAST_WORD_BEGINS
        if title:
            words = word.exact | word.inflected | word.member | word.fuzzy
            yield any_of(One(lexeme(language, "t", one)) for one in sorted(words))
        else:
            yield word_held(word, language, tier)
        if begins:
            yield One(lexeme(language, "t" if title else "x", word.form), begins)


class PageAutocompleteQueryCompiler(PageQueryCompiler):
    """The same while one types: the last word may be the beginning of one."""

    LAST_WORD_BEGINS = True


def languages() -> list[str]:
    """Return the codes of the languages that pages are written in."""
    return [code for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES]


def understood(query: PlainText | Fuzzy) -> dict[str, tuple[QueryWord, ...]]:
    """Return the words of a part of a query in each language.

    One query to the vocabulary.  The part remembers them: the admin asks the same one
    for what matches, for the order, and for the number of each type.
    """
    if not hasattr(query, "understood"):
        query.understood = words_in(query.query_string, languages())
    return query.understood


def among(wanted: Wanted, draft: tuple[str, list[str]]) -> Q:
    """Return the condition that a page's entry holds what is wanted, or its draft."""
    sql, values = storage().match(wanted)
    condition, patterns = draft
    # The words of drafts are asked for as their index says, or SQLite would not use it.
    ids = (
        "SELECT entry.page_id FROM search_entry AS entry"
        f" WHERE entry.topic_id IS NULL AND entry.id IN ({sql} UNION ALL"
        f" SELECT id FROM search_entry WHERE NOT (draft_title = '') AND ({condition}))"
    )
    found = RawSQL(ids, [*values, *patterns])  # noqa: S611 (our own SQL, values apart)
    return Q(pk__in=found)


def _leaves(
    query: SearchQuery, boost: float = 1
) -> Iterator[tuple[SearchQuery, float]]:
    """Yield the parts of a query that say what is looked for, with their weights."""
    if isinstance(query, Boost):
        yield from _leaves(query.subquery, boost * query.boost)
    elif isinstance(query, And | Or):
        for part in query.subqueries:
            yield from _leaves(part, boost)
    elif isinstance(query, PlainText):
        yield query, boost * query.boost
    elif isinstance(query, Phrase | Fuzzy):
        yield query, boost


class PageSearchResults(BaseSearchResults):
    """What is found, as a list that is asked from the database when it is needed.

    Whoever asks for the number of results shows the first of them next, so these come
    with it, for the one query that the vocabulary was asked.
    """

    supports_facet = True

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._first: list[Page] | None = None

    def _clone(self) -> "PageSearchResults":
        clone = super()._clone()
        clone._first = self._first
        return clone

    def _do_search(self) -> list:
        if self._first is not None and self.stop is not None and self.stop <= FIRST:
            return self._first[self.start : self.stop]
        return list(
            self.query_compiler.search(self.start, self.stop, self._score_field)
        )

    def _do_count(self) -> int:
        compiler = self.query_compiler
        if self.start or self.stop is not None or self._score_field:
            return compiler.matching()[self.start : self.stop].count()
        self._first = list(compiler.search(0, FIRST, number_field="_number"))
        return self._first[0]._number if self._first else 0

    def facet(self, field_name: str) -> OrderedDict:
        """Return how many of the pages have each value of a field, most first.

        Raises FilterFieldError for what is no FilterField of the model.
        """
        compiler = self.query_compiler
        if compiler._get_filterable_field(field_name) is None:
            model = compiler.queryset.model.__name__
            raise FilterFieldError(
                f'Cannot facet search results with field "{field_name}". Please add'
                f" index.FilterField('{field_name}') to {model}.search_fields.",
                field_name=field_name,
            )
        counted = (
            compiler.matching()
            .order_by()
            .values(field_name)
            .annotate(count=Count("pk"))
            .order_by("-count", field_name)
        )
        return OrderedDict((row[field_name], row["count"]) for row in counted)


class PageSearchBackend(BaseSearchBackend):
    """Searches pages, and only pages."""

    index_class = PageIndex
    query_compiler_class = PageQueryCompiler
    autocomplete_query_compiler_class = PageAutocompleteQueryCompiler
    results_class = PageSearchResults


class SearchBackend(BaseSearchBackend):
    """Gives pages to our index, and all else to Wagtail's for the database in use."""

    def __init__(self, params: dict[str, Any]) -> None:
        super().__init__(params)
        self.pages = PageSearchBackend(params)
        # Without it the server's own choice of a language would stem every language.
        self.others = database.SearchBackend({"SEARCH_CONFIG": "simple", **params})
        self.rebuilder_class = self.others.rebuilder_class

    def _of(self, model: type[models.Model]) -> BaseSearchBackend:
        return self.pages if issubclass(model, Page) else self.others

    def get_index_for_model(self, model: type[models.Model]) -> BaseIndex:
        return self._of(model).get_index_for_model(model)

    def search(self, query: Any, model_or_queryset: Any, **options: Any) -> Any:
        """Return what whole words find among objects of one model."""
        model = getattr(model_or_queryset, "model", model_or_queryset)
        return self._of(model).search(query, model_or_queryset, **options)

    def autocomplete(self, query: Any, model_or_queryset: Any, **options: Any) -> Any:
        """Return what is found while one types."""
        model = getattr(model_or_queryset, "model", model_or_queryset)
        return self._of(model).autocomplete(query, model_or_queryset, **options)
