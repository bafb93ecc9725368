"""Template tags of the site: what stands around a page, links, languages, phones."""

from functools import partial
from typing import Any, cast

from django import template
from django.utils.functional import SimpleLazyObject
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from phonenumber_field.phonenumber import PhoneNumber
from wagtail.models import Page
from wagtail.rich_text import RichText

from espoo.languages import language_name, own_name
from espoo.metadata import iso
from espoo.surroundings import (
    Surroundings,
    purpose_of,
    sections_of,
    surroundings_of,
)
from hardening.scripts import digest
from translation.links import Link, References, TextLinks

register = template.Library()
FINLAND = 358
Context = template.Context

# Not "language_name": Django's i18n tags have a filter of that name, in English only.
register.filter("name_of_language", language_name)
register.filter("own_name", own_name)
# For ``datetime`` attributes: the format "c" may give fractions that HTML forbids.
register.filter("machine_time", iso)
register.simple_tag(digest, name="script_digest")


@register.simple_tag(takes_context=True)
def surroundings(context: Context) -> Surroundings:
    """Return the languages, trail and menu of the page that is shown.

    They are found when the first of them is asked for: often the HTML of all is kept.
    """
    page = context.get("page")
    find = partial(
        surroundings_of,
        page if isinstance(page, Page) else None,
        context.get("request"),
        context.get("language_urls"),
        getattr(context.get("list_page"), "number", 1),
        context.get("links"),
    )
    return cast(Surroundings, SimpleLazyObject(find))


def _links(context: Context) -> TextLinks:
    found = context.get("links")
    if isinstance(found, TextLinks):
        return found
    return TextLinks(References(), get_language() or "", context.get("request"))


@register.simple_tag(takes_context=True)
def rich_text(context: Context, value: RichText | str | None) -> SafeString:
    """Return rich text whose page links lead to the reader's language."""
    return _links(context).rich_text(value)


@register.simple_tag(takes_context=True)
def link_to(context: Context, page: Page | None) -> Link | None:
    """Return the link to a page in the reader's language, or None."""
    return _links(context).get(page.pk) if page else None


@register.simple_tag
def page_url(page: Page, request: Any = None) -> str:
    """Return the address of a page of this language, or ''."""
    return page.get_url(request) or ""


@register.filter
def phone(number: PhoneNumber | None) -> str:
    """Return a phone number as the active language writes it.

    Finnish and Swedish readers get the national form (045 000 1234), others the
    international one (+358 45 000 1234).  Something that is no number stays as it is.
    """
    if not number:
        return ""
    if not isinstance(number, PhoneNumber) or not number.is_valid():
        return str(number)
    if number.country_code != FINLAND:
        return number.as_international
    # phonenumbers knows the area or operator code; the groups after it are ours.
    code, _space, rest = number.as_national.partition(" ")
    digits = rest.replace(" ", "")
    first = 3 if len(digits) > 5 else 2
    groups = f"{digits[:first]} {digits[first:]}"
    if get_language() in ("fi", "sv"):
        return f"{code} {groups}"
    return f"+{FINLAND} {code.removeprefix('0')} {groups}"


@register.simple_tag
def lang(code: str) -> SafeString:
    """Return a ``lang`` attribute where the text is not in the page's language."""
    if not code or code == get_language():
        return SafeString("")
    return format_html(' lang="{}"', code)


@register.filter
def in_language(text: str, code: str) -> SafeString:
    """Return a text marked with its language where that is not the page's."""
    if not text or code in ("", get_language()):
        return format_html("{}", text)
    return format_html('<span lang="{}">{}</span>', code, text)


@register.filter
def language_names(codes: list[str]) -> str:
    """Return the names of languages in the active language, joined by commas."""
    return ", ".join(language_name(code) for code in codes)


@register.simple_tag(takes_context=True)
def search_url(context: Context) -> str:
    """Return the address of the search page in the active language, or ''."""
    request = context.get("request")
    for section in sections_of(get_language() or "", request):
        if purpose_of(section) == "search":
            return section.get_url(request) or ""
    return ""
