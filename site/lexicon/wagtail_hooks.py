"""The glossary in the admin."""

from django.urls import URLPattern, path
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from lexicon import glossary_csv, views
from lexicon.models import TERM_LANGUAGES, Term
from lexicon.views import TermIndexView


class TermViewSet(SnippetViewSet):
    """The terms, by any word for them in any language."""

    model = Term
    icon = "openquote"
    add_to_admin_menu = True
    list_display = ["fi", "sv", "en", "note"]
    list_export = glossary_csv.COLUMNS
    list_filter = ["is_name", "is_watched"]
    index_view_class = TermIndexView
    search_backend_name = None
    search_fields = [
        f"{code}{end}" for code in TERM_LANGUAGES for end in ("", "_variants")
    ]
    panels = [
        *(
            FieldRowPanel(
                [
                    FieldPanel(code),
                    FieldPanel(f"{code}_variants"),
                    FieldPanel(f"{code}_forbidden"),
                ]
            )
            for code in TERM_LANGUAGES
        ),
        FieldPanel("is_name"),
        FieldPanel("is_watched"),
        FieldPanel("note"),
    ]


register_snippet(TermViewSet)


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    """Give the glossary as a file its addresses."""
    return [
        path("glossary/", views.file_screen, name="lexicon_glossary_file"),
        path("glossary/csv/", views.download, name="lexicon_glossary_download"),
    ]
