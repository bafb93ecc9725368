"""That lists, search results and shared links have something to say of a page."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from articles.writing.findings import Check, Finding
from articles.writing.reading import Place, Reading, label_of

# The first that is there stands for the page where only few words fit.
_LEADS = ("lead", "aim")


def check(reading: Reading) -> Iterator[Finding]:
    """Yield the missing lead of a page that has none and no description either."""
    page = reading.page
    name = next((one for one in _LEADS if hasattr(page, one)), "")
    if not name:
        return
    description = getattr(page, "search_description", "")
    if getattr(page, name).strip() or description.strip():
        return
    yield Finding(
        Check.LEAD,
        _("“%(field)s” is empty, and so is the description for search engines.")
        % {"field": label_of(page, name)},
        _("Lists, search results and shared links show it below the title."),
        _("Say in one or two sentences what the page is about."),
        Place(name, label_of(page, name)),
    )
