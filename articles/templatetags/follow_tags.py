"""Template tags for following the site: where its feeds and calendars are."""

from django import template
from django.urls import reverse
from wagtail.models import Page

from articles import addresses
from articles.calendars import can_be_saved
from articles.models import Topic, TopicIndexPage

register = template.Library()
register.filter("can_be_saved", can_be_saved)


@register.simple_tag
def feed_url(page: Page | None = None, topic: Topic | None = None) -> str:
    """Return the feed of a project or topic, or of the language.

    ``page`` is the project, or the topic list that has the topic; without it, all
    articles are meant.
    """
    if not page:
        return reverse("feed")
    if topic and isinstance(page, TopicIndexPage):
        url = page.topic_url(topic.slug)
    else:
        url = page.get_url() or ""
    return url + addresses.file_name(addresses.FEED)


@register.simple_tag
def calendar_url(project: Page | None = None) -> str:
    """Return the calendar of a project, or of all meetings in the language.

    A template passes '' for a name that it does not have.
    """
    if not project:
        return reverse("calendar")
    return (project.get_url() or "") + addresses.file_name(addresses.CALENDAR)


@register.simple_tag
def meeting_file_url(meeting: Page) -> str:
    """Return the file with which a reader saves a meeting in a calendar."""
    return (meeting.get_url() or "") + addresses.file_name(addresses.MEETING)
