"""Whether people agreed to their picture or their words being shown, and until when.

A picture or quotation of a resident, or of somebody from an association, needs their
permission, and the city must be able to show it (GDPR, articles 6 and 7).  What is kept
here is for staff: no page, feed, search or file for readers shows it.
"""

import datetime

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# So long before its end a permission is said to expire soon: time to ask anew.
SOON = datetime.timedelta(days=60)


class Consent(models.TextChoices):
    """What is known of the permission."""

    GIVEN = "given", _("Permission given")
    NOT_NEEDED = "not-needed", _("No permission needed")

    __empty__ = _("Not recorded")


class Standing(models.TextChoices):
    """Where a permission stands on a day, the most pressing first."""

    EXPIRED = "expired", _("Expired")
    LACKING = "lacking", _("Not recorded")
    SOON = "soon", _("Expires soon")
    FINE = "fine", _("In order")


def standing_of(
    state: str | None, until: datetime.date | None, day: datetime.date | None = None
) -> Standing:
    """Return where a permission stands on a day, today if none is given.

    ``until`` is the last day on which it holds; None is without end.
    """
    day = day or timezone.localdate()
    if state == Consent.NOT_NEEDED:
        return Standing.FINE
    if state != Consent.GIVEN:
        return Standing.LACKING
    if until is None or until > day + SOON:
        return Standing.FINE
    return Standing.SOON if until >= day else Standing.EXPIRED


def with_standing(
    standing: str, prefix: str = "", day: datetime.date | None = None
) -> models.Q:
    """Return the condition that rows with a standing meet.

    ``prefix`` stands before the names of the fields ``consent`` and ``consent_until``.
    An unknown standing is met by no row.
    """
    day = day or timezone.localdate()
    given = models.Q(**{f"{prefix}consent": Consent.GIVEN})
    until = f"{prefix}consent_until"
    conditions = {
        Standing.LACKING: models.Q(**{f"{prefix}consent": ""}),
        Standing.EXPIRED: given & models.Q(**{f"{until}__lt": day}),
        Standing.SOON: given
        & models.Q(**{f"{until}__gte": day, f"{until}__lte": day + SOON}),
        Standing.FINE: models.Q(**{f"{prefix}consent": Consent.NOT_NEEDED})
        | given & models.Q(**{f"{until}__isnull": True})
        | given & models.Q(**{f"{until}__gt": day + SOON}),
    }
    found = {str(one): condition for one, condition in conditions.items()}
    return found.get(standing, models.Q(pk__in=[]))


def what_is_missing(state: str | None, given_by: str, note: str) -> dict[str, str]:
    """Return what a record lacks, as sentences by "given_by" or "note"; {} if whole."""
    if state == Consent.GIVEN and not given_by.strip():
        return {"given_by": str(_("Write who gave the permission."))}
    if state == Consent.NOT_NEEDED and not note.strip():
        return {"note": str(_("Write why no permission is needed."))}
    return {}
