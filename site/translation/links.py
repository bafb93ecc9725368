"""Links that lead a reader to pages in the reader's own language.

A page keeps the id of the page that its writer chose.  Which language version a
reader meets is decided when the page is shown, for all its links at once.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Any
from uuid import UUID

from django.db import models
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from wagtail.documents import get_document_model
from wagtail.documents.models import AbstractDocument
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page, PageViewRestriction
from wagtail.rich_text import RichText, extract_references_from_rich_text
from wagtail.rich_text.rewriters import LinkRewriter

from freshness.kept import kept
from translation.keys import key_from
from translation.versions import best_version, versions_of

# Above it are the front pages and the sections, which every page shows.
SECTION_DEPTH = 3


@dataclass(frozen=True)
class Link:
    """Where a link leads.

    ``language_code`` is set when the page exists only in another language than the
    reader's, and goes into ``hreflang`` and beside the link.
    """

    url: str
    title: str
    language_code: str = ""


class TextLinks:
    """The pages and documents that a page links to, as one reader meets them.

    Takes ids of pages in any language, and of documents.  All are looked up together
    on first use: two queries at most, however many there are.  What is found of the
    pages is kept for later answers where ``name`` says whose links they are.
    """

    def __init__(
        self,
        references: "References",
        language_code: str,
        request: HttpRequest | None = None,
        name: str = "",
    ) -> None:
        self.references = references
        self.language_code = language_code
        self.request = request
        self.name = name

    @cached_property
    def _found(self) -> tuple[dict[int, UUID], dict[UUID, dict[str, Page]]]:
        """The key of each chosen page, and the readable versions of each key."""
        if not self.references.pages:
            return {}, {}

        def find() -> tuple[dict[int, UUID], dict[UUID, dict[str, Page]]]:
            return versions_of(self.references.pages, "social_card")

        return kept(self.request, self.name, find) if self.name else find()

    @property
    def readable(self) -> dict[UUID, dict[str, Page]]:
        """The readable versions of the pages, by key and language, with their cards.

        A page without any has an empty one.
        """
        return self._found[1]

    @cached_property
    def versions(self) -> dict[int, Page]:
        """The version a reader meets, by the id of the page that was chosen."""
        keys, readable = self._found
        met = {
            pk: best_version(readable[key], self.language_code)
            for pk, key in keys.items()
        }
        return {pk: page for pk, page in met.items() if page}

    @cached_property
    def documents(self) -> dict[int, AbstractDocument]:
        """The documents by their ids."""
        if not self.references.documents:
            return {}
        return get_document_model().objects.in_bulk(self.references.documents)

    def get(self, page_id: int | str | None) -> Link | None:
        """Return the link, or None where no reader can read the page."""
        page = self.versions.get(key_from(str(page_id or "")))
        if page is None:
            return None
        code = page.locale.language_code
        return Link(
            url=page.get_url(self.request) or "",
            title=page.title,
            language_code="" if code == self.language_code else code,
        )

    def rich_text(self, value: RichText | str | None) -> SafeString:
        """Return rich text as HTML; a link to what nobody can read is plain text."""
        source = value.source if isinstance(value, RichText) else value or ""
        rewrite = LinkRewriter(
            {"page": self._open_page_link, "document": self._open_document_link}
        )
        return mark_safe(rewrite(source))  # noqa: S308 (the editor's own, cleaned HTML)

    def _open_page_link(self, attributes: dict[str, str]) -> str:
        link = self.get(attributes.get("id"))
        if link is None:
            return "<a>"
        if link.language_code:
            return format_html(
                '<a href="{}" hreflang="{}">', link.url, link.language_code
            )
        return format_html('<a href="{}">', link.url)

    def _open_document_link(self, attributes: dict[str, str]) -> str:
        document = self.documents.get(key_from(str(attributes.get("id", ""))))
        return format_html('<a href="{}">', document.url) if document else "<a>"


@dataclass
class References:
    """Ids of the pages and documents that texts refer to."""

    pages: set[int] = field(default_factory=set)
    documents: set[int] = field(default_factory=set)


def references_in(page: models.Model) -> References:
    """Return what the rich texts and streams of a page refer to.

    Foreign keys are not looked at: whoever shows them adds their ids to ``pages``.
    """
    found = References()
    for model_field in page._meta.get_fields():
        if isinstance(model_field, StreamField):
            value = model_field.value_from_object(page)
            references = value.stream_block.extract_references(value)
        elif isinstance(model_field, RichTextField):
            references = extract_references_from_rich_text(
                model_field.value_from_object(page) or ""
            )
        else:
            continue
        for model, pk, *_ in references:
            if issubclass(model, Page):
                found.pages.add(key_from(str(pk)))
            elif issubclass(model, AbstractDocument):
                found.documents.add(key_from(str(pk)))
    return found


class LinkingPage(Page):
    """Gives a page's templates ``links``: where its links lead this reader."""

    # Set where it is known already that neither the page nor any above it is closed.
    is_open = False

    class Meta:
        abstract = True

    def get_view_restrictions(self) -> models.QuerySet[PageViewRestriction]:
        """Return what closes this page to readers; no query where it is known open."""
        if self.is_open:
            return PageViewRestriction.objects.none()
        return super().get_view_restrictions()

    def get_linked_page_ids(self) -> Iterable[int | None]:
        """Return the ids of pages shown as links that are not in the texts."""
        return []

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict:
        context = super().get_context(request, *args, **kwargs)
        links = SimpleLazyObject(partial(self._get_links, request))
        return context | {"links": links}

    def _get_links(self, request: HttpRequest) -> TextLinks:
        references = references_in(self)
        references.pages.update(pk for pk in self.get_linked_page_ids() if pk)
        # The switcher asks for the versions of the page and of those above it.
        above: Page | None = self
        while above and above.pk and above.depth > SECTION_DEPTH:
            references.pages.add(above.pk)
            above = above.get_parent()
        return TextLinks(
            references, self.locale.language_code, request, f"links {self.pk}"
        )
