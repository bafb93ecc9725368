"""Documents are found by title, in each language whose readable pages link them."""

from collections.abc import Iterable

from django.db import models, transaction
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction

from search.keeping import Finding, keep
from search.models import Entry, EntryDocument


def index_documents(document_ids: Iterable[int]) -> None:
    """Write the entries of these documents; remove what no reader may find."""
    document_ids = set(document_ids)
    closed = CollectionViewRestriction.objects.annotate(
        path=models.ExpressionWrapper(
            models.OuterRef("collection__path"), models.CharField()
        )
    ).filter(path__startswith=models.F("collection__path"))
    all_of_them = get_document_model().objects.filter(pk__in=document_ids)
    with transaction.atomic():
        # One after another: who publishes another page with the same link waits.
        list(all_of_them.order_by("pk").select_for_update().values("pk"))
        documents = all_of_them.exclude(models.Exists(closed)).in_bulk()
        links = EntryDocument.objects.filter(
            document__in=documents, entry__readable=True
        )
        findings = []
        for document_id, locale_id in links.values_list(
            "document_id", "entry__locale_id"
        ).distinct():
            document = documents[document_id]
            entry = Entry(
                document_id=document_id,
                locale_id=locale_id,
                kind=Entry.Kind.DOCUMENT,
                readable=True,
                title=document.title,
                day=timezone.localdate(document.created_at).toordinal(),
            )
            findings.append(Finding(entry))
        known = Entry.objects.filter(document__in=document_ids)
        shall = {finding.subject for finding in findings}
        for entry in known:
            if Finding(entry).subject not in shall:
                entry.delete()
        keep(findings, known.all())


def documents_in(collection: Collection) -> list[int]:
    """Return the ids of the documents in a collection and those below it."""
    within = collection.get_descendants(inclusive=True)
    documents = get_document_model().objects.filter(collection__in=within)
    return list(documents.values_list("pk", flat=True))
