"""Days that have passed: of a meeting that is called, and of a contact's review."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles.models import ContactPage, MeetingPage
from articles.writing.findings import Check, Finding
from articles.writing.reading import Place, Reading, label_of


def check_meeting(reading: Reading) -> Iterator[Finding]:
    """Yield the day of a meeting that is over and that nothing is told of yet."""
    page = reading.page
    if not isinstance(page, MeetingPage) or page.status != MeetingPage.Status.PLANNED:
        return
    if page.phase != MeetingPage.Phase.AFTER or page.summary or page.summary_due:
        return
    field = "starts_at" if page.precision == MeetingPage.Precision.TIME else "year"
    yield Finding(
        Check.DATE,
        _("The meeting is called for a day that has passed: %(day)s.")
        % {"day": page.date_in_words},
        _("Readers cannot come any more."),
        _("Correct the day, write the summary, or say by when it comes."),
        Place(field, label_of(page, field)),
    )


def check_contacts(reading: Reading) -> Iterator[Finding]:
    """Yield contacts whose details should have been checked by now.

    Those that the page names, in one query, or the contact that it is.
    """
    page, today = reading.page, timezone.localdate()
    if isinstance(page, ContactPage):
        if page.review_date and page.review_date < today:
            yield _due(page, Place("review_date", label_of(page, "review_date")), "")
        return
    for name in ("article_contacts", "project_contacts"):
        if not hasattr(page, name):
            continue
        chosen = [row.contact_id for row in getattr(page, name).all()]
        due = ContactPage.objects.filter(
            pk__in=chosen, review_date__lt=today, withdrawn=False
        )
        for contact in due.order_by("pk"):
            place = Place(name, str(ContactPage._meta.verbose_name_plural).capitalize())
            url = reverse("wagtailadmin_pages:edit", args=[contact.pk])
            yield _due(contact, place, url)


def _due(contact: Any, place: Place, url: str) -> Finding:
    return Finding(
        Check.CONTACT,
        _("The details of %(name)s should have been checked by %(day)s.")
        % {
            "name": contact.title,
            "day": date_format(contact.review_date, "SHORT_DATE_FORMAT"),
        },
        _("Readers call and write to what stands there."),
        _("Check the details, and set the next day of review."),
        place,
        url=url,
    )
