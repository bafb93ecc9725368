"""Checks of StreamFields that hold wherever a page is published from."""

from django.core.exceptions import ValidationError
from django.db import models


def clean_stream(page: models.Model, field_name: str) -> dict[str, ValidationError]:
    """Return an error by field name when a block of the stream is not fit to publish.

    The editor's form checks the blocks; publishing from a schedule, a list or a
    command does not, so whatever publishes a page asks here too.
    """
    value = getattr(page, field_name)
    try:
        value.stream_block.clean(value)
    except ValidationError as error:
        return {field_name: ValidationError(_sentences(error) or str(error))}
    return {}


def _sentences(error: ValidationError) -> list[str]:
    """Return the messages of a block error and all errors inside it, each once."""
    messages: list[str] = []
    for attribute in ("non_block_errors", "non_form_errors"):
        messages += [str(message) for message in getattr(error, attribute, [])]
    inner = getattr(error, "block_errors", None) or getattr(error, "cell_errors", None)
    if inner:
        errors = inner.values() if isinstance(inner, dict) else inner
        for child in errors:
            if isinstance(child, ValidationError):
                messages += _sentences(child)
    elif not messages and hasattr(error, "error_list"):
        messages += error.messages
    return list(dict.fromkeys(messages))
