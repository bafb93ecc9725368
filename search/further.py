"""What is looked for besides, where a query finds little: other words and languages.

What the reader may have meant, and the same words in the other languages, names above
all, with what known terms are called there: those of the glossary and topics.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from django.conf import settings
from django.core.cache import cache

from articles.models import Topic
from lexicon.glossary import counterparts
from search.asking import RESULTS_A_PAGE
from search.matching import Found, Hit, find_each
from search.parsing import Query, parse_further

FEW = 3
MOST = 6
_TOPICS, _SECONDS_KEPT = "search.names-of-topics", 60


@dataclass(frozen=True)
class Further:
    """What else there is.

    ``correction`` is what the reader may have meant, or None, and ``found`` the first
    results for it, where the query itself found nothing.  ``elsewhere`` are hits in
    other languages, best first.
    """

    correction: Query | None = None
    found: Found = field(default_factory=Found)
    elsewhere: list[Hit] = field(default_factory=list)


def look_further(query: Query, found: Found) -> Further:
    """Return what else there is for a query that finds little.

    Never a version of what is shown, nor the same page, topic or document twice.  Two
    queries, whatever there is; and two more where the terms have to be read again.
    """
    finds_nothing = not found.total
    texts = _in_other_languages(query)
    correction, queries = parse_further(query, texts, finds_nothing)
    if correction and finds_nothing:
        queries.append(correction)
    found_each = find_each(queries, stop=MOST + RESULTS_A_PAGE)
    corrected = found_each.pop() if correction and finds_nothing else Found()
    shown = (corrected if corrected.total else found).hits[:RESULTS_A_PAGE]
    return Further(
        correction=correction,
        found=corrected,
        elsewhere=_best(found_each, {hit.key for hit in shown}),
    )


def _best(found: Iterable[Found], seen: Collection[str]) -> list[Hit]:
    """Return the best of what was found in some languages, one version of each."""
    hits = [hit for one in found for hit in one.hits if hit.key not in seen]
    best: dict[str, Hit] = {}
    for hit in sorted(hits, key=lambda hit: -hit.score):
        best.setdefault(hit.key, hit)
    return list(best.values())[:MOST]


def _in_other_languages(query: Query) -> list[tuple[str, str]]:
    """Return texts to look for, each with the code of its language."""
    topics = cache.get_or_set(_TOPICS, _names_of_topics, _SECONDS_KEPT) or ()
    forms = [word.form for word in query.words]
    rewritten = counterparts(forms, query.language, also=topics)
    codes = [code for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES]
    return [
        (code, text)
        for code in codes
        if code != query.language
        for text in (query.text, *rewritten.get(code, []))
    ]


def _names_of_topics() -> list[dict[str, str]]:
    """Return the names of each published topic by the language's code."""
    names: dict[object, dict[str, str]] = defaultdict(dict)
    topics = Topic.objects.filter(live=True)
    for key, code, name in topics.values_list(
        "translation_key", "locale__language_code", "name"
    ):
        names[key][code] = name
    return list(names.values())


def forget_topics() -> None:
    """Let the names of topics be read again; other processes do so within a minute."""
    cache.delete(_TOPICS)
