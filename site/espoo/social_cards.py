"""Keeps a social card for each published page: made, made anew and removed.

Never in a reader's request: a task makes the card when the page is published, and a
command makes those that are missing.
"""

import hashlib
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils import translation
from django.utils.translation import gettext
from django_tasks import task
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished

from espoo.card_drawing import DESIGN, can_be_drawn, draw_card
from espoo.models import SocialCard
from translation.versions import readable

FOLDER = "social-cards"


@receiver(page_published, dispatch_uid="make_social_card")
def order_card(instance: Page, **kwargs: Any) -> None:
    """Have the card made once the publication stands in the database."""
    transaction.on_commit(lambda: make_social_card.enqueue(instance.pk))


@task
def make_social_card(page_id: int) -> str:
    """Make the card of a page, and return the name of its file.

    '' where there is none to make: nobody can read the page, or the title is in a
    script that our font lacks.  A card that is as it should be stays.
    """
    page = readable(Page.objects.filter(pk=page_id)).select_related("locale").first()
    code = page.locale.language_code if page else None
    with translation.override(code):
        label = gettext("International Espoo")
    if page is None or not can_be_drawn(label + page.title):
        SocialCard.objects.filter(page=page_id).delete()
        return ""
    words = "\n".join([DESIGN, label, page.title])
    digest = hashlib.sha256(words.encode()).hexdigest()[:12]
    name = f"{FOLDER}/{page.translation_key}-{code}-{digest}.png"
    if not default_storage.exists(name):
        data = draw_card(page.title, label, page.translation_key)
        name = default_storage.save(name, ContentFile(data))
    before = SocialCard.objects.filter(page=page_id).first()
    SocialCard.objects.update_or_create(page_id=page_id, defaults={"file": name})
    if before and before.file.name != name:
        _delete_file(before.file.name)
    return name


@receiver(page_unpublished, dispatch_uid="remove_social_card")
def remove_card(instance: Page, **kwargs: Any) -> None:
    """Remove the card of a page that is no longer published."""
    SocialCard.objects.filter(page=instance.pk).delete()


@receiver(post_delete, sender=SocialCard, dispatch_uid="remove_social_card_file")
def remove_file(instance: SocialCard, **kwargs: Any) -> None:
    """Remove the file with its card, however the card was removed."""
    _delete_file(instance.file.name)


def _delete_file(name: str) -> None:
    """Delete a file when it is certain that the database no longer names it."""

    def delete() -> None:
        if not SocialCard.objects.filter(file=name).exists():
            default_storage.delete(name)

    transaction.on_commit(delete)
