"""Keeps a social card for each published page: made, made anew and removed.

Never in a reader's request: a task makes the card when the page is published, and a
command makes those that are missing.  What is no page, such as a topic, has its cards
made by the same means (``keep_card``).
"""

import hashlib
from typing import Any
from uuid import UUID

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

from background import later
from espoo.card_drawing import DESIGN, can_be_drawn, draw_card
from espoo.models import Card, SocialCard
from translation.versions import readable

FOLDER = "social-cards"


@receiver(page_published, dispatch_uid="make_social_card")
def order_card(instance: Page, **kwargs: Any) -> None:
    """Have the card made once the publication stands in the database."""
    later.do(make_social_card, instance.pk)


@task
def make_social_card(page_id: int) -> str:
    """Make the card of a page, and return the name of its file.

    '' where there is none to make: nobody can read the page, or ``keep_card`` makes
    none.
    """
    page = readable(Page.objects.filter(pk=page_id)).select_related("locale").first()
    if page is None:
        SocialCard.objects.filter(page=page_id).delete()
        return ""
    code = page.locale.language_code
    return keep_card(SocialCard, page.title, page.translation_key, code, page=page)


def keep_card(model: type[Card], title: str, key: UUID, code: str, **owner: Any) -> str:
    """Make the card that stands for ``owner``, and return the name of its file.

    '' where the title is in a script that our font lacks: then there is no card.  One
    that is as it should be stays.  ``key`` is the same in all languages.
    """
    with translation.override(code):
        label = gettext("International Espoo")
    cards = model._default_manager
    before = cards.filter(**owner).first()
    if not can_be_drawn(label + title):
        if before:
            before.delete()
        return ""
    words = "\n".join([DESIGN, label, title])
    digest = hashlib.sha256(words.encode()).hexdigest()[:12]
    name = f"{FOLDER}/{key}-{code}-{digest}.png"
    if not default_storage.exists(name):
        data = draw_card(title, label, key)
        name = default_storage.save(name, ContentFile(data))
    cards.update_or_create(**owner, defaults={"file": name})
    if before and before.file.name != name:
        delete_file(model, before.file.name)
    return name


@receiver(page_unpublished, dispatch_uid="remove_social_card")
def remove_card(instance: Page, **kwargs: Any) -> None:
    """Remove the card of a page that is no longer published."""
    SocialCard.objects.filter(page=instance.pk).delete()


@receiver(post_delete, dispatch_uid="remove_card_file")
def remove_file(instance: Any, **kwargs: Any) -> None:
    """Remove the file with its card, however the card was removed."""
    if isinstance(instance, Card):
        delete_file(type(instance), instance.file.name)


def delete_file(model: type[Card], name: str) -> None:
    """Delete a file when it is certain that the database no longer names it."""

    def delete() -> None:
        if not model._default_manager.filter(file=name).exists():
            default_storage.delete(name)

    transaction.on_commit(delete)
