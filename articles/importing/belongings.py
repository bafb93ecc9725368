"""What an imported text belongs to: contacts, topics, series, publisher, project."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from django.contrib.auth.models import User
from django.db import models
from wagtail.models import Locale

from articles.importing.elements import Element, Reading
from articles.importing.grouping import project_clues
from articles.models import (
    ContactIndexPage,
    ContactPage,
    ProjectPage,
    Publisher,
    Series,
    Topic,
)
from translation.adoption import Adoption, adopt
from translation.versions import best_version

SHORTEST_NAME = 5  # letters a project's name must have to be looked for in a text


@dataclass
class FoundContact:
    """The contact page a text names, and what it says differently of that person.

    ``role`` and ``other_number`` are empty where they are the contact's own.  A known
    contact is never changed by an import.
    """

    page: ContactPage
    role: str
    other_number: str = ""


def plain(text: str) -> str:
    """Return a text in lower case, one space between words, without end marks."""
    text = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(text.split()).strip(" .,:;–-")


def find_or_make_contact(
    element: Element, language: str, user: User | None = None
) -> FoundContact:
    """Return the contact page of a contact element, as a draft where it is new.

    The same e-mail is the same person; without one, the same name and number.  The
    English half of ``fi / en`` lines becomes the English version's role and unit.
    """
    data = element.data
    role = data.get("roles", {}).get(language, "")
    known = _known_contact(data, language)
    if known:
        differs = role and plain(role) != plain(known.role)
        number = data.get("phone", "")
        return FoundContact(
            known,
            role if differs else "",
            other_number=number if number and number != str(known.phone) else "",
        )
    section = ContactIndexPage.objects.get(locale__language_code=language)
    page = ContactPage(
        title=data.get("name") or data.get("email") or element.text[:100],
        role=role,
        unit=data.get("units", {}).get(language, ""),
        email=data.get("email", ""),
        phone=data.get("phone", ""),
        locale=section.locale,
        live=False,
    )
    section.add_child(instance=page)
    page.save_revision(user=user, log_action=True)
    for other in ("fi", "sv", "en"):
        roles, units = data.get("roles", {}), data.get("units", {})
        if other != language and (roles.get(other) or units.get(other)):
            add_contact_version(
                page, other, roles.get(other, ""), units.get(other, ""), user
            )
    return FoundContact(page, "")


def add_contact_version(
    page: ContactPage,
    language: str,
    role: str,
    unit: str = "",
    user: User | None = None,
) -> Adoption:
    """Add what is known of a contact in another language; the rest is a translator's.

    The version is a draft.
    """
    existing = ContactPage(
        title=page.title,
        slug=page.slug,
        role=role,
        unit=unit,
        locale=Locale.objects.get(language_code=language),
    )
    return adopt(page, existing, user=user)


def _known_contact(data: dict, language: str) -> ContactPage | None:
    if email := data.get("email"):
        found = ContactPage.objects.filter(email__iexact=email)
    elif data.get("name") and data.get("phone"):
        found = ContactPage.objects.filter(
            title__iexact=data["name"], phone=data["phone"]
        )
    else:
        return None
    versions = {
        page.locale.language_code: page for page in found.select_related("locale")
    }
    # Not only readable ones: most contacts of an import are still drafts.
    page = best_version(versions, language)
    return page.get_latest_revision_as_object() if page else None


def find_topic(keyword: str, language: str) -> Topic | None:
    """Return the topic of that name in that language, or None."""
    return _by_name(Topic, "name", keyword, language)


def find_series(name: str, language: str) -> Series | None:
    """Return the series of that name in that language, or None."""
    return _by_name(Series, "name", name, language)


def find_publisher(name: str, language: str) -> Publisher | None:
    """Return the publisher of that name in that language, or None."""
    return _by_name(Publisher, "name", name, language)


Snippet = TypeVar("Snippet", bound=models.Model)


def _by_name(
    model: type[Snippet], field: str, name: str, language: str
) -> Snippet | None:
    wanted = plain(name)
    found = model._default_manager.filter(locale__language_code=language)
    return next((one for one in found if plain(getattr(one, field)) == wanted), None)


@dataclass(frozen=True)
class FoundProject:
    """The project a text belongs to; ``certain`` where a keyword names it."""

    page: ProjectPage
    clue: str
    certain: bool


def find_project(reading: Reading) -> FoundProject | None:
    """Return the project the text names, in the text's language where it exists.

    A keyword that names a project is the project.  A name in the title, the contact's
    lead-in or the funding only proposes it.
    """
    names = _project_names()
    for keyword in reading.keywords:
        for name, key in names:
            if plain(keyword) == name:
                return FoundProject(_version(key, reading.language), keyword, True)
    for clue in project_clues(reading):
        for name, key in names:
            if re.search(rf"\b{re.escape(name)}\b", plain(clue)):
                return FoundProject(_version(key, reading.language), clue, False)
    return None


def names_project(keyword: str, project: ProjectPage | None) -> bool:
    """Tell whether a keyword is a name of the project in any language."""
    return project is not None and any(
        plain(keyword) == name and key == project.translation_key
        for name, key in _project_names()
    )


def _project_names() -> list[tuple[str, object]]:
    """Return the names of all projects with their keys, the longest first."""
    names = set()
    for title, official, key in ProjectPage.objects.values_list(
        "draft_title", "official_name", "translation_key"
    ):
        # "Active NGOs – Wings to empower Citizens" goes by "Active NGOs" too.
        for name in (title, official, official.partition(" – ")[0]):
            if len(plain(name)) >= SHORTEST_NAME:
                names.add((plain(name), key))
    return sorted(names, key=lambda pair: (-len(pair[0]), pair[0]))


def _version(key: object, language: str) -> ProjectPage:
    pages: Iterable[ProjectPage] = ProjectPage.objects.filter(
        translation_key=key
    ).select_related("locale")
    versions = {page.locale.language_code: page for page in pages}
    page = best_version(versions, language)
    assert page is not None  # noqa: S101 (the key came from an existing project)
    return page
