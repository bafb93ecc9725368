"""What of a page is searched, and what it is known by.

Wagtail's own ``search_fields`` say it: a field with a boost stands above the text, the
others are the text.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Manager, Model
from django.utils import timezone
from wagtail.models import Page
from wagtail.search.index import RelatedFields, SearchField

from articles.models import (
    ArticlePage,
    ContactPage,
    EasyReadingPage,
    MeetingPage,
    ProjectPage,
    Topic,
)
from search.models import Entry

KINDS = {
    ArticlePage: Entry.Kind.ARTICLE,
    ProjectPage: Entry.Kind.PROJECT,
    MeetingPage: Entry.Kind.MEETING,
    ContactPage: Entry.Kind.CONTACT,
    EasyReadingPage: Entry.Kind.EASY,
}
# The relations by which pages have topics.
TOPIC_RELATIONS = ("article_topics", "project_topics")
HOME_DEPTH = 2


@dataclass(frozen=True)
class Texts:
    """The words of a page but for its title, as plain text.

    ``lead`` is shown under the title in a list; ``heading`` are other short texts
    above the text, one on each line.
    """

    lead: str = ""
    heading: str = ""
    text: str = ""


def texts_of(page: Page) -> Texts:
    """Return the texts of a specific page."""
    above, text = [], []
    for field, value in _values(page, page.get_search_fields()):
        if field.field_name == "title" and field in page.get_search_fields():
            continue
        (above if (field.boost or 1) > 1 else text).append(value)
    return Texts(
        lead=above[0] if above else "",
        heading="\n".join(filter(None, above[1:])),
        text="\n".join(filter(None, text)),
    )


def _values(thing: Model, fields: list) -> Iterator[tuple[SearchField, str]]:
    """Yield each field that is searched, with its value as plain text."""
    for field in fields:
        if isinstance(field, SearchField):
            yield field, _plain(field.get_value(thing))
        elif isinstance(field, RelatedFields):
            related = field.get_value(thing)
            if isinstance(related, Manager):
                for one in related.all():
                    yield from _values(one, field.fields)
            elif getattr(related, "live", related is not None):
                yield from _values(related, field.fields)


def _plain(value: Any) -> str:
    """Return a value of any field as text, with nothing that a database refuses."""
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return "\n".join(filter(None, map(_plain, value)))
    return str(value).replace("\0", " ").strip()


def kind_of(page: Page) -> str:
    """Return the kind of a specific page, or '' for one that only lists others.

    A section has no words of its own: its type searches no field beside the title.
    """
    for model, kind in KINDS.items():
        if isinstance(page, model):
            return kind
    fields = page.get_searchable_search_fields()
    has_text = any(field.field_name != "title" for field in fields)
    return Entry.Kind.PAGE if has_text and page.depth > HOME_DEPTH else ""


def day_of(page: Page) -> int:
    """Return the day by which a reader dates a page, as an ordinal; 0 for none.

    The day of a meeting, else the one of publication that its readers see.
    """
    if isinstance(page, MeetingPage):
        return page.first_day.toordinal() if page.first_day else 0
    published_at = getattr(page, "published_at", None)
    return timezone.localdate(published_at).toordinal() if published_at else 0


def topics_of(page: Page) -> list[Topic]:
    """Return the topics of a page in its own language, drafts too, in its order."""
    joined = (
        row.topic
        for name in TOPIC_RELATIONS
        if hasattr(page, name)
        for row in getattr(page, name).all()
    )
    own = (topic for topic in joined if topic.locale_id == page.locale_id)
    return list({topic.pk: topic for topic in own}.values())
