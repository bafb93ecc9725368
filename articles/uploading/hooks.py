"""Leads whoever may add articles to the import."""

from django.http import HttpRequest
from django.urls import URLResolver, include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from articles.uploading.rights import may_import


@hooks.register("register_admin_urls")
def screens() -> list[URLResolver]:
    """Give the screens of the import their addresses."""
    return [path("import-texts/", include("articles.uploading.urls"))]


class ImportTextsItem(MenuItem):
    """Leads whoever may add articles to the import."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_import(request.user)


@hooks.register("register_admin_menu_item")
def import_texts_item() -> ImportTextsItem:
    """Offer the import in the menu."""
    return ImportTextsItem(
        _("Import texts"),
        reverse_lazy("import_texts:upload"),
        name="import-texts",
        icon_name="upload",
        order=205,
    )
