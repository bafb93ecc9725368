"""What follows by itself, and what is refused, whatever way it comes about."""

from html import unescape
from typing import Any

from django.db.models import Model
from django.db.models.signals import post_save, pre_save
from django.dispatch import receiver
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.models import DraftStateMixin, Page, Revision, TranslatableMixin
from wagtail.signals import page_published, page_unpublished, published
from wagtail_localize.models import (
    LocaleSynchronization,
    StringSegment,
    StringTranslation,
    Translation,
    TranslationSource,
)

from translation.adoption import adopt_existing_version
from translation.facts import carry
from translation.lag import follow, is_small_edit
from translation.models import GonePage, Standing
from translation.moving import refuse_among_others
from translation.originals import IndependentOriginal
from translation.publishing import (
    build,
    guard,
    is_passing,
    texts_of,
    translation_of,
    unfinished,
)
from translation.refusals import NotForTranslationError, PublishingRefused
from translation.requests.asking import close

PROPOSED = "Proposed"


# What is refused


@receiver(pre_save, dispatch_uid="guard_trees")
def guard_trees(
    instance: Model, raw: bool = False, update_fields: Any = None, **kwargs: Any
) -> None:
    """Refuse to put a page, or to publish it, among those of another language.

    Wagtail copies a page to wherever its type may stand.
    """
    if raw or update_fields is not None or not isinstance(instance, Page):
        return
    if instance.live or instance._state.adding:
        refuse_among_others(instance, instance.get_parent())


@receiver(pre_save, dispatch_uid="guard_live_versions")
def guard_live_rows(
    instance: Model,
    raw: bool = False,
    update_fields: Any = None,
    **kwargs: Any,
) -> None:
    """Ask before a live page or snippet is saved, whatever saves it.

    Drafts of a live page are saved with ``update_fields``.
    """
    if raw or update_fields is not None:
        return
    if not isinstance(instance, DraftStateMixin) or not instance.live:
        return
    if not isinstance(instance, TranslatableMixin):
        return
    if getattr(instance, "alias_of_id", None):
        if instance.alias_of.locale_id != instance.locale_id:
            raise PublishingRefused(
                _("A page never shows another language's words under its own.")
            )
        return
    guard(instance)


@receiver(pre_save, sender=LocaleSynchronization)
def refuse_tree_copies(**kwargs: Any) -> None:
    """Refuse what would fill a language with copies of another one's pages."""
    raise PublishingRefused(
        _("Pages are translated one by one: a language is never filled with copies.")
    )


@receiver(pre_save, sender=TranslationSource)
def refuse_sources(instance: TranslationSource, **kwargs: Any) -> None:
    """Raise NotForTranslationError for what is nobody's source.

    Pages that are written separately in each language, and translations: those are
    made from the original only.
    """
    model = instance.specific_content_type.model_class()
    if model and issubclass(model, IndependentOriginal):
        raise NotForTranslationError(
            _("This page is written separately in each language.")
        )
    if Translation.objects.filter(
        source__object_id=instance.object_id,
        target_locale_id=instance.locale_id,
        enabled=True,
    ).exists():
        raise NotForTranslationError(
            _("This is a translation. Translate from the original.")
        )


@receiver(pre_save, sender=Translation)
def refuse_targets(instance: Translation, **kwargs: Any) -> None:
    """Raise NotForTranslationError where a translation has no place to stand.

    The language must not be the original of other translations, and the parent page
    must be there in it, as a page of its own.
    """
    source = instance.source
    if (
        instance.enabled
        and TranslationSource.objects.filter(
            object_id=source.object_id,
            locale_id=instance.target_locale_id,
            translations__enabled=True,
        ).exists()
    ):
        raise NotForTranslationError(
            _("Other languages are translated from this one. Choose the original.")
        )
    if instance.pk:
        return
    original = source.get_source_instance()
    if not isinstance(original, Page):
        return
    parent = original.get_parent()
    there = Page.objects.filter(
        translation_key=parent.translation_key,
        locale_id=instance.target_locale_id,
        alias_of=None,
    )
    if not there.exists():
        raise NotForTranslationError(
            _("Translate “%(parent)s” first: it stands above this page.")
            % {"parent": parent.get_admin_display_title()}
        )


# What follows


@receiver(post_save, sender=Translation)
def adopt_what_exists(instance: Translation, created: bool, **kwargs: Any) -> None:
    """Keep a version that was there before its translation was."""
    if created:
        adopt_existing_version(instance)


@receiver(page_published)
@receiver(published)
def follow_publication(instance: Model, **kwargs: Any) -> None:
    """Let translations know what changed, and their readers the facts.

    Wagtail says ``published`` of pages too, after ``page_published``.
    """
    if isinstance(instance, Page) and kwargs.get("signal") is published:
        return
    if not isinstance(instance, TranslatableMixin) or not instance.live:
        return
    if made := translation_of(instance):
        _publish_facts_of_original(instance, made)
        if not unfinished(made):
            close(made)
        return
    if translations := follow(instance):
        carry(instance, translations)
        for made in translations if is_small_edit() else []:
            version = made.source.get_translated_instance(made.target_locale)
            _note_in_step(made, version)


def _publish_facts_of_original(version: Model, made: Translation) -> None:
    """A revision may be older than the original's facts; readers get the new ones."""
    original = made.source.get_source_instance()
    if getattr(original, "live", True):
        carry(original, [made])
    if not is_passing(version):
        _note_in_step(made, version)


def _note_in_step(made: Translation, version: Model) -> None:
    """Where a version reads as its segments do now, nothing of it is outdated."""
    standing = Standing.of(made)
    if standing.outdated_since and texts_of(build(made)) == texts_of(version):
        standing.outdated_since = None
        standing.save()


@receiver(post_save, sender=Revision)
def follow_draft(instance: Revision, raw: bool = False, **kwargs: Any) -> None:
    """Let translations of an original that was never live follow its drafts."""
    model = instance.content_type.model_class()
    if raw or model is None or not issubclass(model, TranslatableMixin):
        return
    if not issubclass(model, DraftStateMixin):
        return
    original = model._default_manager.filter(pk=instance.object_id).first()
    if original is not None and not original.live:
        follow(original)


@receiver(post_save, sender=StringTranslation)
def propose_slug(instance: StringTranslation, **kwargs: Any) -> None:
    """Propose the address of a version from its translated title.

    Until somebody writes another, and only while the version was never live.
    """
    if not instance.context or instance.context.path != "title" or instance.has_error:
        return
    segment = StringSegment.objects.filter(
        source__object_id=instance.context.object_id, context__path="slug"
    ).first()
    if segment is None:
        return
    version = segment.source.object.get_instance_or_none(instance.locale)
    if getattr(version, "first_published_at", None):
        return
    slug = slugify(unescape(instance.data))
    row, created = StringTranslation.objects.get_or_create(
        translation_of_id=segment.string_id,
        context_id=segment.context_id,
        locale_id=instance.locale_id,
        defaults={"data": slug, "tool_name": PROPOSED},
    )
    if not created and row.tool_name == PROPOSED and row.data != slug:
        row.data = slug
        row.save()


@receiver(page_unpublished)
def remember_gone_page(instance: Page, **kwargs: Any) -> None:
    """Remember where a published page stood; Wagtail unpublishes before it deletes."""
    if instance.alias_of_id is None:
        GonePage.remember(instance)


@receiver(page_published)
def forget_gone_page(instance: Page, **kwargs: Any) -> None:
    """Forget the removal of a page whose address has a page again."""
    if instance.live:  # publishing the withdrawal of a contact is no publication
        GonePage.objects.filter(path=instance.url_path).delete()
