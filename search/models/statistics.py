"""What readers search for, in numbers.  Nothing of it leads back to a reader."""

import re
import unicodedata
from datetime import date, timedelta

from django.conf import settings
from django.db import connection, models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from background import postbox

DAYS_KEPT = 90
# A search that few people made may tell who they are.
FEWEST_SHOWN = 3
# In characters.  Whoever types more has pasted a text, which is nobody's business.
LONGEST_KEPT = 60
# Numbers of people and telephones, and e-mail addresses.
PERSONAL = re.compile(r"[\d@]")
# Programs that say what they are; what says nothing is no browser either.
PROGRAMS = re.compile(
    r"bot|crawl|spider|slurp|preview|monitor|scan|archiv|fetch|python|curl|wget|java/"
    r"|go-http|okhttp|headless",
    re.IGNORECASE,
)


class SearchedFor(models.Model):
    """How many times something was searched for in a language on a day.

    ``query`` is as typed, in small letters and without quotation marks around it;
    ``in_vain`` of the ``times`` nothing was found.
    """

    language = models.CharField(_("language"), max_length=12)
    query = models.CharField(_("search"), max_length=LONGEST_KEPT)
    day = models.DateField(_("day"), db_index=True)
    times = models.PositiveIntegerField(_("times"), default=0)
    in_vain = models.PositiveIntegerField(_("times without results"), default=0)

    class Meta:
        verbose_name = _("search that readers made")
        verbose_name_plural = _("searches that readers made")
        constraints = [
            models.UniqueConstraint(
                fields=["language", "query", "day"], name="searched_for_once_a_day"
            )
        ]

    def __str__(self) -> str:
        return self.query


def kept_form(typed: str) -> str:
    """Return what is kept of a search: '' where it may be personal, or is no word."""
    query = unicodedata.normalize("NFC", " ".join(typed.split()).casefold())
    if PERSONAL.search(query) or len(query) > LONGEST_KEPT:
        return ""
    # Nor may it begin as a formula: the report is opened in spreadsheets.
    return re.sub(r"^[\W_]+|[\W_]+$", "", query)


def is_counted(request: HttpRequest) -> bool:
    """Return whether a reader is behind a request, and not a program or an editor."""
    if request.method != "GET" or getattr(request, "is_preview", False):
        return False
    purpose = request.headers.get("Sec-Purpose") or request.headers.get("Purpose")
    browser = request.headers.get("User-Agent", "")
    return not purpose and bool(browser) and not PROGRAMS.search(browser)


def count(typed: str, language: str, found: int) -> None:
    """Count a search that found so many things.  One statement, or none."""
    query = kept_form(typed)
    if query:
        day = timezone.localdate().isoformat()
        postbox.post(
            "search", query=query, language=language, day=day, in_vain=not found
        )


def count_query(*, query: str, language: str, day: str, in_vain: bool) -> None:
    """Add one to the count of a query on a day; what is not to be kept is not.

    Raises ValueError for a day that is none.
    """
    query = kept_form(query)
    if not query or language not in dict(settings.LANGUAGES):
        return
    # Both databases know "on conflict"; Django can only replace, not add.
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO search_searchedfor (language, query, day, times, in_vain)"
            " VALUES (%s, %s, %s, 1, %s) ON CONFLICT (language, query, day) DO UPDATE"
            " SET times = search_searchedfor.times + 1,"
            " in_vain = search_searchedfor.in_vain + excluded.in_vain",
            [language, query, date.fromisoformat(day), int(in_vain)],
        )


def first_day_kept() -> date:
    """Return the first day of which searches are kept and shown."""
    return timezone.localdate() - timedelta(days=DAYS_KEPT)
