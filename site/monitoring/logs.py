"""One line of JSON for each event, with the id of its request and nobody's data.

No address, no query, no cookie and no form is written, whoever logs: only the fields
named here leave the process, and what a message quotes of an address with a query is
cut at the question mark.
"""

import logging
import re
from contextvars import ContextVar
from typing import Any

request_id: ContextVar[str] = ContextVar("request_id", default="")
# As Django's own messages quote them: "Not Found: /fi/haku/?query=…".
QUERY = re.compile(r"\?[^\s\"']*")
MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
IP = re.compile(r"\b\d{1,3}(\.\d{1,3}){3}\b|\b[0-9a-fA-F]{1,4}(:[0-9a-fA-F]{0,4}){4,7}")
FORMAT = "%(asctime)s %(levelname)s %(name)s %(message)s %(request_id)s"


class Anonymous(logging.Filter):
    """Adds the id of the request, and takes out what could lead to a person."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = request_id.get()
        record.msg, record.args = without_persons(record.getMessage()), ()
        for name in vars(record).keys() - FIELDS:
            # Django puts the whole request on the record.
            delattr(record, name)
        return True


# What a record has of itself.
FIELDS = set(vars(logging.makeLogRecord({}))) | {"message", "asctime", "request_id"}


def without_persons(text: str) -> str:
    """Return a text without queries, e-mail and network addresses."""
    return IP.sub("[address]", MAIL.sub("[e-mail]", QUERY.sub("", text)))


def formatter() -> logging.Formatter:
    """Return what writes a record as JSON; a traceback is cleaned as the message is."""
    from pythonjsonlogger.json import JsonFormatter

    class Clean(JsonFormatter):
        def formatException(self, *args: Any) -> str:
            return without_persons(str(super().formatException(*args)))

    return Clean(FORMAT, rename_fields={"asctime": "time", "levelname": "level"})


def logging_of(form: str) -> dict[str, Any] | None:
    """Return the setting LOGGING for "json"; None, for Django's own, otherwise."""
    if form != "json":
        return None
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"anonymous": {"()": "monitoring.logs.Anonymous"}},
        "formatters": {"json": {"()": "monitoring.logs.formatter"}},
        "handlers": {
            "out": {
                "class": "logging.StreamHandler",
                "filters": ["anonymous"],
                "formatter": "json",
            }
        },
        "root": {"handlers": ["out"], "level": "INFO"},
        "loggers": {"django": {"handlers": [], "level": "INFO", "propagate": True}},
    }
