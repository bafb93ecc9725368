"""What a query finds in the other languages, where it finds little in the reader's own.

The same words are looked for, names above all, and the words of known terms in each
language: those of the glossary and the names of topics.
"""

from collections import defaultdict
from collections.abc import Collection

from django.conf import settings

from articles.models import Topic
from lexicon.glossary import counterparts
from search.matching import Hit, find_any
from search.parsing import Query, parse_all

FEW = 3
MOST = 6


def found_elsewhere(query: Query, seen: Collection[str]) -> list[Hit]:
    """Return the best of what a query finds in the other languages, best first.

    Never a page, topic or document whose ``key`` was seen, nor one of them twice.  Four
    queries at most.
    """
    codes = [code for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES]
    others = [code for code in codes if code != query.language]
    forms = [word.form for word in query.words]
    rewritten = counterparts(forms, query.language, also=_names_of_topics())
    texts = [
        (code, text)
        for code in others
        for text in (query.text, *rewritten.get(code, []))
    ]
    found: dict[str, Hit] = {}
    # Versions of what was shown, and of one another, are left out of what comes back.
    for hit in find_any(parse_all(texts), stop=MOST + len(seen) * len(others)):
        if hit.key not in seen:
            found.setdefault(hit.key, hit)
    return list(found.values())[:MOST]


def _names_of_topics() -> list[dict[str, str]]:
    """Return the names of each published topic by the language's code."""
    names: dict[object, dict[str, str]] = defaultdict(dict)
    topics = Topic.objects.filter(live=True)
    for key, code, name in topics.values_list(
        "translation_key", "locale__language_code", "name"
    ):
        names[key][code] = name
    return list(names.values())
