"""What raises the version: every change but those that readers never see.

What is not named here raises it.  So a new model makes pages anew too often at worst,
and never leaves them old.
"""

from typing import Any

from django.db import models
from django.db.models.signals import (
    m2m_changed,
    post_delete,
    post_migrate,
    post_save,
)
from django.dispatch import receiver
from wagtail.images.models import AbstractRendition
from wagtail.models import Page
from wagtail.signals import page_unpublished, post_page_move

from freshness import version

# The work on texts, the bookkeeping, the words of the search, and what readers send.
UNSEEN_APPS = {
    "background",
    "contenttypes",
    "django_tasks_database",
    "freshness",
    "lexicon",
    "migrations",
    "sessions",
    "wagtail_localize",
    "wagtailadmin",
    "wagtailembeds",
    "wagtailsearch",
    "wagtailusers",
}
UNSEEN_MODELS = {
    "articles.brokenlink",
    "articles.importrecord",
    "articles.pagetask",
    "articles.quoteconsent",
    "articles.sharedpreview",
    "articles.textupload",
    "articles.uploadedtext",
    "auth.group",
    "auth.group_permissions",
    "auth.permission",
    "auth.user",
    "auth.user_groups",
    "auth.user_user_permissions",
    "duties.feedback",
    "duties.usefulness",
    "search.entry",
    "search.entrydocument",
    "search.entrytopic",
    "search.rebuild",
    "search.searchedfor",
    "translation.lag",
    "translation.memoryimport",
    "translation.memorypair",
    "translation.proposal",
    "translation.scheduledpublication",
    "translation.scheduledpublication_locales",
    "translation.segmentcomment",
    "translation.standing",
    "translation.translationrequest",
    "wagtailcore.comment",
    "wagtailcore.commentreply",
    "wagtailcore.groupapprovaltask",
    "wagtailcore.groupapprovaltask_groups",
    "wagtailcore.groupcollectionpermission",
    "wagtailcore.grouppagepermission",
    "wagtailcore.groupsitepermission",
    "wagtailcore.modellogentry",
    "wagtailcore.pagelogentry",
    "wagtailcore.pagesubscription",
    "wagtailcore.referenceindex",
    "wagtailcore.revision",
    "wagtailcore.task",
    "wagtailcore.taskstate",
    "wagtailcore.uploadedfile",
    "wagtailcore.workflow",
    "wagtailcore.workflowcontenttype",
    "wagtailcore.workflowpage",
    "wagtailcore.workflowstate",
    "wagtailcore.workflowtask",
    "wagtailsearchpromotions.query",
    "wagtailsearchpromotions.querydailyhits",
}
# What is noted of a page or snippet when a draft of it is saved or locked.
DRAFT_FIELDS = {
    "approved_go_live_at",
    "draft_title",
    "has_unpublished_changes",
    "latest_revision",
    "latest_revision_created_at",
    "locked",
    "locked_at",
    "locked_by",
}


def is_seen(model: type[models.Model]) -> bool:
    """Whether rows of a model may show on a page that readers see."""
    meta = model._meta
    if model.__module__ == "__fake__":
        # A migration's own; the table of the version may not be there yet.
        return False
    # A picture is the same picture in another size.
    is_rendition = issubclass(model, AbstractRendition)
    return not (
        is_rendition
        or meta.app_label in UNSEEN_APPS
        or meta.label_lower in UNSEEN_MODELS
    )


@receiver(post_save)
def saved(
    sender: type[models.Model],
    update_fields: frozenset[str] | None = None,
    **kwargs: Any,
) -> None:
    """Raise the version, unless only a draft was saved."""
    if is_seen(sender) and not (update_fields and update_fields <= DRAFT_FIELDS):
        version.changed()


@receiver([post_delete, m2m_changed])
def row_changed(sender: type[models.Model], **kwargs: Any) -> None:
    """Raise the version when a row goes, or what belongs to it changes."""
    if is_seen(sender):
        version.changed()


@receiver([page_unpublished, post_page_move])
def page_changed(sender: type[Page], **kwargs: Any) -> None:
    """Raise the version when a page goes elsewhere, without a save of each."""
    version.changed()


@receiver(post_migrate)
def released(sender: Any, **kwargs: Any) -> None:
    """Raise the version with each release, which may show the same content otherwise.

    Every release migrates (docs/operations.md), if only to find nothing to do.
    """
    if sender.label == "freshness":
        version.changed()
