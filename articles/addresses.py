"""Addresses of what is made of pages for programs: feeds and calendars.

Each stands under the address of its page, and is called in the language's own way:
``/fi/hankkeet/jarjestot/syote.xml``.  A language that is not named here uses English.
"""

from typing import Any, TypeVar

from django.db.models import Max
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.translation import get_language
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageLogEntry

from articles.models import Topic, TopicIndexPage
from translation.addresses import absolute
from translation.versions import readable

# These are addresses and no words to translate: once given out, they never change.
FEED = {"fi": "syote.xml", "sv": "flode.xml", "en": "feed.xml"}
CALENDAR = {"fi": "kalenteri.ics", "sv": "kalender.ics", "en": "calendar.ics"}
MEETING = {"fi": "tapaaminen.ics", "sv": "mote.ics", "en": "meeting.ics"}
OF = "<path:of>/"

PageType = TypeVar("PageType", bound=Page)


def file_name(names: dict[str, str], code: str | None = None) -> str:
    """Return what a file is called in a language, by default the active one."""
    return names.get(code or get_language() or "", names["en"])


def _route(names: dict[str, str], before: str) -> str:
    return before + file_name(names)


_lazy_route = lazy(_route, str)


def route(names: dict[str, str], before: str = "") -> Any:
    """Return a route for ``path()`` that follows the active language."""
    return _lazy_route(names, before)


def page_address(page: Page) -> str:
    """Return the public address of a page."""
    return absolute(page.get_url() or "")


def page_at(model: type[PageType], of: str) -> PageType | None:
    """Return the readable page of that type at ``of`` in the active language."""
    # By the slug too, which has an index.
    pages = readable(
        model.objects.filter(
            slug=of.rpartition("/")[2], url_path=f"/{get_language()}/{of}/"
        )
    )
    return pages.select_related("locale").first()


def topic_at(of: str) -> tuple[Topic, TopicIndexPage] | None:
    """Return the published topic at ``of`` in the active language, and its section."""
    section_path, _slash, slug = of.rpartition("/")
    section = page_at(TopicIndexPage, section_path)
    if section is None:
        return None
    topic = section.get_topics().filter(slug=slug).first()
    return (topic, section) if topic else None


def moved_address(of: str, names: dict[str, str]) -> str:
    """Return where the file went when its page was given another address, or ''."""
    old = Redirect.normalise_path(f"/{get_language()}/{of}")
    redirect = Redirect.objects.filter(old_path=old, is_permanent=True).first()
    page = redirect.redirect_page if redirect else None
    if page is None or not readable(Page.objects.filter(pk=page.pk)).exists():
        return ""
    # A topic is no page: it leads to a place under its list.
    below = redirect.redirect_page_route_path.lstrip("/") if redirect else ""
    return (page.get_url() or "") + below + file_name(names)


def last_change(model: type[Page], newest: Any) -> Any:
    """Return when a list of such pages last changed, no later than now.

    A page that is taken off leaves no time on those that remain, so the log is asked
    too; otherwise a reader who asks "modified since?" would keep what was withdrawn.
    """
    logged = PageLogEntry.objects.filter(
        content_type__app_label=model._meta.app_label,
        content_type__model=model._meta.model_name,
    ).aggregate(newest=Max("timestamp"))["newest"]
    return min(max(filter(None, [newest, logged])), timezone.now())
