"""Addresses as the public knows them."""

from django.conf import settings


def absolute(url: str) -> str:
    """Return the public address of a path of this site; others stay as they are."""
    return settings.BASE_URL + url if url.startswith("/") else url
