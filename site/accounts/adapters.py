"""What allauth asks where our rules of signing in differ from its own."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import User
from django.db.models import Q
from django.http import HttpRequest
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.users.models import UserProfile

from accounts import throttling
from accounts.sign_ins import write_down
from espoo.client_address import client_address

REFUSED = "accounts/unknown.html"
# For how many seconds nobody who has shown who they are is asked again.
JUST_NOW = 300
# Wagtail says these two itself, or nobody needs to be told.
UNSAID = {"account/messages/logged_in.txt", "account/messages/logged_out.txt"}


def whose(credentials: dict[str, Any]) -> tuple[str, User | None]:
    """Return what was typed as a name, and the account that it means, if any."""
    name = credentials.get("username") or credentials.get("email") or ""
    accounts = User.objects.filter(Q(username__iexact=name) | Q(email__iexact=name))
    return name, accounts.order_by("pk").first() if name else None


class Accounts(DefaultAccountAdapter):
    """Signing in with a password, and what goes for every way."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": _("The name or the password is not right."),
        "email_password_mismatch": _("The name or the password is not right."),
        "incorrect_password": _("The password is not right."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Return False: accounts are made by administrators."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the address by the one rule of the site."""
        return client_address(request)

    def authenticate(
        self, request: HttpRequest, **credentials: Any
    ) -> AbstractBaseUser | None:
        """Try a password, if it is not tried too often.  Raises TooManyTries."""
        tries = throttling.count(request, "password", *whose(credentials))
        user = super().authenticate(request, **credentials)
        if user:
            throttling.forget(tries)
        return user

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Let the owner of the account see that somebody tried."""
        _name, user = whose(credentials)
        if user:
            write_down(request, user, "password", succeeded=False)

    def get_login_stages(self) -> list[str]:
        """Return what comes between the first factor and the admin."""
        return ["accounts.stages.SecondFactor"]

    def is_reauthentication_required(self, *, app: str, **others: Any) -> bool:
        """Return whether to ask once more; who has just signed in is not asked."""
        if not super().is_reauthentication_required(app=app, **others):
            return False
        records = get_authentication_records(self.request, self.request.user)
        now = timezone.now().timestamp()
        return not any(now - one["at"] < JUST_NOW for one in records)

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        *args: Any,
        **others: Any,
    ) -> None:
        """Say what is worth saying."""
        if message_template not in UNSAID:
            super().add_message(request, level, message_template, *args, **others)

    def send_password_reset_mail(
        self, user: AbstractBaseUser, email: str, context: dict[str, Any]
    ) -> None:
        """Write in the language that somebody has chosen for the admin."""
        profile = UserProfile.objects.filter(user_id=user.pk).first()
        language = profile.get_preferred_language() if profile else None
        with translation.override(language or translation.get_language()):
            super().send_password_reset_mail(user, email, context)


class SecondFactors(DefaultMFAAdapter):
    """Codes of an app, security keys and passkeys."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("The code or the key is not right."),
    }

    def get_totp_issuer(self) -> str:
        """Return under what name an app keeps the codes."""
        return str(settings.WAGTAIL_SITE_NAME)

    def get_totp_label(self, user: AbstractBaseUser) -> str:
        """Return whose codes they are: the name, which is typed beside them."""
        return user.get_username()

    def generate_authenticator_name(
        self,
        user: AbstractBaseUser,
        type: Authenticator.Type,  # noqa: A002 (allauth's name)
    ) -> str:
        """Return a name for a key that its owner has given none."""
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return gettext("Key %(number)s") % {"number": number}


class SingleSignOn(DefaultSocialAccountAdapter):
    """Signing in at the provider of the organisation (``OIDC_…``)."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Return whether the provider's people get an account by themselves."""
        return settings.OIDC_CREATE_ACCOUNTS

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Find the account of whoever comes back from the provider.

        By the provider's own number of them; the first time by a verified address
        that one active account has.  All others are refused.
        """
        if sociallogin.state.get("process") != "login":
            raise ImmediateHttpResponse(render(request, REFUSED, status=403))
        if sociallogin.is_existing:
            return
        verified = [one.email for one in sociallogin.email_addresses if one.verified]
        found = list(
            User.objects.filter(email__iexact=verified[0])[:2] if verified else []
        )
        if len(found) == 1 and found[0].is_active:
            sociallogin.connect(request, found[0])
        elif found or not verified or not self.is_open_for_signup(request, sociallogin):
            raise ImmediateHttpResponse(render(request, REFUSED, status=403))
