"""What the search box offers while a reader types: words of the site, and titles."""

from collections import Counter

from django.db.models import Q
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.cache import patch_cache_control
from wagtail.models import Locale

from lexicon.models import Word
from lexicon.words import folded
from search.models.entries import LONGEST_START, Entry
from search.parsing import one_line

SHORTEST, LONGEST = 2, 60
MOST, MOST_TITLES = 6, 3
# Forms of the same words are put together; of rarer ones nobody is told.
MOST_FORMS = 60
SECONDS_KEPT = 60
# Sorts after every letter, so that a range holds all that begins alike.
LAST = "\U0010ffff"


def suggestions(request: HttpRequest, locale: Locale) -> HttpResponse:
    """Return as JSON at most six ways to go on from what was typed (``q``).

    Two queries, each along an index.  What is too short or no text gets an empty list.
    """
    typed = one_line(request.GET.get("q", ""))[:LONGEST]
    found: list[str] = []
    if len(typed) >= SHORTEST:
        titles = _titles(typed, locale)
        known = {title.casefold() for title in titles}
        words = _words(typed, locale.language_code)
        words = [word for word in words if word.casefold() not in known]
        found = [*words[: MOST - len(titles)], *titles]
    response = JsonResponse({"suggestions": found})
    patch_cache_control(response, public=True, max_age=SECONDS_KEPT)
    response["X-Robots-Tag"] = "noindex"
    return response


def _titles(typed: str, locale: Locale) -> list[str]:
    """Return titles that begin with what was typed, in their alphabetical order."""
    start = folded(typed.lower())[:LONGEST_START]
    entries = Entry.objects.filter(
        _begins("starts", start), locale=locale, readable=True
    )
    titles = entries.exclude(kind="").order_by("starts").values_list("title", flat=True)
    return list(dict.fromkeys(titles[: MOST_TITLES * 2]))[:MOST_TITLES]


def _words(typed: str, language: str) -> list[str]:
    """Return what was typed with its last word completed, by the commonest words first.

    A word stands for all its forms, in its dictionary form where that begins alike.
    """
    before, space, last = typed.rpartition(" ")
    start = folded(last.lower())
    if len(start) < SHORTEST:
        return []
    words = Word.objects.filter(
        _begins("folded", start), language=language, count__gt=0
    )
    counts: Counter[str] = Counter()
    for form, lemmas, count in words.order_by("-count").values_list(
        "form", "lemmas", "count"
    )[:MOST_FORMS]:
        lemma = next(iter(lemmas.split()), form)
        counts[lemma if folded(lemma).startswith(start) else form] += count
    return [f"{before}{space}{word}" for word, _count in counts.most_common(MOST)]


def _begins(field: str, start: str) -> Q:
    # A range and not "like", which SQLite does not answer from the index.
    return Q(**{f"{field}__gte": start, f"{field}__lt": start + LAST})
