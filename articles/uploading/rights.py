"""Who may import texts: whoever may add articles in a language."""

from typing import Any

from wagtail.permission_policies.pages import PagePermissionPolicy

from articles.models import ArticleIndexPage
from translation.roles import has_right


def may_import(user: Any) -> bool:
    """Tell whether a person may add pages at all; asks nothing for each page."""
    return bool(PagePermissionPolicy().user_has_permission(user, "add"))


def languages_of(user: Any) -> set[str]:
    """Return the languages in which a person may add articles."""
    sections = ArticleIndexPage.objects.select_related("locale")
    return {
        section.locale.language_code
        for section in sections
        if has_right(user, section, "add")
    }
