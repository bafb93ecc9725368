"""The site's own words: what each belongs to, and how many readable entries hold it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import reduce

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Greatest

from lexicon import analysis
from lexicon.analysis import Analysis
from lexicon.models import Word
from lexicon.words import folded


@dataclass(frozen=True)
class Consulted:
    """What is known of a word that somebody looks for.

    ``analysis`` has the dictionary forms to look for: a word that is one itself stands
    for itself alone.  ``loose`` are words that may be meant too, and are worth less:
    what else the form may belong to, and words with dots that it lacks, with their
    dictionary forms.  ``count`` says how many readable entries hold the very form.
    """

    analysis: Analysis
    count: int = 0
    loose: tuple[str, ...] = ()


def analyses(
    forms: Iterable[str], language: str, keep: bool = False, known_only: bool = False
) -> dict[str, Analysis]:
    """Return the analysis of each form in a language, by one query.

    What the vocabulary lacks is analysed lightly, and with ``keep`` it is put into the
    vocabulary (one query more) to be refined later; with ``known_only`` it is left out.
    With ``keep``, what another edition of an analyser made is made anew.
    """
    forms = set(forms)
    if not forms:
        return {}
    rows = Word.objects.filter(language=language, form__in=forms)
    if keep:
        rows = rows.filter(analyser__in=marks(language))
    found = {word.form: word.analysis for word in rows}
    if known_only:
        return found
    new = {
        form: analysis.light(form, language) for form in sorted(forms - found.keys())
    }
    if keep and new:
        Word.objects.bulk_create(
            [Word.of(form, language, its) for form, its in new.items()],
            update_conflicts=True,
            unique_fields=["language", "form"],
            update_fields=["lemmas", "members", "base", "analyser"],
        )
    return found | new


def consult(
    forms: Iterable[str], languages: Iterable[str]
) -> dict[tuple[str, str], Consulted]:
    """Return what is known of each form in each language, by (language, form).

    One query for all.  A word typed without dots stands loosely for those that differ
    from it in dots alone; yet not where the dictionary knows the word as it is typed
    and the site holds it: sade (rain) is not säde (ray).  A word with dots never stands
    for one without.
    """
    forms, languages = set(forms), set(languages)
    undotted = {form for form in forms if form == folded(form)}
    words = _words(
        languages,
        Q(form__in=forms),
        Q(folded__in=undotted, count__gt=0),
        Q(base__in=undotted, count__gt=0),
    )
    written: dict[tuple[str, str], Word] = {}
    alike: dict[tuple[str, str], list[Word]] = defaultdict(list)
    for word in words:
        written[word.language, word.form] = word
        for plain in {word.folded, word.base} & undotted:
            alike[word.language, plain].append(word)
    return {
        (language, form): _consulted(
            form, language, written.get((language, form)), alike[language, form]
        )
        for language in languages
        for form in forms
    }


def recount(language: str, changes: Mapping[str, int]) -> None:
    """Add to the number of readable entries that hold each form, down to 0."""
    steps = {form: step for form, step in changes.items() if step}
    # Locked in one order, so that two who publish at once do not wait in a ring; and
    # before they are changed: PostgreSQL might lock them again for each row it changes.
    rows = Word.objects.filter(language=language, form__in=steps).order_by("pk")
    words_by_step: dict[int, list[int]] = defaultdict(list)
    with transaction.atomic(savepoint=False):
        for pk, form in rows.select_for_update().values_list("pk", "form"):
            words_by_step[steps[form]].append(pk)
        for step, pks in sorted(words_by_step.items()):
            words = Word.objects.filter(pk__in=pks)
            words.update(count=Greatest(F("count") + step, 0))


def marks(language: str) -> list[str]:
    """Return the marks of the analyses that hold good in a language."""
    return [analysis.light_mark(language), analysis.heavy_mark(language)]


def _words(languages: set[str], *conditions: Q) -> QuerySet[Word]:
    """Return the words that meet any condition; each has an index of its own."""
    queries = [Word.objects.filter(one, language__in=languages) for one in conditions]
    return reduce(lambda some, others: some.union(others), queries)


def _consulted(
    form: str, language: str, word: Word | None, alike: list[Word]
) -> Consulted:
    its = word.analysis if word else analysis.light(form, language)
    count = word.count if word else 0
    loose: list[str] = []
    is_known = analysis.in_dictionary(form, language)
    is_held = count or any(form in other.analysis.lemmas for other in alike)
    if not (is_held and is_known):
        meant = [
            lemma for other in alike for lemma in (other.form, *other.analysis.lemmas)
        ]
        loose = [other for other in meant if other != folded(other)]
    if is_known and form in its.lemmas:
        loose += its.lemmas
        its = Analysis((form,), its.members)
    return Consulted(
        its, count, tuple(dict.fromkeys(one for one in loose if one != form))
    )
