"""Who has to use a second factor, and whether they have one."""

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.models import User
from django.http import HttpRequest
from wagtail.permissions import page_permission_policy

from accounts.sign_ins import steps


def must_have(user: User) -> bool:
    """Return whether somebody may change what readers see, or who may."""
    return (
        user.is_superuser
        or user.has_perm("auth.change_user")
        or page_permission_policy.user_has_permission(user, "publish")
    )


def is_lacking(request: HttpRequest) -> bool:
    """Return whether somebody who has to have a second factor has none."""
    user = request.user
    if not settings.SECOND_FACTOR_REQUIRED or not isinstance(user, User):
        return False
    return not (has_one(user) or brought_it_along(request, user)) and must_have(user)


def has_one(user: User) -> bool:
    """Return whether an account has a second factor of its own."""
    return Authenticator.objects.filter(
        user=user, type__in=[Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    ).exists()


def brought_it_along(request: HttpRequest, user: User) -> bool:
    """Return whether the provider of single sign-on has asked for it already."""
    return settings.OIDC_SECOND_FACTOR and "sso" in steps(request, user)
