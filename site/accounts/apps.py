"""The app of staff accounts: how people sign in, and what is kept of them."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "accounts"
    label = "staff_accounts"  # "account" and "accounts" are too near to be told apart
    verbose_name = _("staff accounts")

    def ready(self) -> None:
        """Connect what writes down who signs in."""
        from accounts import sign_ins  # noqa: F401 (importing connects the signals)
