"""The site's own words: what each belongs to, and how many readable entries hold it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F, Q
from django.db.models.functions import Greatest

from lexicon import analysis, spelling
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
    # A page of results asks for several hundred words: plain rows, not instances.
    found = {
        form: Analysis(tuple(lemmas.split()), tuple(members.split()))
        for form, lemmas, members in rows.values_list("form", "lemmas", "members")
    }
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


class Words:
    """Some words of the vocabulary, which answer what is asked about any word."""

    def __init__(self, words: Iterable[Word] = ()) -> None:
        self._written: dict[tuple[str, str], Word] = {}
        self._alike: dict[tuple[str, str], dict[str, Word]] = defaultdict(dict)
        for word in words:
            self._written[word.language, word.form] = word
            for plain in (word.folded, word.base):
                self._alike[word.language, plain][word.form] = word

    def consulted(self, form: str, language: str) -> Consulted:
        """Return what is known of a word.  What is not among the words is analysed.

        A word typed without dots stands loosely for those that differ from it in dots
        alone; yet not where the dictionary knows the word as it is typed and the site
        holds it: sade (rain) is not säde (ray).  A word with dots never stands for one
        without.
        """
        word = self._written.get((language, form))
        its = word.analysis if word else analysis.light(form, language)
        count = word.count if word else 0
        alike = self._alike[language, form].values() if form == folded(form) else ()
        loose: list[str] = []
        is_known = analysis.in_dictionary(form, language)
        is_held = count or any(form in other.analysis.lemmas for other in alike)
        if not (is_held and is_known):
            meant = [
                lemma
                for other in alike
                if other.count
                for lemma in (other.form, *other.analysis.lemmas)
            ]
            loose = [other for other in meant if other != folded(other)]
        if is_known and form in its.lemmas:
            loose += its.lemmas
            its = Analysis((form,), its.members)
        return Consulted(
            its, count, tuple(dict.fromkeys(one for one in loose if one != form))
        )

    def corrections(
        self, form: str, language: str, doubt_held: bool = False
    ) -> list[str]:
        """Return up to five words of readable entries that a form may mean, best first.

        For a form that the readable entries hold themselves, they differ in dots alone;
        unless ``doubt_held`` and no dictionary knows it: the site may be misspelt too.
        """
        held = {
            word.form: word.count
            for plain in spelling.near(form)
            for word in self._alike.get((language, plain), {}).values()
            if word.count and word.folded == plain
        }
        is_held = held.pop(form, 0)
        if is_held and not (doubt_held and not spelling.is_known(form, language)):
            plain = folded(form)
            held = {word: held[word] for word in held if folded(word) == plain}
        return spelling.ranked(form, held.items())


def look_up(
    forms: Iterable[str],
    languages: Iterable[str],
    misspelt: Iterable[tuple[str, str]] = (),
) -> Words:
    """Return what the vocabulary has of the forms in each of the languages.

    And what may be meant by each (language, form) that is perhaps ``misspelt``.  One
    query for all; none for nothing.
    """
    forms, languages = set(forms), sorted(set(languages))
    undotted = {form for form in forms if form == folded(form)}
    conditions = []
    if forms:
        conditions.append(Q(language__in=languages, form__in=forms))
    if undotted:
        held = Q(language__in=languages, count__gt=0)
        conditions += [held & Q(folded__in=undotted), held & Q(base__in=undotted)]
    near: dict[str, set[str]] = defaultdict(set)
    for language, form in misspelt:
        near[language] |= spelling.near(form)
    conditions += [
        Q(language=language, folded__in=some, count__gt=0)
        for language, some in near.items()
        if some
    ]
    if not conditions:
        return Words()
    # Apart from one another, since each has an index of its own.
    first, *others = (Word.objects.filter(condition) for condition in conditions)
    return Words(first.union(*others, all=True) if others else first)


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
