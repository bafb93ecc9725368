"""What stands around every page: its languages, the way to it, the menu."""

import datetime
from dataclasses import dataclass, field
from functools import cache
from uuid import UUID

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest
from django.utils.translation import get_language
from wagtail.models import Page, get_page_models

from espoo.languages import own_name
from freshness.kept import kept
from translation.links import TextLinks
from translation.models import PairOverride
from translation.versions import best_version, readable, readable_versions

# Under the tree's root stand the front pages, and under them the sections.
HOME_DEPTH, SECTION_DEPTH = 2, 3


@dataclass(frozen=True)
class LanguageVersion:
    """One language of the site, and this page in it.

    ``url`` is empty where the page does not exist in that language; ``section_url``
    then leads to the nearest section that does.
    """

    code: str
    name: str
    url: str
    section_url: str
    is_current: bool


@dataclass(frozen=True)
class PromisedVersion:
    """The language of the pair that is still missing, and the day it is promised by."""

    code: str
    name: str
    due: datetime.date


@dataclass(frozen=True)
class Surroundings:
    """What the base template shows around a page, in the reader's language.

    ``urls`` are the addresses of sections that have a purpose ("archive",
    "feedback", "search", "topics"), by that purpose.  ``default_url`` is for whom no
    language of the page suits: the choice of language, or the version that was
    written first.  ``card_url`` is the picture that stands for the page where a link
    is shared.  ``list_page`` is the number of the page of a long list.
    """

    languages: list[LanguageVersion] = field(default_factory=list)
    trail: list[Page] = field(default_factory=list)
    menu: list[Page] = field(default_factory=list)
    footer: list[Page] = field(default_factory=list)
    urls: dict[str, str] = field(default_factory=dict)
    home_url: str = "/"
    canonical_url: str = ""
    default_url: str = ""
    card_url: str = ""
    list_page: int = 1
    promised: list["PromisedVersion"] = field(default_factory=list)

    @property
    def existing(self) -> list[LanguageVersion]:
        """The languages in which the page exists."""
        return [version for version in self.languages if version.url]

    @property
    def others(self) -> list[LanguageVersion]:
        """The other languages in which the page exists."""
        return [version for version in self.existing if not version.is_current]


def surroundings_of(
    page: Page | None,
    request: HttpRequest | None,
    language_urls: dict[str, str] | None = None,
    list_page: int = 1,
    links: TextLinks | None = None,
) -> Surroundings:
    """Return what stands around ``page``, or around a page that is not in the tree.

    ``language_urls`` are given for what has addresses of its own under a page, such
    as a topic, and ``list_page`` where a list goes on.  ``links`` are the page's own,
    which know its versions.  A reader's page costs no query but where its other
    language is promised: the first levels are kept.
    """
    code = page.locale.language_code if page else get_language() or "fi"
    sections = sections_of(code, request)
    trail = _trail(page) if page else []
    versions = _versions([*trail, *([page] if page else [])], links, request)
    languages = [
        _language(language, code, page, trail, versions, language_urls, request)
        for language, _name in settings.WAGTAIL_CONTENT_LANGUAGES
    ]
    home = trail[0] if trail else page
    canonical = (language_urls or {}).get(code) or (
        page.get_url(request) if page else ""
    )
    if canonical and list_page > 1:
        canonical += f"?page={list_page}"
    existing = {version.code for version in languages if version.url}
    default_url = ""
    if page and language_urls is not None:
        default_url = next((one.url for one in languages if one.url), "")
    elif page and page.depth == HOME_DEPTH:
        default_url = "/"
    elif page:
        original = best_version(versions.get(page.translation_key, {}), "")
        default_url = (original.get_url(request) or "") if original else ""
    return Surroundings(
        default_url=_absolute(default_url),
        card_url=_absolute(_card_url(versions, page, code)),
        promised=_promised(page, existing) if page else [],
        languages=languages,
        trail=[ancestor for ancestor in trail if ancestor.live],
        menu=[one for one in sections if one.show_in_menus],
        footer=[
            one for one in sections if getattr(one.specific_class, "in_footer", False)
        ],
        urls={
            purpose_of(one): one.get_url(request) or ""
            for one in sections
            if purpose_of(one)
        },
        home_url=(home.get_url(request) if home else "") or f"/{code}/",
        canonical_url=_absolute(canonical or ""),
        list_page=list_page,
    )


