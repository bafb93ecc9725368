"""The front page and the sections that a language of the site has."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.models import Locale, Page

from home.models import HomePage
from translation.roles import make_language_groups

# Model, title and slug, in the order of the menu.  A section of several of one kind
# is known by its slug in the source language.
SECTIONS: list[tuple[str, Any, Any]] = [
    ("articles.ArticleIndexPage", _("Articles"), pgettext_lazy("slug", "articles")),
    ("articles.ProjectIndexPage", _("Projects"), pgettext_lazy("slug", "projects")),
    ("articles.MeetingIndexPage", _("Meetings"), pgettext_lazy("slug", "meetings")),
    ("articles.TopicIndexPage", _("Topics"), pgettext_lazy("slug", "topics")),
    (
        "articles.ContactIndexPage",
        pgettext_lazy("section", "Contact"),
        pgettext_lazy("slug", "contact"),
    ),
    ("search.SearchPage", _("Search"), pgettext_lazy("slug", "search")),
    ("articles.ArchivePage", _("Archive"), pgettext_lazy("slug", "archive")),
    ("duties.FeedbackPage", _("Feedback"), pgettext_lazy("slug", "feedback")),
]
# The language whose tree says which sections there are.
SOURCE = "en"


@transaction.atomic
def make_language(code: str) -> list[Page]:
    """Make what is missing of a language's front page and sections; return it.

    Titles and slugs come from the catalog of the language, and are English where it
    lacks them.  Pages about the site are texts, which someone has to write: they are
    left to the editors.  The language gets its groups of translators and publishers.
    """
    locale, _created = Locale.objects.get_or_create(language_code=code)
    with translation.override(code):
        made = list(_missing_pages(locale))
    make_language_groups(apps, HomePage.objects.get(locale=locale))
    return made


def _missing_pages(locale: Locale) -> Iterator[Page]:
    home = HomePage.objects.filter(locale=locale).first()
    if home is None:
        source = HomePage.objects.get(locale__language_code=SOURCE)
        home = HomePage(
            title=_in_its_language(_("International Espoo")),
            slug=locale.language_code,
            locale=locale,
            translation_key=source.translation_key,
        )
        yield _published(Page.objects.get(depth=1), home)
    for label, title, slug in SECTIONS:
        model = apps.get_model(label)
        if model.objects.filter(locale=locale).exists():
            continue
        origin = model.objects.filter(locale__language_code=SOURCE).first()
        if origin is None:
            continue  # an editor took that section off the site
        section = model(
            title=_in_its_language(title),
            slug=_in_its_language(slug),
            locale=locale,
            translation_key=origin.translation_key,
            show_in_menus=origin.show_in_menus,
        )
        yield _published(home, section)


def _published(parent: Page, page: Page) -> Page:
    parent.add_child(instance=page)
    page.save_revision().publish()
    return page


def _in_its_language(words: Any) -> str:
    """Return the words in the active language, or in English where it lacks them.

    Django itself would fall back on the site's first language.
    """
    translated = str(words)
    if translation.get_language() == settings.LANGUAGE_CODE:
        return translated
    with translation.override(settings.LANGUAGE_CODE):
        fallen_back = translated == str(words)
    with translation.override(SOURCE):
        return str(words) if fallen_back else translated
