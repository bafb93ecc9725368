"""The pages of signing in speak the language of whoever reads them."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from wagtail.users.models import UserProfile

View = Callable[..., HttpResponse]


def language_of(request: HttpRequest) -> str:
    """Return a language of the admin: a person's own, or what their browser wants."""
    if request.user.is_authenticated:
        profile = UserProfile.objects.filter(user_id=request.user.pk).first()
        if profile:
            return profile.get_preferred_language()
    asked = translation.get_language() or settings.LANGUAGE_CODE
    return asked if asked in dict(settings.OWN_LANGUAGES) else "en"


def spoken(request: HttpRequest) -> AbstractContextManager[None]:
    """Return a context in which that language is spoken."""
    return translation.override(language_of(request))


def in_own_language(view: View) -> View:
    """Answer in that language, also what is put into words after the view."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with spoken(request):
            response = view(request, *args, **kwargs)
            if hasattr(response, "render"):
                response.render()
            return response

    return wrapped
