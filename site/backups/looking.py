"""Whether the pages of a site that was restored can be read."""

from collections.abc import Iterator
from http import HTTPStatus
from urllib.parse import urlsplit

from django.conf import settings
from django.test import Client
from wagtail.models import Page

from background.progress import Bar, unseen
from translation.versions import readable


def broken_pages(number: int, bar: Bar = unseen) -> Iterator[str]:
    """Give the addresses of pages that do not answer, of ``number`` asked for.

    They are spread over all pages that any reader may read.
    """
    host = settings.ALLOWED_HOSTS[0] if settings.ALLOWED_HOSTS else "localhost"
    client = Client(
        headers={"host": "localhost" if host == "*" else host.lstrip(".")},
        raise_request_exception=False,
    )
    keys = list(readable(Page.objects.filter(depth__gt=1)).values_list("pk", flat=True))
    step = max(1, len(keys) // max(1, number))
    pages = list(Page.objects.filter(pk__in=keys[::step][:number]).specific())
    for page in bar(pages, len(pages), "Asking for pages"):
        address = page.get_url()
        if address is None:
            continue
        path = urlsplit(address).path
        if client.get(path, secure=not settings.DEBUG).status_code != HTTPStatus.OK:
            yield path
