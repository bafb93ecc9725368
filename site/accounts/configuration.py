"""The settings of signing in, from the environment (docs/accounts.md lists them)."""

from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured
from django.urls import reverse_lazy

APPS = [
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
]
HOUR = 60 * 60
# The name of the provider in addresses, such as the one it sends people back to.
PROVIDER = "sso"


def signing_in(env: environ.Env, *, debug: bool) -> dict[str, Any]:
    """Return the settings, by name.

    Raises ImproperlyConfigured where single sign-on is only half told.
    """
    provider = _provider(env)
    idle = env.int("SESSION_IDLE_HOURS", default=2)
    longest = env.int("SESSION_LONGEST_HOURS", default=12)
    if not 0 < idle <= longest:
        raise ImproperlyConfigured(
            "SESSION_IDLE_HOURS is at least 1, and SESSION_LONGEST_HOURS not less."
        )
    found: dict[str, Any] = {
        # Whether who may publish or manage accounts has to use a second factor.
        "SECOND_FACTOR_REQUIRED": env.bool("SECOND_FACTOR_REQUIRED", default=not debug),
        "SESSION_IDLE_SECONDS": idle * HOUR,
        # An account that nobody signs in to for so many days is closed; 0: never.
        "DORMANT_AFTER_DAYS": env.int("DORMANT_AFTER_DAYS", default=365),
        # For how many days a person sees who signed in to their account.
        "SIGN_INS_KEPT_DAYS": env.int("SIGN_INS_KEPT_DAYS", default=90),
        "OIDC_CREATE_ACCOUNTS": env.bool("OIDC_CREATE_ACCOUNTS", default=False),
        "OIDC_SECOND_FACTOR": env.bool("OIDC_SECOND_FACTOR", default=False),
        "AUTHENTICATION_BACKENDS": [
            "allauth.account.auth_backends.AuthenticationBackend"
        ],
        "AUTH_PASSWORD_VALIDATORS": [
            {"NAME": f"django.contrib.auth.password_validation.{name}", **options}
            for name, options in [
                ("UserAttributeSimilarityValidator", {}),
                ("MinimumLengthValidator", {"OPTIONS": {"min_length": 12}}),
                ("CommonPasswordValidator", {}),
            ]
        ],
        "LOGIN_URL": reverse_lazy("account_login"),
        "LOGIN_REDIRECT_URL": reverse_lazy("wagtailadmin_home"),
        "WAGTAIL_FRONTEND_LOGIN_URL": reverse_lazy("account_login"),
        "SESSION_COOKIE_AGE": longest * HOUR,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "CSRF_COOKIE_SAMESITE": "Lax",
        "ACCOUNT_ADAPTER": "accounts.adapters.Accounts",
        "ACCOUNT_LOGIN_METHODS": {"username", "email"},
        "ACCOUNT_FORMS": {
            "login": "accounts.forms.SignIn",
            "reauthenticate": "accounts.forms.Again",
            "reset_password": "accounts.forms.ForgottenPassword",
            "reset_password_from_key": "accounts.forms.NewPassword",
        },
        # Nobody is let in by a mail alone, nor told whether an account exists.
        "ACCOUNT_EMAIL_VERIFICATION": "none",
        "ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS": False,
        "ACCOUNT_EMAIL_SUBJECT_PREFIX": "",
        # A session ends with the browser, or when its time is over.
        "ACCOUNT_SESSION_REMEMBER": False,
        # Ours say when to try again, and lock nobody else out (accounts.throttling).
        "ACCOUNT_RATE_LIMITS": False,
        "MFA_RATE_LIMITS": False,
        "MFA_ADAPTER": "accounts.adapters.SecondFactors",
        "MFA_SUPPORTED_TYPES": ["totp", "webauthn", "recovery_codes"],
        "MFA_PASSKEY_LOGIN_ENABLED": True,
        "MFA_ALLOW_UNVERIFIED_EMAIL": True,
        # A clock may be half a minute slow or fast.
        "MFA_TOTP_TOLERANCE": 1,
        "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN": debug,
        "MFA_FORMS": {
            "authenticate": "accounts.forms.Code",
            "authenticate_webauthn": "accounts.forms.Key",
            "reauthenticate": "accounts.forms.CodeAgain",
            "reauthenticate_webauthn": "accounts.forms.KeyAgain",
            "activate_totp": "accounts.forms.FirstCode",
            "login_webauthn": "accounts.forms.Passkey",
            "add_webauthn": "accounts.forms.NewKey",
        },
        "SOCIALACCOUNT_ADAPTER": "accounts.adapters.SingleSignOn",
        "SOCIALACCOUNT_STORE_TOKENS": False,
        "SOCIALACCOUNT_OPENID_CONNECT_URL_PREFIX": "",
        "SOCIALACCOUNT_PROVIDERS": {
            "openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": provider}
        },
        "SINGLE_SIGN_ON": bool(provider),
        # With it, an address says who somebody is: only administrators change it.
        "WAGTAIL_EMAIL_MANAGEMENT_ENABLED": not provider,
    }
    if not debug:
        # Only this very host can set them, and only over https (RFC 6265bis, 4.1.3.2).
        found["SESSION_COOKIE_NAME"] = "__Host-sessionid"
        found["CSRF_COOKIE_NAME"] = "__Host-csrftoken"
        found["ACCOUNT_DEFAULT_HTTP_PROTOCOL"] = "https"
    return found


def _provider(env: environ.Env) -> list[dict[str, Any]]:
    """Return the provider of single sign-on as allauth takes it, if there is one."""
    given = {
        "OIDC_SERVER_URL": env.str("OIDC_SERVER_URL", default=""),
        "OIDC_CLIENT_ID": env.str("OIDC_CLIENT_ID", default=""),
        "OIDC_CLIENT_SECRET": env.str("OIDC_CLIENT_SECRET", default=""),
    }
    if not any(given.values()):
        return []
    missing = [name for name, value in given.items() if not value]
    if missing:
        raise ImproperlyConfigured(f"Single sign-on needs {', '.join(missing)} too.")
    return [
        {
            "provider_id": PROVIDER,
            "name": env.str("OIDC_NAME", default="OpenID Connect"),
            "client_id": given["OIDC_CLIENT_ID"],
            "secret": given["OIDC_CLIENT_SECRET"],
            "settings": {"server_url": given["OIDC_SERVER_URL"]},
        }
    ]
