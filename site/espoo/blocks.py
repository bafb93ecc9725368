"""StreamField blocks that several page types share, and the body they make up."""

import re
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTable, TypedTableBlock
from wagtail.images.blocks import ImageBlock
from wagtail.rich_text import RichText, get_text_for_indexing
from wagtail_localize.segments import StringSegmentValue

from espoo.consent import Consent, what_is_missing

# Neither pictures nor raw HTML: a picture needs its own alternative text.
RICH_TEXT = ["bold", "italic", "link", "document-link", "ol", "ul"]
BLOCK_END = re.compile(r"(</(?:p|h\d|li)>|<br\s*/?>)", re.IGNORECASE)


class ParagraphBlock(blocks.RichTextBlock):
    """Running text and lists."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"features": RICH_TEXT, **kwargs})

    def get_searchable_content(self, value: RichText) -> list[str]:
        """Return the text on as many lines as it has paragraphs and items."""
        source = BLOCK_END.sub(r"\1\n", value.source if value else "")
        lines = get_text_for_indexing(source).splitlines()
        return ["\n".join(line.strip() for line in lines if line.strip())]

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        template = "blocks/paragraph_block.html"


class HeadingBlock(blocks.StructBlock):
    """A heading inside the text.  The page's title is its only h1."""

    text = blocks.CharBlock(label=_("Heading"), max_length=200)
    level = blocks.ChoiceBlock(
        label=_("Level"),
        choices=[("h2", _("Heading")), ("h3", _("Subheading"))],
        default="h2",
    )

    def get_searchable_content(self, value: blocks.StructValue) -> list[str]:
        """Return the words of the heading; the name of its level is none of them."""
        return [value["text"]]

    class Meta:
        icon = "title"
        label = _("Heading")
        template = "blocks/heading_block.html"


class ConsentBlock(blocks.StructBlock):
    """Whether the person agreed to being quoted.

    For staff: it is neither shown, searched nor translated, and is the same in all
    languages.
    """

    state = blocks.ChoiceBlock(
        label=_("Permission"),
        choices=[("", Consent.__empty__), *[(c.value, c.label) for c in Consent]],
        required=False,
        help_text=_(
            "Residents and people from associations are asked. None is needed of those "
            "who speak for an authority."
        ),
    )
    given_by = blocks.CharBlock(label=_("Given by"), required=False, max_length=255)
    given_on = blocks.DateBlock(label=_("Given on"), required=False)
    how = blocks.CharBlock(
        label=_("How it was given"),
        required=False,
        max_length=255,
        help_text=_("Such as by e-mail or on a form, and where that is kept."),
    )
    until = blocks.DateBlock(
        label=_("Permission expires on"),
        required=False,
        help_text=_("The last day on which it holds. Empty: without end."),
    )
    note = blocks.TextBlock(
        label=_("Note on the permission"),
        required=False,
        help_text=_("What it covers, or why none is needed. Readers do not see it."),
    )

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        """Return the value; raise a ValidationError on publishing what is not whole."""
        value = super().clean(value)
        missing = what_is_missing(value["state"], value["given_by"], value["note"])
        if missing and not self.is_deferred_validation:
            raise blocks.StructBlockValidationError(
                {name: ValidationError(text) for name, text in missing.items()}
            )
        return value

    def get_searchable_content(self, value: blocks.StructValue) -> list[str]:
        """Return nothing: it is no text of the page."""
        return []

    def get_translatable_segments(
        self, value: blocks.StructValue
    ) -> list[StringSegmentValue]:
        """Return nothing: there is nothing to translate."""
        return []

    def restore_translated_segments(
        self, value: blocks.StructValue, segments: Iterable[StringSegmentValue]
    ) -> blocks.StructValue:
        """Return the value as it is in the original."""
        return value

    class Meta:
        icon = "user"
        label = _("Permission")
        collapsed = True


class QuoteBlock(blocks.StructBlock):
    """A quotation and the person who said it.

    The text is kept without quotation marks; the template sets each language's own.
    """

    text = blocks.TextBlock(label=_("Text"))
    speaker = blocks.CharBlock(label=_("Speaker"), required=False, max_length=255)
    role = blocks.CharBlock(label=_("Role"), required=False, max_length=255)
    consent = ConsentBlock()

    class Meta:
        icon = "openquote"
        label = _("Quote")
        template = "blocks/quote_block.html"


