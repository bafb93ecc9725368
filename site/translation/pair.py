"""Finnish and Swedish are published together (Language Act 423/2003, section 32).

Which languages form the pair is the setting LANGUAGE_PAIR.  Other languages are a
promise: they may follow later.
"""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page, ReferenceIndex

from translation.models import PairOverride
from translation.originals import IndependentOriginal
from translation.refusals import PublishingRefused


def missing(page: Page, going_live: Collection[tuple[UUID, int]] = ()) -> list[str]:
    """Return the languages of the pair in which the page would be missing.

    The page itself counts as there; ``going_live`` are the versions that are
    published together with it.
    """
    live = set(
        Page.objects.filter(
            translation_key=page.translation_key, live=True, alias_of=None
        ).values_list("locale__language_code", flat=True)
    )
    key = UUID(str(page.translation_key))
    together = [locale for one, locale in going_live if one == key]
    live |= set(
        Locale.objects.filter(pk__in=together).values_list("language_code", flat=True)
    )
    live.add(page.locale.language_code)
    return [code for code in settings.LANGUAGE_PAIR if code not in live]


def override_of(page: Page) -> PairOverride | None:
    """Return why the page is live in one language of the pair, where that was given."""
    return PairOverride.objects.filter(
        page__translation_key=page.translation_key
    ).first()


def settle(page: Page) -> None:
    """Forget why one language went before the other once both are there."""
    if not missing(page):
        PairOverride.objects.filter(page__translation_key=page.translation_key).delete()


def check(instance: Any, going_live: Collection[tuple[UUID, int]] = ()) -> None:
    """Raise PublishingRefused where a page would go live without its pair."""
    if not isinstance(instance, Page) or isinstance(instance, IndependentOriginal):
        return
    lacking = missing(instance, going_live)
    if not lacking:
        return
    override = override_of(instance)
    if override and override.due >= timezone.localdate():
        return
    if instance.locale.language_code not in settings.LANGUAGE_PAIR and is_announced(
        instance
    ):
        return
    raise PublishingRefused(
        _(
            "%(language)s is missing. Publish the languages together, or give a reason "
            "and a day by which it follows."
        )
        % {
            "language": ", ".join(
                capfirst(get_language_info(code)["name_local"]) for code in lacking
            )
        }
    )


def is_announced(page: Page) -> bool:
    """Tell whether live pages in each language of the pair lead to this page.

    That is the announcement without which a text in another language, such as a
    meeting held in English, does not go live alone.
    """
    if not page.depth:
        return False  # not in the tree yet: nothing can lead to it
    referring = ReferenceIndex.get_references_to(page).values_list(
        "object_id", flat=True
    )
    languages = set(
        Page.objects.filter(
            models.Q(pk__in=[int(pk) for pk in referring if pk.isdigit()])
            | models.Q(translation_key=page.get_parent().translation_key, depth__gt=3),
            live=True,
        ).values_list("locale__language_code", flat=True)
    )
    return set(settings.LANGUAGE_PAIR) <= languages
