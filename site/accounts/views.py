"""What somebody sees of their own account, and what administrators do with others'."""

from typing import Any

from allauth.account.views import LoginView
from allauth.mfa.base.views import IndexView
from allauth.socialaccount.adapter import get_adapter
from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages
from wagtail.log_actions import log

from accounts.configuration import PROVIDER
from accounts.personal import erase, export, others_remain, reset_second_factor
from accounts.required import is_lacking

# The sign-ins shown; the export has all that are kept.
SHOWN = 20


class Door(LoginView):
    """Signing in with a password, and what leads to the other ways."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the provider of single sign-on, if there is one."""
        context = super().get_context_data(**kwargs)
        if settings.SINGLE_SIGN_ON:
            provider = get_adapter().get_provider(self.request, PROVIDER)
            onward = self.get_next_url()
            context["sso_name"] = provider.name
            context["sso_url"] = provider.get_login_url(
                self.request, **({"next": onward} if onward else {})
            )
        return context


class Security(IndexView):
    """The second factors of an account, and who signed in to it."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the latest sign-ins, and whether the admin is still closed."""
        user = self.request.user
        return super().get_context_data(**kwargs) | {
            "sign_ins": user.sign_ins.order_by("-at", "-pk")[:SHOWN],
            "is_lacking": is_lacking(self.request),
        }


def whose_account(request: HttpRequest, pk: int, right: str) -> User:
    """Return an account that somebody may change.

    Raises PermissionDenied, also to who is none about an administrator.
    """
    user: User = get_object_or_404(User, pk=pk)
    by = request.user
    if not by.has_perm(f"auth.{right}_user") or (
        user.is_superuser and not by.is_superuser
    ):
        raise PermissionDenied
    return user


@require_safe
def send_export(request: HttpRequest, pk: int) -> HttpResponse:
    """Send what is kept of a person as a file."""
    user = whose_account(request, pk, "change")
    response = JsonResponse(
        export(user), json_dumps_params={"ensure_ascii": False, "indent": 2}
    )
    response["Content-Disposition"] = f'attachment; filename="account-{user.pk}.json"'
    log(user, "accounts.export", user=request.user)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def second_factor(request: HttpRequest, pk: int) -> HttpResponse:
    """Take away the second factor of who has lost it, after asking."""
    user = whose_account(request, pk, "change")
    if request.method == "POST":
        reset_second_factor(user, request.user)
        messages.success(
            request,
            _("“%(name)s” can now sign in with the password and set up a new one.")
            % {"name": user.get_username()},
        )
        return redirect("wagtailusers_users:edit", user.pk)
    return _ask(
        request,
        user,
        _("Reset the second factor"),
        _("Only do this when you are sure who asks, such as face to face or by phone."),
        "key",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def erase_person(request: HttpRequest, pk: int) -> HttpResponse:
    """Take away all that tells who somebody is, after asking."""
    user = whose_account(request, pk, "delete")
    if user == request.user or not others_remain(user):
        messages.error(
            request, _("Your own account and the last administrator cannot be erased.")
        )
        return redirect("wagtailusers_users:edit", user.pk)
    if request.method == "POST":
        erase(user, request.user)
        messages.success(
            request, _("Erased. The account is now called “%s”.") % user.username
        )
        return redirect("wagtailusers_users:index")
    return _ask(
        request,
        user,
        _("Erase personal data"),
        _(
            "The name, e-mail, profile and sign-ins are erased for good, and the"
            " account is closed. What was written stays, by a “former user”."
        ),
        "bin",
    )


def _ask(
    request: HttpRequest, user: User, title: str, text: str, icon: str
) -> HttpResponse:
    index = reverse("wagtailusers_users:index")
    edit = reverse("wagtailusers_users:edit", args=[user.pk])
    context = {
        "header_title": title,
        "header_icon": icon,
        "breadcrumbs_items": [
            {"url": index, "label": _("Users")},
            {"url": edit, "label": user.get_username()},
            {"url": "", "label": title},
        ],
        "person": user,
        "title": title,
        "text": text,
        "back": edit,
    }
    return TemplateResponse(request, "accounts/ask.html", context)
