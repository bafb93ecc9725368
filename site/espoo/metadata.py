"""What the head of a page tells machines: feeds, a card for sharing, structured data.

The base template knows pages only as pages.  What a type of page has to say of itself
is registered with ``describe`` by the app that knows the type.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import singledispatch
from typing import Any

from django.urls import reverse
from django.utils import timezone, translation
from django.utils.html import strip_tags
from django.utils.safestring import mark_safe
from django.utils.text import Truncator
from django.utils.translation import gettext
from wagtail.models import Page

from espoo.card_drawing import HEIGHT, WIDTH
from espoo.models import SocialCard
from espoo.surroundings import HOME_DEPTH, Surroundings
from translation.addresses import absolute

LONGEST_DESCRIPTION = 200
LANGUAGE_OF_CHOICE = "en"
# Where a language is spoken, as Open Graph wants to know; others stand by themselves.
TERRITORIES = {"fi": "fi_FI", "sv": "sv_FI", "en": "en_GB", "ar": "ar_AR"}
ATOM, CALENDAR = "application/atom+xml", "text/calendar"
# What would end the element or begin another, within its JSON.
ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}

Thing = dict[str, Any]


@dataclass(frozen=True)
class Alternate:
    """A feed or calendar that goes with a page.  ``url`` is absolute."""

    type: str
    title: str
    url: str


@dataclass(frozen=True)
class Shown:
    """A page as a template is showing it.

    ``url`` and ``image_url`` are absolute; ``image_url`` is '' without a card.
    """

    context: Mapping[str, Any]
    here: Surroundings
    url: str
    image_url: str
    language_code: str


@dataclass(frozen=True)
class Description:
    """What a page says of itself.

    ``things`` are schema.org's, without ``@context``.  ``steps_below`` names what is
    shown at an address of its own under a page of the tree, such as a topic;
    ``image_url`` is then the absolute address of its card, '' without one.  None
    stands for the card of the page.
    """

    title: str
    text: str = ""
    published_at: datetime | None = None
    updated_at: datetime | None = None
    things: list[Thing] = field(default_factory=list)
    alternates: list[Alternate] = field(default_factory=list)
    steps_below: list[str] = field(default_factory=list)
    image_url: str | None = None

    @property
    def is_article(self) -> bool:
        """Whether it is a text with a time, and not a list or a card."""
        return self.published_at is not None


@dataclass(frozen=True)
class Metadata:
    """What ``includes/head_links.html`` writes.

    ``text`` says what the page is about: a search engine shows it under the title.
    """

    alternates: list[Alternate]
    text: str
    description: Description | None = None
    image_url: str = ""
    image_alt: str = ""
    json_ld: str = ""
    locale: str = ""
    other_locales: list[str] = field(default_factory=list)
    image_width: int = WIDTH
    image_height: int = HEIGHT


@singledispatch
def describe(page: Page, shown: Shown) -> Description:
    """Return what a page says of itself.  Registered anew for types that say more."""
    return Description(title=page.title, text=own_text(page))


def own_text(page: Page) -> str:
    """Return what a page says it is about, in its own words, '' for nothing."""
    lead: str = getattr(page, "lead", "")
    return page.search_description or lead or strip_tags(getattr(page, "intro", ""))


def metadata_of(
    page: Page | None, here: Surroundings, context: Mapping[str, Any]
) -> Metadata:
    """Return what the head of a page tells machines; no query.

    ``page`` is None for what is not in the tree: then only the feed of the language
    is told.
    """
    code = page.locale.language_code if page else translation.get_language() or ""
    site_feed = Alternate(
        ATOM, gettext("International Espoo"), absolute(_feed_url(code))
    )
    if page is None:
        return Metadata(alternates=[site_feed], text=_about_the_site())
    shown = Shown(
        context=context,
        here=here,
        url=here.canonical_url,
        image_url=here.card_url,
        language_code=code,
    )
    description = describe(page, shown)
    things = [*description.things, *_breadcrumbs(page, description, shown)]
    has_own_image = description.image_url is not None
    return Metadata(
        alternates=[*description.alternates, site_feed],
        text=description.text or f"{description.title} – {_about_the_site()}",
        description=description,
        image_url=(description.image_url or "") if has_own_image else shown.image_url,
        image_alt=description.title if has_own_image else page.title,
        json_ld=json_ld(things),
        locale=locale_name(code),
        other_locales=[locale_name(version.code) for version in here.others],
    )


def metadata_of_choice(codes: list[str]) -> Metadata:
    """Return what the page tells on which one of these languages is chosen; one query.

    It is marked as English, the language that most of those understand who ask for
    none of ours, and shares the card of the first language's front page.
    """
    cards = SocialCard.objects.filter(page__depth=HOME_DEPTH)
    by_language = {
        card.page.locale.language_code: card
        for card in cards.select_related("page__locale")
    }
    card = next((by_language[code] for code in codes if code in by_language), None)
    with translation.override(LANGUAGE_OF_CHOICE):
        name, text = gettext("International Espoo"), _about_the_site()
    website = {
        "@type": "WebSite",
        "name": name,
        "url": absolute("/"),
        "inLanguage": LANGUAGE_OF_CHOICE,
    }
    return Metadata(
        alternates=[],
        text=text,
        image_url=absolute(card.file.url) if card else "",
        json_ld=json_ld([website]),
        locale=locale_name(LANGUAGE_OF_CHOICE),
    )


def _about_the_site() -> str:
    return gettext(
        "International Espoo tells about the city’s international work"
        " and the people who take part in it."
    )


def _feed_url(code: str) -> str:
    with translation.override(code):
        return reverse("feed")


def _breadcrumbs(page: Page, description: Description, shown: Shown) -> list[Thing]:
    """Return the way to the page as the page shows it; nothing on a front page."""
    trail = shown.here.trail
    if not trail:
        return []
    steps = [(one.title, absolute(one.get_url() or "")) for one in trail]
    below = description.steps_below
    if below:
        steps.append((page.title, absolute(page.get_url() or "")))
    # The last step is this page, whose address is the canonical one.
    steps.append((below[-1] if below else page.title, shown.url))
    return [
        {
            "@type": "BreadcrumbList",
            "itemListElement": [
                {"@type": "ListItem", "position": n, "name": name, "item": url}
                for n, (name, url) in enumerate(steps, start=1)
            ],
        }
    ]


def json_ld(things: list[Thing]) -> str:
    """Return schema.org's things as JSON that is safe inside a script element."""
    if not things:
        return ""
    data = {"@context": "https://schema.org", "@graph": things}
    text = json.dumps(data, ensure_ascii=False).translate(ESCAPES)
    return mark_safe(text)  # noqa: S308 (escaped just above)


def locale_name(code: str) -> str:
    """Return a language as Open Graph names it, such as ``sv_FI``."""
    return TERRITORIES.get(code, code.replace("-", "_"))


def iso(moment: datetime) -> str:
    """Return a time as ISO 8601 with Finland's offset from UTC, to the second."""
    return timezone.localtime(moment).isoformat(timespec="seconds")


def shortened(text: str) -> str:
    """Return a text on one line, cut at a word where it is long for a description."""
    line = " ".join(text.split())
    return Truncator(line).chars(LONGEST_DESCRIPTION) if line else ""
