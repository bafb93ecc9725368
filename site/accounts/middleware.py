"""What stands before every page of the admin."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.required import is_lacking
from accounts.sessions import end_if_over, note_work
from accounts.speaking import spoken
from accounts.throttling import TooManyTries

# What somebody needs who has to set up a second factor first.
STILL_OPEN = {
    "account_login",
    "account_logout",
    "account_reauthenticate",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_index",
    "mfa_list_webauthn",
    "wagtailadmin_javascript_catalog",
    "wagtailadmin_sprite",
}


class Accounts:
    """Ends sessions, asks for a second factor, and says when to try again."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.admin = reverse("wagtailadmin_home")

    def __call__(self, request: HttpRequest) -> HttpResponse:
        end_if_over(request)
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Lead who lacks a second factor to where it is set up; 403 to a script."""
        if not request.path.startswith(self.admin):
            return None
        note_work(request)
        name = request.resolver_match and request.resolver_match.view_name
        if name in STILL_OPEN or not is_lacking(request):
            return None
        accepted = request.headers.get("Accept", "text/html")
        by_hand = request.method in ("GET", "HEAD") and "text/html" in accepted
        if not by_hand or request.headers.get("X-Requested-With"):
            raise PermissionDenied
        with spoken(request):
            messages.warning(
                request,
                _("Your account needs a second factor before you can go on."),
            )
        return redirect("mfa_index")

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponse | None:
        """Answer 429 with the time to try again."""
        if not isinstance(exception, TooManyTries):
            return None
        with spoken(request):
            response = render(
                request,
                "accounts/too_many.html",
                # The minute after it, as no seconds are shown.
                {"until": exception.until + timedelta(seconds=59)},
                status=429,
            )
        response["Retry-After"] = str(exception.seconds)
        return response
