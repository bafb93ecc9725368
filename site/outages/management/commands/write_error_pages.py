"""Writes what nginx says where it refuses by itself, or no web process answers."""

from http import HTTPStatus
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from hardening.refusals import written

# Those of deploy/nginx/errors.conf.
STATUSES = [
    HTTPStatus.BAD_REQUEST,
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    HTTPStatus.SERVICE_UNAVAILABLE,
]


class Command(BaseCommand):
    """Write each page in each language, as ``DATA_DIR/errors/503.fi.html``.

    And in all of them: nginx does not always come so far as to know the language.
    """

    help = (
        "Writes errors/503.fi.html and so on into DATA_DIR: what nginx shows where it"
        " refuses by itself or no web process answers (deploy/nginx/errors.conf)."
        " Run it after collectstatic."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        folder = Path(settings.DATA_DIR) / "errors"
        folder.mkdir(parents=True, exist_ok=True)
        codes = [code for code, _name in settings.OWN_LANGUAGES]
        for status in STATUSES:
            pages = {code: written(status, code) for code in codes}
            pages["all"] = written(status, *codes)
            for name, html in pages.items():
                (folder / f"{status.value}.{name}.html").write_text(html)
        self.stdout.write(f"Written: {folder}")