def sections_of(code: str, request: HttpRequest | None) -> list[Page]:
    """Return the readable sections of a language in their order, not specific."""
    return [
        page
        for page in first_levels(request)
        if page.depth == SECTION_DEPTH and page.locale.language_code == code
    ]


def first_levels(request: HttpRequest | None) -> list[Page]:
    """Return the readable front pages and sections of all languages, not specific.

    One query while the content is the same, and at most one in a request.
    """
    known: list[Page] | None = getattr(request, "_first_levels", None)
    if known is None:
        known = kept(request, "first levels", _ask_for_first_levels)
        if request is not None:
            # Kept on the request, which has no field for it.
            request._first_levels = known  # type: ignore[attr-defined]
    return known


def _ask_for_first_levels() -> list[Page]:
    # Their types have an index and few pages; of a depth there is no index.
    types = ContentType.objects.get_for_models(*_types_of_first_levels()).values()
    pages = Page.objects.filter(
        content_type__in=types, depth__in=(HOME_DEPTH, SECTION_DEPTH)
    )
    return list(
        readable(pages).select_related("locale", "social_card").order_by("path")
    )


@cache
def _types_of_first_levels() -> list[type[Page]]:
    """Return the types of page that may stand under the tree's root or a front page."""
    parents = {one: {*one.allowed_parent_page_models()} for one in get_page_models()}
    homes = {one for one in parents if Page in parents[one]}
    return [one for one in parents if one in homes or parents[one] & homes]


def _trail(page: Page) -> list[Page]:
    """Return the pages above, from the front page down.

    No query for a page that was found by its address, which knows its parents.
    """
    trail: list[Page] = []
    above = page
    while above.depth > HOME_DEPTH:
        above = above.get_parent()
        trail.insert(0, above)
    return trail


def _versions(
    pages: list[Page], links: TextLinks | None, request: HttpRequest | None
) -> dict[UUID, dict[str, Page]]:
    """Return the readable versions of pages by key and language, with their cards.

    No query for the first levels, and for those whose links know them.
    """
    deeper = {page.translation_key for page in pages if page.depth > SECTION_DEPTH}
    known = links.readable if links and deeper else {}
    versions = {key: dict(known[key]) for key in deeper if key in known}
    if unknown := deeper - known.keys():
        versions |= readable_versions(unknown, "social_card")
    wanted = {page.translation_key for page in pages}
    for page in first_levels(request):
        if page.translation_key in wanted - deeper:
            by_language = versions.setdefault(page.translation_key, {})
            by_language[page.locale.language_code] = page
    return versions


def purpose_of(section: Page) -> str:
    """Return what a section is for, or ''; it stands in its class, without a query."""
    return getattr(section.specific_class, "purpose", "")


def _language(
    language: str,
    current: str,
    page: Page | None,
    trail: list[Page],
    versions: dict,
    language_urls: dict[str, str] | None,
    request: HttpRequest | None,
) -> LanguageVersion:
    def url_of(one: Page | None) -> str:
        version = versions.get(one.translation_key, {}).get(language) if one else None
        return (version.get_url(request) or "") if version else ""

    url = url_of(page) if language_urls is None else language_urls.get(language, "")
    nearest = [page, *reversed(trail)] if page else []
    return LanguageVersion(
        code=language,
        name=own_name(language),
        url=url,
        section_url=next(filter(None, map(url_of, nearest)), f"/{language}/"),
        is_current=language == current,
    )


def _promised(page: Page, existing: set[str]) -> list[PromisedVersion]:
    """Return what was promised when the page was published before its pair."""
    missing = [code for code in settings.LANGUAGE_PAIR if code not in existing]
    if not missing:
        return []
    override = PairOverride.objects.filter(
        page__translation_key=page.translation_key
    ).first()
    if override is None:
        return []
    return [PromisedVersion(code, own_name(code), override.due) for code in missing]


def _card_url(versions: dict, page: Page | None, code: str) -> str:
    version = versions.get(page.translation_key, {}).get(code) if page else None
    card = getattr(version, "social_card", None)
    return card.file.url if card else ""


def _absolute(url: str) -> str:
    return settings.BASE_URL + url if url.startswith("/") else url
