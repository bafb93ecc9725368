"""In which languages a page truly exists.

``readable`` is the one place that decides it.  Links, the language switcher, lists,
feeds and ``hreflang`` all ask here.
"""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from django.conf import settings
from django.db import models
from wagtail.models import Locale, Page, PageViewRestriction
from wagtail.query import PageQuerySet


def readable(pages: PageQuerySet) -> PageQuerySet:
    """Return those of the pages that any reader may read.

    They are published, behind no password or login, and their own version of the
    text: an alias repeats another language's words and counts as none.
    """
    return pages.filter(_is_readable())


def _is_readable() -> models.Q:
    # Wagtail's public() asks the same in a query of its own, each time.
    closed = PageViewRestriction.objects.annotate(
        path=models.ExpressionWrapper(models.OuterRef("path"), models.CharField())
    ).filter(path__startswith=models.F("page__path"))
    return models.Q(~models.Exists(closed), live=True, alias_of__isnull=True)


def readable_versions(
    keys: Iterable[UUID | str], *related: str
) -> dict[UUID, dict[str, Page]]:
    """Return, by translation key and language code, the pages a reader may read.

    One query, however many keys; what is ``related`` comes with the pages.  Languages
    stand in the order of the settings; a key without any readable page is left out.
    """
    pages = readable(Page.objects.filter(translation_key__in=set(keys)))
    return _by_language(pages.select_related("locale", *related))


def versions_of(
    page_ids: Iterable[int], *related: str
) -> tuple[dict[int, UUID], dict[UUID, dict[str, Page]]]:
    """Return the key of each page that there is, and what ``readable_versions`` would.

    One query for both.  A page that nobody may read has its key, and a key without
    any readable page stands with an empty one.
    """
    chosen = set(page_ids)
    keys = Page.objects.filter(pk__in=chosen).order_by().values("translation_key")
    pages = list(
        Page.objects.filter(translation_key__in=keys)
        .annotate(
            is_readable=models.Case(
                models.When(_is_readable(), then=True),
                default=False,
                output_field=models.BooleanField(),
            )
        )
        .order_by("pk")
        .select_related("locale", *related)
    )
    key_of = {page.pk: page.translation_key for page in pages if page.pk in chosen}
    found = _by_language(page for page in pages if page.is_readable)
    return key_of, {key: found.get(key, {}) for key in key_of.values()}


def _by_language(pages: Iterable[Page]) -> dict[UUID, dict[str, Page]]:
    """Return pages by their key and language, those in the order of the settings."""
    order = [code for code, _ in settings.WAGTAIL_CONTENT_LANGUAGES]
    found: dict[UUID, dict[str, Page]] = defaultdict(dict)
    for page in pages:
        if page.locale.language_code in order:
            found[page.translation_key][page.locale.language_code] = page
    return {
        key: {code: by_language[code] for code in order if code in by_language}
        for key, by_language in found.items()
    }


def best_version(versions: dict[str, Page], language_code: str) -> Page | None:
    """Return the version in the reader's language, or else the original.

    The original is the first written of those that are readable, which is the
    original itself as long as it is published.
    """
    if language_code in versions:
        return versions[language_code]
    return min(versions.values(), key=lambda page: page.pk, default=None)


def only_in_other_languages(pages: PageQuerySet, locale: Locale) -> PageQuerySet:
    """Return those of the pages that a reader finds in other languages only.

    Each is there once, in the version written first; oldest first.
    """
    first = _keys_elsewhere(pages, locale).annotate(first=models.Min("pk"))
    return pages.filter(pk__in=first.values("first")).order_by("pk")


def count_only_in_other_languages(pages: PageQuerySet, locale: Locale) -> int:
    """Return how many those are, without looking for the version of each."""
    return _keys_elsewhere(pages, locale).distinct().count()


def _keys_elsewhere(pages: PageQuerySet, locale: Locale) -> models.QuerySet:
    here = readable(pages.filter(locale=locale)).values("translation_key")
    others = readable(pages.exclude(locale=locale)).exclude(translation_key__in=here)
    return others.order_by().values("translation_key")
