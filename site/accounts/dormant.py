"""Accounts that nobody signs in to: their owners are warned, then they are closed."""

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.models import User
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from wagtail.log_actions import log
from wagtail.users.models import UserProfile

from accounts.models import DormancyWarning
from accounts.personal import end_sessions, others_remain

# From the warning to the end; without a warning no account ends.
NOTICE = timedelta(days=14)


def dormant(since: datetime) -> QuerySet[User]:
    """Return active accounts that nobody has signed in to since then, oldest first."""
    seen = Coalesce("last_login", "date_joined")
    found: QuerySet[User] = User.objects.filter(is_active=True)
    return found.annotate(seen=seen).filter(seen__lt=since).order_by("seen", "pk")


def warn(now: datetime) -> list[User]:
    """Write to the owners whose accounts end in a fortnight; return whom."""
    # A warning from before the last sign-in, or before it was opened again, is over.
    DormancyWarning.objects.filter(
        Q(user__is_active=False) | Q(user__last_login__gt=F("at"))
    ).delete()
    since = now - timedelta(days=settings.DORMANT_AFTER_DAYS) + NOTICE
    warned = []
    for user in dormant(since).filter(dormancy_warning=None):
        if not others_remain(user):
            continue
        if user.email:
            _write(user, now + NOTICE)
        DormancyWarning.objects.create(user=user, at=now)
        warned.append(user)
    return warned


def close(now: datetime) -> list[User]:
    """Close the accounts whose owners were warned in time; return them.

    Never the last administrator.
    """
    since = now - timedelta(days=settings.DORMANT_AFTER_DAYS)
    closed = []
    for user in dormant(since).filter(dormancy_warning__at__lte=now - NOTICE):
        with transaction.atomic():
            list(User.objects.select_for_update().filter(is_superuser=True))
            if not others_remain(user):
                continue
            user.is_active = False
            user.save(update_fields=["is_active"])
            DormancyWarning.objects.filter(user=user).delete()
            end_sessions(user)
            log(user, "accounts.close")
        closed.append(user)
    return closed


def _write(user: User, end: datetime) -> None:
    profile = UserProfile.objects.filter(user=user).first()
    language = profile.preferred_language if profile else ""
    with translation.override(language or settings.LANGUAGE_CODE):
        told = {
            "username": user.username,
            "end": end,
            "address": f"{settings.BASE_URL}{reverse('account_login')}",
        }
        subject = render_to_string("accounts/email/dormant_subject.txt", told)
        text = render_to_string("accounts/email/dormant.txt", told)
        send_mail(subject.strip(), text, settings.DEFAULT_FROM_EMAIL, [user.email])
