"""What follows by itself when translations are made."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models.signals import post_save, pre_save
from django.dispatch import receiver
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished
from wagtail_localize.models import Translation, TranslationSource

from translation.adoption import adopt_existing_version
from translation.models import GonePage
from translation.originals import IndependentOriginal


@receiver(post_save, sender=Translation)
def adopt_what_exists(instance: Translation, created: bool, **kwargs: Any) -> None:
    """Keep a version that was there before its translation was."""
    if created:
        adopt_existing_version(instance)


class NotForTranslationError(PermissionDenied):
    """A page that is written separately in each language was to be translated."""


@receiver(pre_save, sender=TranslationSource)
def refuse_independent_originals(instance: TranslationSource, **kwargs: Any) -> None:
    """Raise NotForTranslationError for pages that are nobody's source.

    Holds for every way to a translation: forms, bulk actions, commands.
    """
    model = instance.specific_content_type.model_class()
    if model and issubclass(model, IndependentOriginal):
        raise NotForTranslationError(
            _("This page is written separately in each language.")
        )


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
