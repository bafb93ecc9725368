"""What is kept of signing in."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Attempt(models.Model):
    """One try that a limit counts, under a keyed digest of whose it was.

    Kept in the database, which all processes share and which is there whenever
    somebody can sign in at all; for an hour at most.
    """

    counted_as = models.CharField(max_length=64)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [models.Index(fields=["counted_as", "at"], name="attempt_counted")]

    def __str__(self) -> str:
        return f"{self.at:%H:%M:%S}"


class SignIn(models.Model):
    """A sign-in to an account, or a try that failed, as its owner sees it."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="sign_ins"
    )
    at = models.DateTimeField(_("time"), default=timezone.now)
    succeeded = models.BooleanField(_("succeeded"))
    # Steps, such as "password totp", separated by spaces.
    way = models.CharField(_("way"), max_length=80)
    # Never a full address: see espoo.client_address.shortened.
    network = models.CharField(_("network"), max_length=50, blank=True)
    browser = models.CharField(_("browser"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("sign-in")
        verbose_name_plural = _("sign-ins")
        indexes = [models.Index(fields=["user", "-at"], name="sign_in_of_user")]

    def __str__(self) -> str:
        return f"{self.way} {self.at:%Y-%m-%d %H:%M}"

    STEPS: dict[str, Any] = {
        "password": _("password"),
        "totp": _("code of an app"),
        "recovery_codes": _("recovery code"),
        "webauthn": _("security key"),
        "passkey": _("passkey"),
        "sso": _("single sign-on"),
    }

    @property
    def in_words(self) -> str:
        """The way as its owner reads it, such as "password, security key"."""
        return ", ".join(str(self.STEPS.get(one, one)) for one in self.way.split())


class DormancyWarning(models.Model):
    """When the owner of an account was told that it will be closed."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="dormancy_warning"
    )
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d}"
