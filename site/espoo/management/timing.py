"""Times the search of a large site as readers meet it."""

import json
from collections.abc import Callable, Iterator
from functools import partial
from itertools import pairwise
from statistics import median, quantiles
from time import perf_counter
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale

from articles.models import Topic
from lexicon.models import Word
from search.matching import find
from search.models import SearchPage
from search.parsing import parse

EACH = 12
TABLES = ("search_terms", "search_entry")


def timed() -> Iterator[str]:
    """Yield lines: milliseconds (median, 95 of 100), queries, and what a plan reads."""
    searches: list[str] = []
    suggestions: list[str] = []
    facets: list[str] = []
    for locale in Locale.objects.filter(language_code__in=("fi", "sv", "en")):
        url = SearchPage.objects.get(locale=locale).get_url()
        words = words_to_look_for(locale.language_code)
        topic = Topic.objects.filter(locale=locale, live=True).earliest("pk")
        asked = [*words, *(" ".join(two) for two in pairwise(words))]
        searches += [f"{url}?q={text}" for text in asked]
        facets += [f"{url}?q={text}&topic={topic.slug}&year=2020" for text in words]
        suggestions += [f"{url}suggestions/?q={word[:3]}" for word in words]
    client = Client()
    for name, addresses in (
        ("search page", searches),
        ("facets chosen", facets),
        ("suggestions", suggestions),
    ):
        yield line_of(name, addresses, client)
    if connection.vendor == "postgresql":
        yield from plans()


def words_to_look_for(language: str) -> list[str]:
    """Return words from the commonest to the rarest, by equal steps of rank."""
    words = Word.objects.filter(language=language, count__gt=0).order_by("-count", "pk")
    forms = list(words.values_list("form", flat=True))
    forms = [form for form in forms if form.isalpha() and len(form) > 4]
    step = max(1, len(forms) // EACH)
    return [*forms[:EACH], *forms[EACH::step]]


def line_of(name: str, addresses: list[str], client: Client) -> str:
    """Ask for every address twice; return a line of what the second answer took.

    What only the first request of a process needs (roots, names, templates) is no part
    of it, nor what stood on disk before.
    """
    taken, queries = [], []
    for address in addresses:
        client.get(address)
        asked: list[str] = []
        with connection.execute_wrapper(partial(_noted, asked)):
            start = perf_counter()
            response = client.get(address)
            taken.append((perf_counter() - start) * 1000)
        queries.append(len(asked))
        if response.status_code != 200:
            raise RuntimeError(f"{address}: {response.status_code}")
    last = quantiles(taken, n=20)[-1]
    return (
        f"{name:<16}{len(taken):>5} asked  median {median(taken):7.1f} ms  "
        f"p95 {last:7.1f} ms  at most {max(queries)} queries"
    )


def _noted(asked: list[str], execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
    asked.append(sql)
    return execute(sql, *rest)


def plans() -> Iterator[str]:
    """Yield what PostgreSQL reads for a rare and for a common word."""
    counted = Word.objects.filter(language="fi", count__gt=0)
    rare = [
        word.form
        for word in counted.filter(count=1, members="").order_by("pk")[:60]
        if find(parse(word.form, "fi")).total <= 2
    ]
    common = list(counted.order_by("-count").values_list("form", flat=True)[:5])
    for name, words in (("rare", rare), ("common", common)):
        buffers, scanned = [], set()
        for word in words:
            plan = explained(partial(find, parse(word, "fi")))
            buffers.append(plan["Shared Hit Blocks"] + plan["Shared Read Blocks"])
            scanned |= scans(plan) & {*TABLES}
        yield (
            f"{name} word: median {median(buffers):.0f} buffers of {len(words)}; "
            f"sequential scans: {', '.join(sorted(scanned)) or 'none'}"
        )


def explained(search: Callable[[], Any]) -> dict[str, Any]:
    """Return the plan, with its buffers, of the last statement that a search runs."""
    with CaptureQueriesContext(connection) as captured:
        search()
    with connection.cursor() as cursor:
        cursor.execute(
            "EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) "
            + captured[-1]["sql"].replace("%", "%%")
        )
        row = cursor.fetchone()[0]
    return (json.loads(row) if isinstance(row, str) else row)[0]["Plan"]


def scans(plan: dict[str, Any]) -> set[str]:
    """Return the tables that a plan reads from end to end."""
    own = {plan["Relation Name"]} if plan["Node Type"] == "Seq Scan" else set()
    return own.union(*map(scans, plan.get("Plans", ())))
