"""Permissions of those who are shown or quoted (docs/decisions/0012)."""

import datetime
from collections.abc import Iterator
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles.writing.findings import Check, Finding
from articles.writing.reading import (
    Place,
    Reading,
    blocks_of,
    label_of,
    place_of,
    quotes_in,
)
from espoo.consent import Standing, standing_of


def check(reading: Reading) -> Iterator[Finding]:
    """Yield pictures and quotations whose permission lacks, ends soon or has ended."""
    day = timezone.localdate()
    seen = set()
    for picture, place in _pictures(reading.page):
        standing = standing_of(picture.consent, picture.consent_until, day)
        if standing == Standing.FINE or picture.pk in seen:
            continue
        seen.add(picture.pk)
        yield _finding(
            _of_a_picture(standing, picture.title, picture.consent_until),
            _("Write the permission down with the picture, or choose another picture."),
            place,
            reverse("wagtailimages:edit", args=[picture.pk]),
        )
    for quote in quotes_in(reading.page):
        standing = standing_of(quote.state, quote.until, day)
        if standing != Standing.FINE:
            yield _finding(
                _of_a_quote(standing, quote.speaker, quote.until),
                _("Write the permission down in the quotation, or take it out."),
                quote.place,
            )


def _pictures(page: models.Model) -> Iterator[tuple[Any, Place]]:
    # None also where the picture was deleted since the draft was saved.
    if picture := getattr(page, "lead_image", None):
        yield picture, Place("lead_image", label_of(page, "lead_image"))
    for name, block in blocks_of(page):
        if block.block_type == "figure" and block.value["image"]:
            yield block.value["image"], place_of(page, name, block)


def _of_a_picture(standing: Standing, title: str, until: datetime.date | None) -> str:
    texts = {
        Standing.LACKING: _("No permission is recorded for the picture “%(name)s”."),
        Standing.EXPIRED: _(
            "The permission for the picture “%(name)s” expired on %(day)s."
        ),
        Standing.SOON: _(
            "The permission for the picture “%(name)s” expires on %(day)s."
        ),
    }
    return texts[standing] % _named(title, until)


def _of_a_quote(standing: Standing, speaker: str, until: datetime.date | None) -> str:
    texts = {
        Standing.LACKING: _("No permission is recorded for the quotation of %(name)s."),
        Standing.EXPIRED: _(
            "The permission for the quotation of %(name)s expired on %(day)s."
        ),
        Standing.SOON: _(
            "The permission for the quotation of %(name)s expires on %(day)s."
        ),
    }
    return texts[standing] % _named(speaker or _("somebody unnamed"), until)


def _named(name: str, until: datetime.date | None) -> dict[str, str]:
    day = date_format(until, "SHORT_DATE_FORMAT") if until else ""
    return {"name": name, "day": day}


def _finding(what: str, way_out: str, place: Place, url: str = "") -> Finding:
    return Finding(
        Check.CONSENT,
        what,
        _("Residents and people from associations decide themselves what is shown."),
        way_out,
        place,
        url=url,
    )
