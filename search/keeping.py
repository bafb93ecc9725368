"""Writes entries with their lexemes, and has the vocabulary count their words.

Whatever the number of pages of the site, keeping an entry costs the same few queries.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from django.db import models, transaction
from django.db.models.expressions import RawSQL
from wagtail.models import Locale

from articles.models import Topic
from lexicon import analysis, refining, vocabulary
from lexicon.models import Word
from lexicon.words import folded
from search.models import Entry, EntryDocument, EntryTopic
from search.models.entries import LONGEST_START
from search.storage import storage
from search.storage.wanted import One, any_of, lexeme
from search.terms import terms_of, words_of

BATCH = 200
_FIELDS = [one.attname for one in Entry._meta.concrete_fields if one.name != "id"]


@dataclass
class Finding:
    """An entry as it shall be, with the topics and documents that belong to it."""

    entry: Entry
    topics: list[Topic] = field(default_factory=list)
    documents: set[int] = field(default_factory=set)
    language: str = ""

    @property
    def names(self) -> list[str]:
        """The names of its published topics, in order."""
        return [topic.name for topic in self.topics if topic.live]

    @property
    def subject(self) -> tuple:
        """What the entry is of; there is one entry for each."""
        entry = self.entry
        if entry.document_id:
            return "document", entry.document_id, entry.locale_id
        return ("topic", entry.topic_id) if entry.topic_id else ("page", entry.page_id)

    @property
    def digest(self) -> str:
        """A mark of all that the lexemes of the entry are made of."""
        entry = self.entry
        parts = (self.language, entry.title, entry.lead)
        text = "\0".join([*parts, entry.heading, entry.text, *self.names])
        return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()

    @cached_property
    def forms(self) -> set[str]:
        """The word forms of its texts, as the vocabulary keeps them."""
        return words_of(self.entry, self.names)

    def count(self, counts: dict[str, Counter[str]]) -> None:
        """Note which words the vocabulary counts for the entry from now on."""
        entry = self.entry
        counts[self.language].subtract(entry.words.split())
        words = self.forms if entry.readable else set()
        entry.words = " ".join(sorted(words))
        counts[self.language].update(words)


def keep(
    findings: list[Finding], known: models.QuerySet[Entry], anew: bool = False
) -> set[int]:
    """Write what differs from the entries that are known, or all ``anew``.

    In a transaction.  Returns the documents whose readers may have changed with it.
    """
    codes = dict(Locale.objects.values_list("pk", "language_code"))
    there = {Finding(one).subject: one for one in known.select_for_update()}
    rewritten: list[Finding] = []
    fresh: list[Finding] = []
    turned: set[int] = set()
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for finding in findings:
        entry, old = finding.entry, there.get(finding.subject)
        finding.language = codes[entry.locale_id]
        entry.starts = folded(entry.title.lower())[:LONGEST_START]
        entry.year = entry.date.year if entry.date else None
        entry.digest = finding.digest
        if old is None:
            fresh.append(finding)
        else:
            entry.pk = old.pk
            entry.words, entry.analyser = old.words, old.analyser
            if old.locale_id != entry.locale_id:
                counts[codes[old.locale_id]].subtract(entry.words.split())
                entry.words = ""
        differs = anew or old is None or old.digest != entry.digest
        turns = old is None or old.readable != entry.readable
        if differs:
            rewritten.append(finding)
            entry.analyser = analysis.fingerprint(finding.language)
        if differs or turns:
            finding.count(counts)
        if turns:
            turned |= finding.documents
        if old and any(getattr(old, name) != getattr(entry, name) for name in _FIELDS):
            entry.save(force_update=True)
    Entry.objects.bulk_create([finding.entry for finding in fresh])
    older = [finding for finding in findings if finding not in fresh]
    _keep_topics(findings, older)
    touched = _keep_documents(findings, older)
    encode(rewritten)
    recount(counts)
    return touched | turned


def _keep_topics(findings: list[Finding], older: list[Finding]) -> None:
    there = {
        (row.entry_id, row.topic_id): row.pk for row in _rows_of(EntryTopic, older)
    }
    shall = {(one.entry.pk, topic.pk) for one in findings for topic in one.topics}
    _delete(EntryTopic, [pk for pair, pk in there.items() if pair not in shall])
    added = sorted(shall - there.keys())
    rows = [EntryTopic(entry_id=entry, topic_id=topic) for entry, topic in added]
    EntryTopic.objects.bulk_create(rows)


def _keep_documents(findings: list[Finding], older: list[Finding]) -> set[int]:
    """Write which documents texts link to; return those that gained or lost a link."""
    there = {
        (row.entry_id, row.document_id): row.pk
        for row in _rows_of(EntryDocument, older)
    }
    shall = {(one.entry.pk, pk) for one in findings for pk in one.documents}
    _delete(EntryDocument, [pk for pair, pk in there.items() if pair not in shall])
    added = sorted(shall - there.keys())
    rows = [EntryDocument(entry_id=entry, document_id=pk) for entry, pk in added]
    EntryDocument.objects.bulk_create(rows)
    return {document for _entry, document in there.keys() ^ shall}


def _rows_of(model: type[models.Model], findings: list[Finding]) -> Iterable:
    pks = [finding.entry.pk for finding in findings]
    return model._default_manager.filter(entry__in=pks) if pks else ()


def _delete(model: type[models.Model], pks: list[int]) -> None:
    if pks:
        model._default_manager.filter(pk__in=pks).delete()


def encode(findings: Sequence[Finding]) -> None:
    """Write the lexemes of entries anew.

    A query to the vocabulary for each language, and one for the lexemes of all.
    """
    if not findings:
        return
    by_language: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        by_language[finding.language].append(finding)
    terms = []
    for language, some in by_language.items():
        forms = set().union(*(one.forms for one in some))
        known = vocabulary.analyses(forms, language, keep=True)
        terms += [terms_of(one.entry, language, one.names, known) for one in some]
    storage().write(terms)
    refining.refine_soon()


def encode_anew(entries: models.QuerySet[Entry], only_changed: bool = False) -> None:
    """Write the lexemes of entries anew from their own texts, a batch at a time.

    ``only_changed`` leaves those alone whose texts and topics are what they were.
    """
    for pks in batches(entries):
        with transaction.atomic():
            counts: dict[str, Counter[str]] = defaultdict(Counter)
            findings = []
            for one in stored(Entry.objects.filter(pk__in=pks)):
                if only_changed and one.digest == one.entry.digest:
                    continue
                one.entry.digest = one.digest
                one.entry.analyser = analysis.fingerprint(one.language)
                one.count(counts)
                findings.append(one)
            changed = [one.entry for one in findings]
            Entry.objects.bulk_update(changed, ["words", "digest", "analyser"])
            encode(findings)
            recount(counts)


def encode_words(language: str, forms: Iterable[str]) -> None:
    """Write the entries of a language that hold any of these word forms anew."""
    forms = sorted(forms)
    holding: set[int] = set()
    for start in range(0, len(forms), BATCH):
        some = forms[start : start + BATCH]
        wanted = any_of(One(lexeme(language, "x", form)) for form in some)
        sql, values = storage().match(wanted)
        among = RawSQL(sql, values)  # noqa: S611 (our own SQL, values apart)
        entries = Entry.objects.filter(pk__in=among)
        holding.update(entries.values_list("pk", flat=True))
    pks = sorted(holding)
    for start in range(0, len(pks), BATCH):
        encode_anew(Entry.objects.filter(pk__in=pks[start : start + BATCH]))


def batches(entries: models.QuerySet[Entry]) -> Iterable[list[int]]:
    """Return the ids of the entries in lists that one transaction can bear."""
    pks = list(entries.order_by("pk").values_list("pk", flat=True))
    return [pks[start : start + BATCH] for start in range(0, len(pks), BATCH)]


def stored(entries: models.QuerySet[Entry]) -> list[Finding]:
    """Return entries as they are stored, with their topics; nobody changes them now.

    In a transaction.
    """
    rows = entries.select_related("locale").select_for_update(of=("self",))
    findings = [
        Finding(entry, language=entry.locale.language_code)
        for entry in rows.order_by("pk")
    ]
    by_pk = {one.entry.pk: one for one in findings}
    topics = EntryTopic.objects.filter(entry__in=by_pk).select_related("topic")
    for row in topics.order_by("pk"):
        by_pk[row.entry_id].topics.append(row.topic)
    return findings


def forget(entry: Entry) -> None:
    """Take an entry that is being deleted out of the vocabulary and the lexemes."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    counts[entry.locale.language_code].subtract(entry.words.split())
    recount(counts)
    storage().forget([entry.pk])


def recount(counts: dict[str, Counter[str]]) -> None:
    """Have the vocabulary count so many more or fewer entries for each word."""
    for language, changes in counts.items():
        changed = {form: step for form, step in changes.items() if step}
        if changed:
            vocabulary.recount(language, changed)


def count_words_anew() -> None:
    """Have the vocabulary count the words of all readable entries from nothing."""
    for language in Locale.objects.values_list("language_code", flat=True):
        counts: Counter[str] = Counter()
        entries = Entry.objects.filter(locale__language_code=language, readable=True)
        with transaction.atomic():
            for words in entries.values_list("words", flat=True).iterator():
                counts.update(words.split())
            Word.objects.filter(language=language, count__gt=0).update(count=0)
            vocabulary.recount(language, counts)
