"""Writes what nginx says where no web process answers."""

from http import HTTPStatus
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from hardening.refusals import written


class Command(BaseCommand):
    """Write the page of an outage in each language, as ``DATA_DIR/errors/fi.html``."""

    help = (
        "Writes errors/fi.html and so on into DATA_DIR: what nginx shows while no web"
        " process answers (deploy/nginx/site.conf). Run it after collectstatic."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        folder = Path(settings.DATA_DIR) / "errors"
        folder.mkdir(parents=True, exist_ok=True)
        for code, _name in settings.OWN_LANGUAGES:
            html = written(HTTPStatus.SERVICE_UNAVAILABLE, code)
            (folder / f"{code}.html").write_text(html)
        self.stdout.write(f"Written: {folder}")
