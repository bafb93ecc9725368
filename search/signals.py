"""Keeps the index true whatever changes a page, a topic, a document or who may read."""

from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save, pre_delete
from django.dispatch import receiver
from wagtail.documents import get_document_model
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    Page,
    PageViewRestriction,
)
from wagtail.signals import page_unpublished, post_page_move

from articles.models import (
    ArticlePage,
    MeetingPage,
    Place,
    ProjectPage,
    Topic,
    TopicIndexPage,
)
from lexicon.signals import words_refined
from search.documents import documents_in, index_documents
from search.further import forget_topics
from search.indexing import draft_saved, index_pages, index_topics, settle_readable
from search.keeping import encode_anew, encode_words, forget
from search.models import Entry, EntryDocument
from search.projects import settle_project

# What Wagtail notes of a page when a draft of it is saved, and at other times.
BOOKKEEPING = {
    "content_type",
    "draft_title",
    "expired",
    "expire_at",
    "first_published_at",
    "go_live_at",
    "has_unpublished_changes",
    "last_published_at",
    "latest_revision",
    "latest_revision_created_at",
    "live_revision",
    "locked",
    "locked_at",
    "locked_by",
    "owner",
    "show_in_menus",
    "search_description",
    "seo_title",
    "numchild",
}


@receiver(post_save)
def page_saved(instance: Any, raw: bool = False, **kwargs: Any) -> None:
    """Index a page as it was saved.

    What is in memory beside the saved fields may be a draft: then the page is read.
    """
    if raw or not isinstance(instance, Page):
        return
    saved = kwargs.get("update_fields")
    if saved is None:
        page_changed(instance.specific)
    elif set(saved) - BOOKKEEPING:
        page_changed(Page.objects.get(pk=instance.pk).specific)
    elif "draft_title" in saved:
        draft_saved(instance)


def page_changed(page: Page) -> None:
    """Index a specific page, and what hangs on it."""
    with transaction.atomic():
        index_pages([page])
        if isinstance(page, ProjectPage):
            settle_project(page.translation_key)
        elif isinstance(page, TopicIndexPage):
            index_topics(list(Topic.objects.filter(locale=page.locale_id)))


@receiver(page_unpublished)
def page_withdrawn(instance: Page, **kwargs: Any) -> None:
    """Hide a page that was taken off without being saved."""
    settle_readable(Entry.objects.filter(page=instance.pk))


@receiver(post_page_move)
def page_moved(instance: Page, **kwargs: Any) -> None:
    """Ask anew who may read a page, and those below it, where they are now."""
    settle_readable(Entry.objects.filter(page__path__startswith=instance.path))
    page_changed(instance.specific)


@receiver([post_save, post_delete], sender=PageViewRestriction)
def restriction_changed(instance: PageViewRestriction, **kwargs: Any) -> None:
    """Hide or show a page and those below it."""
    paths = Page.objects.filter(pk=instance.page_id).values_list("path", flat=True)
    for path in paths:  # none where the page itself is being deleted
        settle_readable(Entry.objects.filter(page__path__startswith=path))


@receiver(post_delete, sender=Page)
def page_deleted(instance: Page, **kwargs: Any) -> None:
    """Lead the articles of a project to a version that is left.

    The row of the page goes last, after that of the project.
    """
    if issubclass(instance.specific_class or Page, ProjectPage):
        key = instance.translation_key
        index_pages(ArticlePage.objects.filter(project__translation_key=key))


@receiver(post_save, sender=Topic)
def topic_saved(instance: Topic, raw: bool = False, **kwargs: Any) -> None:
    """Index a topic, and by its name the pages that have it."""
    forget_topics()
    if topic := as_saved(instance, raw, kwargs.get("update_fields")):
        index_topics([topic])
        encode_anew(Entry.objects.filter(topics__topic=topic), only_changed=True)


@receiver(pre_delete, sender=Topic)
def topic_goes(instance: Topic, **kwargs: Any) -> None:
    """Note which entries have a topic while they still do."""
    had = Entry.objects.filter(topics__topic=instance.pk)
    instance.entries_that_had_it = list(had.values_list("pk", flat=True))


@receiver(post_delete, sender=Topic)
def topic_gone(instance: Topic, **kwargs: Any) -> None:
    """Take the name of a topic out of the entries that had it."""
    forget_topics()
    encode_anew(Entry.objects.filter(pk__in=instance.entries_that_had_it))


@receiver(post_save, sender=Place)
def place_saved(instance: Place, raw: bool = False, **kwargs: Any) -> None:
    """Index the meetings at a place by its name."""
    if place := as_saved(instance, raw, kwargs.get("update_fields")):
        index_pages(MeetingPage.objects.filter(place=place))


def as_saved(instance: Any, raw: bool, fields: Any) -> Any:
    """Return a snippet as it was saved, or None where only its draft was.

    What is in memory beside the saved fields may be a draft: then it is read.
    """
    if raw or (fields is not None and not set(fields) - BOOKKEEPING):
        return None
    if fields is None:
        return instance
    return type(instance)._default_manager.get(pk=instance.pk)


@receiver(post_save, sender=get_document_model())
def document_saved(instance: Any, raw: bool = False, **kwargs: Any) -> None:
    """Index a document by its title, where it is open to all."""
    if not raw:
        index_documents([instance.pk])


@receiver([post_save, post_delete], sender=CollectionViewRestriction)
def collection_restricted(instance: CollectionViewRestriction, **kwargs: Any) -> None:
    """Hide or show the documents of a collection and those below it."""
    settle_collection(instance.collection_id)


@receiver(post_save, sender=Collection)
def collection_saved(instance: Collection, created: bool, **kwargs: Any) -> None:
    """Ask anew who may read the documents of a collection: it is moved after this."""
    if not created:
        transaction.on_commit(lambda: settle_collection(instance.pk))


def settle_collection(pk: int) -> None:
    """Hide or show the documents of a collection where it is now."""
    for collection in Collection.objects.filter(pk=pk):
        index_documents(documents_in(collection))


@receiver(pre_delete, sender=Entry)
def entry_goes(instance: Entry, **kwargs: Any) -> None:
    """Take an entry out of the vocabulary and the lexemes."""
    links = EntryDocument.objects.filter(entry=instance)
    instance.documents_it_linked = set(links.values_list("document_id", flat=True))
    forget(instance)


@receiver(post_delete, sender=Entry)
def entry_gone(instance: Entry, **kwargs: Any) -> None:
    """Ask anew who may find the documents that an entry linked to."""
    if instance.documents_it_linked:
        index_documents(instance.documents_it_linked)


@receiver(words_refined)
def words_understood(language: str, forms: set[str], **kwargs: Any) -> None:
    """Write anew what holds words that are understood better now."""
    encode_words(language, forms)
