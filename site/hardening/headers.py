"""The headers by which browsers are told what the site's pages may do.

Readers' pages are kept whole by caches, so nothing in them changes from one answer to
the next: the policy is one text without a nonce, and no page has a script or a style
of its own.  Whoever needs more sets the header, as Wagtail does of documents.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.files.storage import default_storage
from django.http import HttpRequest, HttpResponse
from django.urls import NoReverseMatch, reverse

from hardening import scripts

GetResponse = Callable[[HttpRequest], HttpResponse]
View = Callable[..., HttpResponse]

# The pages of signing in; those of readers run one script only (hardening.scripts).
STRICT = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "frame-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
}
# Wagtail 7.4 writes scripts and styles into its screens, and has no nonce for them
# (wagtail/wagtail#1288).  Nothing is fetched from elsewhere, nor sent there.
STAFF = {
    "default-src": "'none'",
    "script-src": "'self' 'unsafe-inline'",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "media-src": "'self'",
    "frame-src": "'self'",
    "worker-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'self'",
}
# What a file from an upload may do: nothing.
UPLOADED = "default-src 'none'; sandbox; frame-ancestors 'none'"
NO_FEATURES = ", ".join(
    f"{name}=()"
    for name in [
        "accelerometer",
        "autoplay",
        "browsing-topics",
        "camera",
        "display-capture",
        "encrypted-media",
        "geolocation",
        "gyroscope",
        "hid",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "serial",
        "usb",
        "xr-spatial-tracking",
    ]
)


def strict(view: View) -> View:
    """Give a view of the admin, whose pages are ours, a policy without exceptions."""

    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response.headers["Content-Security-Policy"] = written(STRICT)
        return response

    return shown


def security_headers(get_response: GetResponse) -> GetResponse:
    """Add what every answer says, also one that is kept, redirects or fails."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if getattr(request, "is_preview", False):
            # Wagtail asks for it inside of another request, whose answer it becomes.
            return response
        path = request.path_info
        is_upload = path.startswith(settings.MEDIA_URL)
        if is_upload:
            response.headers["Content-Security-Policy"] = UPLOADED
        else:
            policy = STAFF if _is_staff(path) else of_readers()
            response.headers.setdefault(
                "Content-Security-Policy",
                written(policy, in_own_frames=_in_own_frames(response)),
            )
        response.headers.setdefault("Permissions-Policy", NO_FEATURES)
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        response.headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        # Feed readers on the web show our pictures on pages of their own.
        response.headers.setdefault(
            "Cross-Origin-Resource-Policy",
            "cross-origin" if is_upload else "same-origin",
        )
        return response

    return middleware


def of_readers() -> dict[str, str]:
    """Return the policy of pages that are the same for everybody."""
    return STRICT | {"script-src": f"'{scripts.digest()}'"}


def written(policy: dict[str, str], *, in_own_frames: bool = False) -> str:
    """Return a policy as the header has it, with the host of the uploads in it."""
    parts = policy | {"frame-ancestors": "'self'" if in_own_frames else "'none'"}
    if "img-src" in parts:
        parts["img-src"] = f"{parts['img-src']} {_media_origin()}".strip()
    return "; ".join(f"{name} {sources}" for name, sources in parts.items())


def _in_own_frames(response: HttpResponse) -> bool:
    return response.headers.get("X-Frame-Options") == "SAMEORIGIN"


def _is_staff(path: str) -> bool:
    try:
        return path.startswith(reverse("wagtailadmin_home"))
    except NoReverseMatch:  # a process that serves readers only
        return False


def _media_origin() -> str:
    """Return where uploads are read from, "" where that is this site."""
    host = getattr(default_storage, "custom_domain", None)
    if host:
        return f"https://{host}"
    endpoint = urlsplit(getattr(default_storage, "endpoint_url", None) or "")
    return f"{endpoint.scheme}://{endpoint.netloc}" if endpoint.netloc else ""
