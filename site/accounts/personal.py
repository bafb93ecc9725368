"""What is kept of a person who works here: told to them, and taken away.

What somebody wrote stays, as it is the city's; it is no longer told who wrote it.
"""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser, User
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.db import transaction
from django.urls import reverse
from wagtail.admin.models import EditingSession
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry, PageSubscription
from wagtail.users.models import UserProfile

from accounts.models import DormancyWarning, SignIn

# What is about the person alone, and not about what they did.
OF_THE_PERSON = [
    Authenticator,
    DormancyWarning,
    EditingSession,
    EmailAddress,
    PageSubscription,
    SignIn,
    SocialAccount,
    UserProfile,
]


class LastAdministrator(Exception):
    """Raised instead of leaving the site without anybody who may do everything."""


def export(user: User) -> dict[str, Any]:
    """Return all that is kept of a person, as JSON can hold it.

    What they wrote is named by how many there are of each kind, and by the address of
    the report that lists it.
    """
    profile = UserProfile.objects.filter(user=user).first()
    return {
        "account": {
            "username": user.username,
            "first_name": user.first_name,
            "last_name": user.last_name,
            "email": user.email,
            "groups": list(user.groups.order_by("name").values_list("name", flat=True)),
            "is_administrator": user.is_superuser,
            "is_active": user.is_active,
            "date_joined": user.date_joined,
            "last_login": user.last_login,
        },
        "profile": profile
        and {
            field.name: str(getattr(profile, field.name))
            for field in profile._meta.concrete_fields
            if field.name not in ("id", "user")
        },
        "second_factors": [
            {
                "type": one.type,
                "name": one.wrap().name if one.type == one.Type.WEBAUTHN else "",
                "created_at": one.created_at,
                "last_used_at": one.last_used_at,
            }
            for one in Authenticator.objects.filter(user=user).order_by("pk")
        ],
        "single_sign_on": list(
            SocialAccount.objects.filter(user=user).values("uid", "extra_data")
        ),
        "sign_ins": list(
            SignIn.objects.filter(user=user)
            .order_by("-at")
            .values("at", "succeeded", "way", "network", "browser")
        ),
        "written": written(user),
        "history": f"{settings.BASE_URL}{reverse('wagtailadmin_reports:site_history')}"
        f"?user={user.pk}",
    }


def written(user: User) -> dict[str, int]:
    """Return how many things of each kind name somebody as who made them."""
    counts = {}
    for relation in user._meta.related_objects:
        model = relation.related_model
        if isinstance(model, str) or model in OF_THE_PERSON or relation.many_to_many:
            continue
        count = model._default_manager.filter(**{relation.field.name: user}).count()
        if count:
            counts[f"{model._meta.label}.{relation.field.name}"] = count
    return counts


def others_remain(user: User) -> bool:
    """Return whether an active administrator is there besides this one."""
    rest = User.objects.filter(is_superuser=True, is_active=True).exclude(pk=user.pk)
    return not (user.is_superuser and user.is_active) or rest.exists()


@transaction.atomic
def erase(user: User, by: AbstractBaseUser | AnonymousUser | None = None) -> None:
    """Take away all that tells who somebody is; their account cannot be used again.

    Raises LastAdministrator.  Safe to repeat.
    """
    # Two at once may not take away each other.
    list(User.objects.select_for_update().filter(is_superuser=True))
    if not others_remain(user):
        raise LastAdministrator
    end_sessions(user)
    for profile in UserProfile.objects.filter(user=user).exclude(avatar=""):
        profile.avatar.delete(save=False)
    for model in OF_THE_PERSON:
        model.objects.filter(user=user).delete()
    user.groups.clear()
    user.user_permissions.clear()
    user.username = f"former-user-{user.pk}"
    user.first_name = user.last_name = user.email = ""
    user.is_active = user.is_staff = user.is_superuser = False
    user.last_login = None
    user.set_unusable_password()
    user.save()
    # The history names people by what they were called.
    ModelLogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(User), object_id=str(user.pk)
    ).update(label=user.username, data={})
    log(user, "accounts.erase", user=by)


@transaction.atomic
def reset_second_factor(
    user: User, by: AbstractBaseUser | AnonymousUser | None = None
) -> None:
    """Let somebody who has lost phone and keys sign in with the password alone.

    Their sessions end: whoever has found the phone is signed out.
    """
    Authenticator.objects.filter(user=user).delete()
    end_sessions(user)
    log(user, "accounts.reset_second_factor", user=by)


def end_sessions(user: User) -> None:
    """Sign somebody out everywhere."""
    for session in Session.objects.iterator():
        if session.get_decoded().get("_auth_user_id") == str(user.pk):
            session.delete()
