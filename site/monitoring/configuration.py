"""What the environment says of logs, metrics and Sentry; settings.py asks for it."""

import os
from pathlib import Path
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

from monitoring.logs import logging_of, without_persons

FORMS = ["text", "json"]


def logging_setting(env: environ.Env) -> dict[str, Any]:
    """Return the setting LOGGING."""
    form = env.str("LOG_FORMAT", default="text")
    if form not in FORMS:
        raise ImproperlyConfigured(f"LOG_FORMAT is one of {', '.join(FORMS)}.")
    return logging_of(form) or {}


def metrics_dir(env: environ.Env) -> str:
    """Return the folder of what is counted, or "" where nothing is.

    The library reads its name from the environment when it is first imported.
    """
    folder = env.str("METRICS_DIR", default="")
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        os.environ["PROMETHEUS_MULTIPROC_DIR"] = folder
    return folder


def start_sentry(env: environ.Env) -> None:
    """Tell Sentry of errors where SENTRY_DSN is set, and of no person."""
    address = env.str("SENTRY_DSN", default="")
    if not address:
        return
    try:
        import sentry_sdk
    except ImportError:
        raise ImproperlyConfigured(
            "SENTRY_DSN needs requirements/production.txt (sentry-sdk)."
        ) from None
    sentry_sdk.init(
        dsn=address,
        send_default_pii=False,
        include_local_variables=False,
        max_request_body_size="never",
        max_breadcrumbs=0,
        traces_sample_rate=0,
        before_send=without_request,
    )


def without_request(event: Any, hint: Any) -> Any:
    """Return an event with nothing of its request but method and path."""
    request = event.pop("request", {})
    path = str(request.get("url", "")).partition("?")[0]
    event["request"] = {"url": path, "method": request.get("method", "")}
    event.pop("user", None)
    event.pop("server_name", None)
    for one in event.get("exception", {}).get("values", []):
        one["value"] = without_persons(str(one.get("value", "")))
    return event
