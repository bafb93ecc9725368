"""Makes the index say what the site says: pages, topics, and who may read them.

Everything happens in the transaction of whoever changes them, so that it is true at
once, and undone with it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from django.db import models, transaction
from wagtail.documents import get_document_model
from wagtail.models import Page

from articles.models import Topic, TopicIndexPage
from search.documents import index_documents
from search.keeping import Finding, batches, keep, recount, stored
from search.models import Entry, EntryDocument
from search.projects import projects_of
from search.terms import draft_words
from search.texts import day_of, kind_of, texts_of, topics_of
from translation.links import references_in
from translation.versions import readable


def index_pages(pages: Iterable[Page], anew: bool = False) -> None:
    """Write the entries of specific pages as the pages are in memory.

    What readers may read is asked from the database.  The root of the tree has none.
    ``anew`` writes what has not changed too.
    """
    pages = [page for page in pages if page.depth > 1]
    if not pages:
        return
    with transaction.atomic():
        open_pages = _open(pages)
        projects = projects_of(pages)
        links = _links(pages)
        findings = []
        for page in pages:
            kind, texts = kind_of(page), texts_of(page)
            entry = Entry(
                page_id=page.pk,
                locale_id=page.locale_id,
                kind=kind,
                readable=bool(kind) and page.pk in open_pages,
                title=page.title,
                draft_title=draft_words(page.draft_title, page.title),
                lead=texts.lead,
                heading=texts.heading,
                text=texts.text,
                day=day_of(page),
                project_id=projects.get(page.pk),
            )
            findings.append(Finding(entry, topics_of(page), links[page.pk]))
        known = Entry.objects.filter(page__in=pages, topic__isnull=True)
        if documents := keep(findings, known, anew):
            index_documents(documents)


def index_topics(topics: Sequence[Topic], anew: bool = False) -> None:
    """Write the entries of topics, which are read under the section of their language.

    ``anew`` writes what has not changed too.
    """
    if not topics:
        return
    with transaction.atomic():
        locales = {topic.locale_id for topic in topics}
        pages = TopicIndexPage.objects.filter(locale__in=locales).order_by("-path")
        sections = {page.locale_id: page for page in pages}
        open_pages = _open(sections.values())
        findings = []
        for topic in topics:
            section = sections.get(topic.locale_id)
            section_id = section.pk if section else None
            entry = Entry(
                topic_id=topic.pk,
                page_id=section_id,
                locale_id=topic.locale_id,
                kind=Entry.Kind.TOPIC,
                readable=topic.live and section_id in open_pages,
                title=topic.name,
                lead=topic.intro,
            )
            findings.append(Finding(entry))
        keep(findings, Entry.objects.filter(topic__in=topics), anew)


def _open(pages: Iterable[Page]) -> set[int]:
    """Return the ids of those of the pages that any reader may read."""
    shown = Page.objects.filter(pk__in=[page.pk for page in pages])
    return set(readable(shown).values_list("pk", flat=True))


def _links(pages: Sequence[Page]) -> dict[int, set[int]]:
    """Return, by page, the ids of the documents its texts link to and that exist."""
    links = {page.pk: references_in(page).documents for page in pages}
    linked = set().union(*links.values())
    if linked:
        documents = get_document_model().objects.filter(pk__in=linked)
        linked = set(documents.values_list("pk", flat=True))
    return {pk: documents & linked for pk, documents in links.items()}


def draft_saved(page: Page) -> None:
    """Note the title of a draft, which the staff's search looks at."""
    for entry in Entry.objects.filter(page=page.pk, topic__isnull=True):
        words = draft_words(page.draft_title, entry.title)
        if words != entry.draft_title:
            Entry.objects.filter(pk=entry.pk).update(draft_title=words)


def settle_readable(entries: models.QuerySet[Entry]) -> None:
    """Make entries of pages and topics readable, or not, as they are now.

    For what changes many pages at once: a move, a view restriction.  Costs a few
    queries for each batch of entries that do change.
    """
    open_pages = readable(Page.objects.filter(pk=models.OuterRef("page_id")))
    there = entries.filter(document__isnull=True).annotate(
        open=models.Exists(open_pages.values("pk"))
    )
    shall = models.Q(open=True) & ~models.Q(kind="")
    shall &= models.Q(topic__isnull=True) | models.Q(topic__live=True)
    with transaction.atomic():
        for pks in batches(there.filter(readable=True).exclude(shall)):
            _turn(pks, False)
        for pks in batches(there.filter(readable=False).filter(shall)):
            _turn(pks, True)


def _turn(pks: list[int], is_readable: bool) -> None:
    """Make entries readable or not, with their words and their documents."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    findings = stored(Entry.objects.filter(pk__in=pks))
    for one in findings:
        one.entry.readable = is_readable
        one.count(counts)
    Entry.objects.bulk_update([one.entry for one in findings], ["readable", "words"])
    recount(counts)
    links = EntryDocument.objects.filter(entry__in=pks)
    if documents := set(links.values_list("document_id", flat=True)):
        index_documents(documents)
