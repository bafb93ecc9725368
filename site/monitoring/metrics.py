"""Counts for Prometheus, in files that all processes of a machine share.

Off where METRICS_DIR is not set.  `manage.py serve_metrics` answers Prometheus from
those files, on a port of its own: no web process does, so no reader can ask.
"""

from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

STAFF = ("/admin/", "/draft/")
OWN = "/-/"
BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)  # seconds


@cache
def _histogram() -> Any:
    from prometheus_client import Histogram

    return Histogram(
        "espoo_request_seconds",
        "Requests by who asks, method and status",
        ["site", "method", "status"],
        buckets=BUCKETS,
    )


def begin() -> None:
    """Make what is counted with, before threads could do so at the same time."""
    if settings.METRICS_DIR:
        _histogram()


def count(request: HttpRequest, response: HttpResponse, seconds: float) -> None:
    """Count a request; nothing of who asked or for what goes with it."""
    if not settings.METRICS_DIR or request.path_info.startswith(OWN):
        return
    site = "staff" if request.path_info.startswith(STAFF) else "readers"
    # Anybody can invent methods; each would be a row for ever.
    known = request.method in ("GET", "HEAD", "POST")
    labels = (site, request.method if known else "other", str(response.status_code))
    _histogram().labels(*labels).observe(seconds)
