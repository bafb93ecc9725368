"""The one door to the admin; stands before Wagtail's addresses of the same names."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as apps
from allauth.mfa.webauthn import views as keys
from allauth.socialaccount import views as social
from allauth.socialaccount.providers.openid_connect import views as oidc
from django.urls import path, re_path, reverse_lazy
from django.views.decorators.cache import never_cache
from django.views.generic import RedirectView
from wagtail.admin.views.account import LogoutView
from wagtail.utils.urlpatterns import decorate_urlpatterns

from accounts.configuration import PROVIDER
from accounts.speaking import in_own_language
from accounts.views import Door, Security
from hardening.headers import strict

sso = {"provider_id": PROVIDER}
urlpatterns = [
    path("login/", Door.as_view(), name="account_login"),
    path("login/second-factor/", mfa.authenticate, name="mfa_authenticate"),
    path("login/passkey/", keys.login_webauthn, name="mfa_login_webauthn"),
    path("login/closed/", account.account_inactive, name="account_inactive"),
    path("logout/", LogoutView.as_view(), name="account_logout"),
    # 404 where no provider is set.
    path("login/sso/", oidc.login, sso, name="openid_connect_login"),
    path("login/sso/back/", oidc.callback, sso, name="openid_connect_callback"),
    path(
        "login/sso/stopped/",
        social.login_cancelled,
        name="socialaccount_login_cancelled",
    ),
    path("login/sso/error/", social.login_error, name="socialaccount_login_error"),
    path("password_reset/", account.password_reset, name="account_reset_password"),
    path(
        "password_reset/done/",
        account.password_reset_done,
        name="account_reset_password_done",
    ),
    path(
        "password_reset/key/done/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^password_reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[^/]+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    # Links in old mails.
    path(
        "password_reset/<path:rest>",
        RedirectView.as_view(url=reverse_lazy("account_reset_password")),
    ),
    path("security/", Security.as_view(), name="mfa_index"),
    path("security/again/", account.reauthenticate, name="account_reauthenticate"),
    path("security/again/code/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path(
        "security/again/key/",
        keys.reauthenticate_webauthn,
        name="mfa_reauthenticate_webauthn",
    ),
    path("security/app/", apps.activate_totp, name="mfa_activate_totp"),
    path("security/app/remove/", apps.deactivate_totp, name="mfa_deactivate_totp"),
    path(
        "security/keys/",
        RedirectView.as_view(pattern_name="mfa_index"),
        name="mfa_list_webauthn",
    ),
    path("security/keys/add/", keys.add_webauthn, name="mfa_add_webauthn"),
    path(
        "security/keys/<int:pk>/remove/",
        keys.remove_webauthn,
        name="mfa_remove_webauthn",
    ),
    path("security/codes/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "security/codes/new/",
        codes.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
]
urlpatterns = decorate_urlpatterns(urlpatterns, in_own_language)
urlpatterns = decorate_urlpatterns(urlpatterns, never_cache)
urlpatterns = decorate_urlpatterns(urlpatterns, strict)
