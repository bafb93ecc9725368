"""The forms of signing in: ours in words, and throttled."""

from typing import Any

from allauth.account import forms as account
from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as codes
from allauth.mfa.totp import forms as apps
from allauth.mfa.webauthn import forms as keys
from django import forms
from django.utils.translation import gettext_lazy as _

from accounts import throttling
from accounts.adapters import whose


def put(form: forms.Form, **labels: Any) -> None:
    """Put labels on fields, in place of words inside the boxes."""
    for name, label in labels.items():
        form.fields[name].label = label
        form.fields[name].help_text = ""
        form.fields[name].widget.attrs.pop("placeholder", None)


class SignIn(account.LoginForm):
    """A name and a password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        put(self, login=_("User name or e-mail"), password=_("Password"))
        self.fields["login"].widget.attrs.update(
            autocomplete="username", autocapitalize="none", spellcheck="false"
        )


class Again(account.ReauthenticateForm):
    """The password once more, before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        put(self, password=_("Password"))


class ForgottenPassword(account.ResetPasswordForm):
    """The address to which a link is sent."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        put(self, email=_("E-mail"))

    def clean_email(self) -> str:
        """Take an address, if not too many mails were asked for."""
        email = super().clean_email()
        throttling.count(context.request, "reset", *whose({"email": email}))
        return email


class NewPassword(account.ResetPasswordKeyForm):
    """A new password, twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        put(self, password1=_("New password"), password2=_("New password again"))
        if self.user:
            hint = self.fields["password1"]
            hint.help_text = _("At least 12 characters.")


class Throttled(forms.Form):
    """Six digits, or one of the recovery codes; not too often."""

    user: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        put(self, code=_("Code"))
        # Recovery codes are digits too.
        self.fields["code"].widget.attrs.update(inputmode="numeric")

    def clean_code(self) -> str:
        """Try a code, if it is not tried too often."""
        tries = throttling.count(context.request, "code", "", self.user)
        # The form of allauth that this is mixed into has it.
        code: str = super().clean_code()  # type: ignore[misc] # untyped
        throttling.forget(tries)
        return code


class Code(Throttled, codes.AuthenticateForm):
    """The code after the password."""


class CodeAgain(Throttled, codes.ReauthenticateForm):
    """A code once more, before something that matters."""


class FirstCode(Throttled, apps.ActivateTOTPForm):
    """The first code of an app, which shows that it has the secret."""


class Signed(forms.Form):
    """What a key has signed; anything else is told to be wrong."""

    def clean_credential(self) -> Any:
        """Check what the browser sent, whatever that is."""
        try:
            # The form of allauth that this is mixed into has it.
            return super().clean_credential()  # type: ignore[misc] # untyped
        except (AttributeError, KeyError, TypeError, ValueError):
            raise get_adapter().validation_error("incorrect_code") from None


class Key(Signed, keys.AuthenticateWebAuthnForm):
    """A key after the password."""


class KeyAgain(Signed, keys.ReauthenticateWebAuthnForm):
    """A key once more, before something that matters."""


class Passkey(Signed, keys.LoginWebAuthnForm):
    """A passkey in place of a password."""


class NewKey(keys.AddWebAuthnForm):
    """A key to be known from now on."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        put(self, name=_("Name of the key"))
        self.fields["name"].widget.attrs["maxlength"] = self.fields[
            "name"
        ].max_length = 100
        self.fields["passwordless"].label = _("Sign in with this key alone")
        self.fields["passwordless"].help_text = _(
            "Without a user name and password. The key then asks for its PIN or your"
            " fingerprint or face."
        )

    def clean(self) -> dict[str, Any]:
        """Check what the browser sent, whatever that is."""
        try:
            cleaned: dict[str, Any] = super().clean()
        except (AttributeError, KeyError, TypeError, ValueError):
            raise get_adapter().validation_error("incorrect_code") from None
        return cleaned
