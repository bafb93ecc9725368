"""Which database the public role writes to."""

from typing import Any

from django.db import models

from background.models import Posted


class PublicRole:
    """Sends what is posted through the user that may insert; all else is read."""

    def db_for_write(self, model: type[models.Model], **hints: Any) -> str | None:
        """Return "write" for what is posted; for anything else Django's default."""
        return "write" if model is Posted else None

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        """Leave the schema to those who may write."""
        return False
