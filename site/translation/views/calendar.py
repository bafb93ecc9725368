"""A month of the calendar as a list of its days."""

import datetime
import re
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from translation.calendar.entries import days_of, month_before, next_month

_MONTH = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])")


@require_safe
def screen(request: HttpRequest) -> HttpResponse:
    """Show a month, this one where the address names none."""
    today = timezone.localdate()
    month = _asked(request.GET.get("month", "")) or today.replace(day=1)
    context: dict[str, Any] = {
        "header_title": _("Calendar"),
        "header_icon": "calendar-alt",
        "breadcrumbs_items": [{"url": "", "label": _("Calendar")}],
        "month": _name(month),
        "days": days_of(request.user, month),
        "today": today,
        "is_this_month": month == today.replace(day=1),
        "before": _link(month_before(month)),
        "after": _link(next_month(month)),
    }
    return TemplateResponse(request, "translation/calendar.html", context)


def _asked(text: str) -> datetime.date | None:
    found = _MONTH.fullmatch(text)
    return datetime.date(int(found[1]), int(found[2]), 1) if found else None


def _link(month: datetime.date) -> dict[str, str]:
    return {"name": _name(month), "query": f"?month={month:%Y-%m}"}


def _name(month: datetime.date) -> str:
    return capfirst(date_format(month, "YEAR_MONTH_FORMAT"))
