"""The glossary in the admin."""

from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from lexicon.models import TERM_LANGUAGES, Term


class TermViewSet(SnippetViewSet):
    """The terms, by any word for them in any language."""

    model = Term
    icon = "openquote"
    add_to_admin_menu = True
    list_display = ["fi", "sv", "en", "note"]
    list_export = [
        "fi",
        "fi_variants",
        "sv",
        "sv_variants",
        "en",
        "en_variants",
        "note",
    ]
    search_backend_name = None
    search_fields = [
        f"{code}{end}" for code in TERM_LANGUAGES for end in ("", "_variants")
    ]
    panels = [
        *(
            FieldRowPanel([FieldPanel(code), FieldPanel(f"{code}_variants")])
            for code in TERM_LANGUAGES
        ),
        FieldPanel("note"),
    ]


register_snippet(TermViewSet)