class FigureBlock(blocks.StructBlock):
    """A picture with its caption and credit.

    The picture may be lacking in a draft (an imported text names pictures it does not
    bring); a reader never sees such a figure.
    """

    image = ImageBlock(label=_("Picture"), required=False)
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=500)
    credit = blocks.CharBlock(label=_("Credit"), required=False, max_length=255)

    class Meta:
        icon = "image"
        label = _("Figure")
        template = "blocks/figure_block.html"


class RelatedLinkBlock(blocks.StructBlock):
    """A link to a page of this site or to an address elsewhere.

    A draft may lack the address.  What is published never does.
    """

    text = blocks.CharBlock(label=_("Link text"), max_length=255)
    page = blocks.PageChooserBlock(label=_("Page"), required=False)
    url = blocks.URLBlock(label=_("Address"), required=False, max_length=2000)

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        """Return the value; with no address, raise a ValidationError on publishing."""
        value = super().clean(value)
        if self.is_deferred_validation:
            return value
        if not value["page"] and not value["url"]:
            raise blocks.StructBlockValidationError(
                {"url": ValidationError(_("Give the address or choose a page."))}
            )
        return value

    class Meta:
        icon = "link"
        label = _("Link")


class LinksBlock(blocks.StructBlock):
    """Links to read more, under a heading of their own."""

    title = blocks.CharBlock(label=_("Heading"), required=False, max_length=200)
    links = blocks.ListBlock(RelatedLinkBlock(), label=_("Links"))

    class Meta:
        icon = "link"
        label = _("Related links")
        template = "blocks/links_block.html"


class FactsBlock(blocks.StructBlock):
    """A box of facts beside the text."""

    title = blocks.CharBlock(label=_("Heading"), max_length=200)
    text = ParagraphBlock(label=_("Text"))

    class Meta:
        icon = "info-circle"
        label = _("Fact box")
        template = "blocks/facts_block.html"


class TableBlock(TypedTableBlock):
    """A table of text whose caption, headings and cells are translated one by one.

    A cell is known to the translators by its place (``row.2.1``), since the cells of
    a typed table carry no ids.
    """

    text = blocks.CharBlock(label=_("Text"), required=False)

    def get_translatable_segments(self, value: TypedTable) -> list[StringSegmentValue]:
        """Return a segment for each caption, heading and cell, in reading order."""
        segments = [StringSegmentValue("caption", value.caption or "")]
        segments += [
            StringSegmentValue(f"heading.{number}", column["heading"] or "")
            for number, column in enumerate(value.columns)
        ]
        segments += [
            StringSegmentValue(f"row.{row_number}.{number}", cell or "")
            for row_number, row in enumerate(value.row_data)
            for number, cell in enumerate(row["values"])
        ]
        return segments

    def restore_translated_segments(
        self, value: TypedTable, segments: Iterable[StringSegmentValue]
    ) -> TypedTable:
        """Return the table with the translated texts.  Unknown places are ignored."""
        texts = {segment.path: segment.render_text() for segment in segments}
        return TypedTable(
            columns=[
                {**column, "heading": texts.get(f"heading.{n}", column["heading"])}
                for n, column in enumerate(value.columns)
            ],
            row_data=[
                {
                    "values": [
                        texts.get(f"row.{r}.{n}", cell)
                        for n, cell in enumerate(row["values"])
                    ]
                }
                for r, row in enumerate(value.row_data)
            ],
            caption=texts.get("caption", value.caption),
        )

    class Meta:
        icon = "table"
        label = _("Table")
        template = "blocks/table_block.html"


class BodyBlock(blocks.StreamBlock):
    """What the body of a page may hold."""

    paragraph = ParagraphBlock()
    heading = HeadingBlock()
    quote = QuoteBlock()
    figure = FigureBlock()
    facts = FactsBlock()
    table = TableBlock()
    links = LinksBlock()

    class Meta:
        label = _("Body")
        required = False


class EasyBodyBlock(blocks.StreamBlock):
    """What an easy-language text may hold: as little as possible."""

    paragraph = ParagraphBlock(features=["bold", "link", "ul"])
    heading = HeadingBlock()
    figure = FigureBlock()

    class Meta:
        label = _("Body")
        required = False
