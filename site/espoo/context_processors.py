"""What every template may need."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, Any]:
    """Return whether this is a demonstration, and the site's public address."""
    return {"is_demo": settings.DEMO, "base_url": settings.BASE_URL}
