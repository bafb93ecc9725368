"""The project that a page belongs to, in the version that its readers meet."""

from collections.abc import Sequence
from uuid import UUID

from wagtail.models import Page

from articles.models import ArticlePage, EasyReadingPage, MeetingPage, ProjectPage
from search.models import Entry
from translation.versions import best_version, readable_versions


def projects_of(pages: Sequence[Page]) -> dict[int, int]:
    """Return, by the id of a page, the id of its project where it has one.

    An article names its project, meetings and easy-language texts stand under it, and
    a project is its own.  Where no reader may read it, it is the version named.
    """
    named: dict[int, int] = {}
    above: dict[int, str] = {}
    for page in pages:
        if isinstance(page, ProjectPage):
            named[page.pk] = page.pk
        elif isinstance(page, ArticlePage) and page.project_id:
            named[page.pk] = page.project_id
        elif isinstance(page, MeetingPage | EasyReadingPage):
            above[page.pk] = page.path[: -page.steplen]
    if above:
        projects = ProjectPage.objects.filter(path__in=set(above.values()))
        by_path = dict(projects.values_list("path", "pk"))
        named |= {pk: by_path[path] for pk, path in above.items() if path in by_path}
    others = set(named.values()) - {page.pk for page in pages}
    keys = {page.pk: page.translation_key for page in pages}
    if others:
        keys |= dict(
            Page.objects.filter(pk__in=others).values_list("pk", "translation_key")
        )
    versions = readable_versions({keys[pk] for pk in others if pk in keys})
    found = {}
    for page in pages:
        project_id = named.get(page.pk)
        if project_id is None:
            continue
        best = None
        if project_id != page.pk:
            its = versions.get(keys[project_id], {}) if project_id in keys else {}
            best = best_version(its, page.locale.language_code)
        found[page.pk] = best.pk if best else project_id
    return found


def settle_project(key: UUID) -> None:
    """Lead the entries of a project to the version that readers of each meet now.

    Called when a version of the project was published, unpublished or deleted.
    """
    versions = readable_versions([key]).get(key, {})
    if not versions:
        return
    entries = Entry.objects.filter(project__translation_key=key).exclude(
        page__translation_key=key
    )
    languages = entries.values_list("locale_id", "locale__language_code").distinct()
    for locale_id, language in languages:
        best = best_version(versions, language)
        others = entries.filter(locale=locale_id).exclude(project=best)
        others.update(project=best)
