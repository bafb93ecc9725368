"""What can be found: one entry for each page, topic, and document of a language.

The lexemes that an entry is found by are in the table ``search_terms``, which no model
describes, since the two databases keep it each in its own way (``search.storage``).
"""

import datetime
from collections.abc import Collection, Iterator

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents import get_document_model_string
from wagtail.models import Locale

from lexicon.models import PlainField

LONGEST_START = 120


class Entry(models.Model):
    """A page, a topic or a document as the search knows it, in one language.

    ``page`` is the page at whose address it is read: the section of its language for a
    topic, and none for a document.  Drafts, private pages and lists have an entry too,
    for the staff's own search; readers find what is ``readable``.  The texts are kept
    so that excerpts, and the lexemes of words understood better, need no page.
    """

    class Kind(models.TextChoices):
        ARTICLE = "article", _("Articles")
        PROJECT = "project", _("Projects")
        MEETING = "meeting", _("Meetings")
        TOPIC = "topic", _("Topics")
        CONTACT = "contact", _("Contacts")
        EASY = "easy", _("Easy language")
        PAGE = "page", _("Other pages")
        DOCUMENT = "document", _("Documents")

    page = models.ForeignKey(
        "wagtailcore.Page",
        null=True,
        on_delete=models.CASCADE,
        related_name="search_entries",
    )
    topic = models.OneToOneField(
        "articles.Topic", null=True, on_delete=models.CASCADE, related_name="+"
    )
    document = models.ForeignKey(
        get_document_model_string(),
        null=True,
        on_delete=models.CASCADE,
        related_name="+",
    )
    locale = models.ForeignKey(Locale, on_delete=models.CASCADE, related_name="+")
    # Empty for lists, which readers reach by the menu.
    kind = models.CharField(max_length=10, blank=True, choices=Kind.choices)
    readable = models.BooleanField(default=False)
    title = models.CharField(max_length=255)
    # The title without dots in lower case, for suggestions by its first letters.
    starts = PlainField(max_length=LONGEST_START)
    # The words of a title that is not published yet, each between spaces.  Only the
    # staff's search looks at them; few pages have any, and drafts are saved often.
    draft_title = models.TextField(blank=True)
    lead = models.TextField(blank=True)
    # What stands above the text beside the lead: subtitle, "in brief", role.
    heading = models.TextField(blank=True)
    text = models.TextField(blank=True)
    # Days since 1 January of year 1, as date.toordinal() counts; 0 without a date.
    # Both databases count with it alike.
    day = models.IntegerField(default=0)
    year = models.SmallIntegerField(null=True)
    # The version of the project that a reader of this language meets.
    project = models.ForeignKey(
        "wagtailcore.Page", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    # The forms that the vocabulary counts for this entry; none unless readable.
    words = models.TextField(blank=True)
    # Of the texts, so that what has not changed is not written again.
    digest = models.CharField(max_length=32)
    # Which version of the language's analyser made the lexemes.
    analyser = models.CharField(max_length=40, blank=True)

    # What a signal notes for the next one while the entry is being deleted.
    documents_it_linked: Collection[int] = ()

    class Meta:
        verbose_name = _("entry of the search")
        verbose_name_plural = _("entries of the search")
        constraints = [
            models.UniqueConstraint(
                fields=["page"],
                condition=models.Q(topic__isnull=True),
                name="search_entry_page",
            ),
            models.UniqueConstraint(
                fields=["document", "locale"], name="search_entry_document"
            ),
        ]
        indexes = [
            models.Index(
                fields=["locale", "starts"],
                condition=models.Q(readable=True),
                name="search_entry_starts",
            ),
            models.Index(
                fields=["locale", "kind", "-day", "-id"],
                condition=models.Q(readable=True),
                name="search_entry_newest",
            ),
            models.Index(
                fields=["id"],
                condition=~models.Q(draft_title=""),
                name="search_entry_drafts",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def date(self) -> datetime.date | None:
        """The date it is known by, or None."""
        return datetime.date.fromordinal(self.day) if self.day else None

    def headings(self, topics: list[str]) -> Iterator[str]:
        """Yield what is weighed between title and text; ``topics`` are their names."""
        yield from filter(None, (self.lead, self.heading, *topics))


class EntryTopic(models.Model):
    """A published topic of an entry."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="topics")
    topic = models.ForeignKey(
        "articles.Topic", on_delete=models.CASCADE, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "topic"], name="search_entry_topic"
            )
        ]

    def __str__(self) -> str:
        return f"{self.entry}: {self.topic}"


class EntryDocument(models.Model):
    """A document that the text of a page links to."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="documents")
    document = models.ForeignKey(
        get_document_model_string(), on_delete=models.CASCADE, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "document"], name="search_entry_link"
            )
        ]

    def __str__(self) -> str:
        return f"{self.entry}: {self.document}"


class Rebuild(models.Model):
    """A rebuilding of the index that is not done yet, and how far it has come.

    There is one row while ``update_index`` runs, or after it was cut off.
    """

    # The highest id of each thing that is done, by its name: {"pages": 120}.
    done = models.JSONField(default=dict)
    started_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.started_at}: {self.done}"
