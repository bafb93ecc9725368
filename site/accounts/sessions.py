"""When a session ends by itself: after idle time, and after a day's work in any case.

At a change of the password Django ends all others of the account, as they hold a digest
of the old one.
"""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

BEGAN, SEEN = "session_began", "session_seen"
# A session is written again for what somebody does only so often, in seconds.
EVERY = 60
# What an open page asks for by itself, which tells of nobody.
BY_ITSELF = "wagtailadmin_editing_sessions:ping"


@receiver(user_logged_in)
def begin(request: HttpRequest, **_others: Any) -> None:
    """Note when somebody signs in."""
    request.session[BEGAN] = request.session[SEEN] = _now()


def end_if_over(request: HttpRequest) -> None:
    """Sign out whoever was away for too long; asks nothing of who is not signed in."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return
    if not request.user.is_authenticated:
        return
    now = _now()
    session = request.session
    idle = now - session.get(SEEN, now) > settings.SESSION_IDLE_SECONDS
    if idle or now - session.get(BEGAN, now) > settings.SESSION_COOKIE_AGE:
        logout(request)
        messages.info(
            request, _("You were signed out because of the time. Please sign in again.")
        )


def note_work(request: HttpRequest) -> None:
    """Note that somebody does something; called when the address is known."""
    match = request.resolver_match
    if not request.user.is_authenticated or (match and match.view_name == BY_ITSELF):
        return
    session, now = request.session, _now()
    session.setdefault(BEGAN, now)
    if now - session.get(SEEN, 0) > EVERY:
        session[SEEN] = now


def _now() -> int:
    return int(timezone.now().timestamp())
