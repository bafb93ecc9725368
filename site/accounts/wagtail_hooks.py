"""Where Wagtail's admin leads to what is here."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import User
from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.users.utils import user_can_delete_user

from accounts import views

ADDRESSES = [
    path("users/<int:pk>/personal-data/", views.send_export, name="export_account"),
    path(
        "users/<int:pk>/second-factor/",
        views.second_factor,
        name="reset_second_factor",
    ),
    path("users/<int:pk>/erase/", views.erase_person, name="erase_account"),
]
ACTIONS = {
    "accounts.close": (_("Close a dormant account"), _("Dormant account closed")),
    "accounts.erase": (_("Erase personal data"), _("Personal data erased")),
    "accounts.export": (_("Export personal data"), _("Personal data exported")),
    "accounts.reset_second_factor": (
        _("Reset the second factor"),
        _("Second factor reset"),
    ),
}


@hooks.register("register_admin_urls")
def addresses() -> list[Any]:
    return ADDRESSES


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    for action, (label, message) in ACTIONS.items():
        actions.register_action(action, label, message)


@hooks.register("register_account_menu_item")
def in_own_account(request: HttpRequest) -> dict[str, Any]:
    return {
        "url": reverse("mfa_index"),
        "label": _("Signing in and security"),
        "help_text": _("Second factor, security keys and your latest sign-ins."),
    }


@hooks.register("register_user_listing_buttons")
def beside_users(user: User, request_user: User) -> Iterator[Button]:
    """Offer what may be done with an account; asks the database nothing."""
    if user.is_superuser and not request_user.is_superuser:
        return
    if request_user.has_perm("auth.change_user"):
        yield Button(
            _("Reset the second factor"),
            reverse("reset_second_factor", args=[user.pk]),
            icon_name="key",
            priority=40,
        )
        yield Button(
            _("Export personal data"),
            reverse("export_account", args=[user.pk]),
            icon_name="download",
            priority=50,
        )
    if user_can_delete_user(request_user, user):
        yield Button(
            _("Erase personal data"),
            reverse("erase_account", args=[user.pk]),
            icon_name="bin",
            priority=60,
        )
