"""Phone numbers that nobody can tap, a defect by espoo.fi's own statement."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from articles.importing.phones import find_phones
from articles.writing.findings import Check, Finding
from articles.writing.reading import Reading, without_anchors


def check(reading: Reading) -> Iterator[Finding]:
    """Yield the numbers in running text that are no links.

    A quotation, a table or a lead cannot hold links; numbers there are left alone.
    """
    for passage in reading.passages:
        for phone in find_phones(without_anchors(passage.html)):
            yield Finding(
                Check.PHONE,
                _("The phone number %(number)s is no link.") % {"number": phone.text},
                _("On a phone a linked number is called by touching it."),
                _("Make it a link of the kind “phone”, or add a contact."),
                passage.place,
            )
