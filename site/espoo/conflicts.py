"""Two people on one page or snippet: the later one replaces nothing unasked.

Wagtail compares the revision a form was loaded from with the newest one only when it
saves by itself.  Whoever presses a button silently replaces what somebody else saved
meanwhile.  Here both versions are kept, shown side by side, and the later person
chooses.
"""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.contrib.admin.utils import quote, unquote
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.utils import get_user_display_name
from wagtail.log_actions import LogActionRegistry, LogFormatter, log
from wagtail.models import Page, Revision, RevisionMixin
from wagtail.snippets.views.snippets import EditView

from translation.turns import turn

View = Callable[..., HttpResponse]
KEPT = "espoo.kept_beside"
# The number of no revision: a form that carries it is never up to date.
NO_REVISION = -1


def in_turn(view: View) -> View:
    """Let those who save one page or snippet at the same moment do so one by one.

    Each then sees what the one before saved.  What is refused when a draft is to be
    published (``ValidationError``) leaves the draft saved.
    """

    @wraps(view)
    def taken(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        edited = _edited(request, view, args, kwargs)
        if edited is None:
            return view(request, *args, **kwargs)
        model, pk = edited
        with turn(model, pk=pk):
            try:
                return view(request, *args, **kwargs)
            except ValidationError as error:
                refused = error
        raise refused

    return taken


def _edited(
    request: HttpRequest, view: View, args: tuple[Any, ...], kwargs: dict[str, Any]
) -> tuple[type[models.Model], Any] | None:
    """Return the model and key of what a request saves in its form, if it does."""
    if request.method != "POST" or request.resolver_match is None:
        return None
    if request.resolver_match.view_name == "wagtailadmin_pages:edit":
        return Page, args[0] if args else kwargs["page_id"]
    kind = getattr(view, "view_class", None)
    if kind is None or not issubclass(kind, EditView):
        return None
    model = view.view_initkwargs["model"]  # type: ignore[attr-defined] # of as_view
    return model, unquote(str(kwargs["pk"]))


def keep_both(request: HttpRequest, instance: models.Model) -> HttpResponse | None:
    """Stand before every save of an editor's form; None where nothing is in its way.

    Where the form was loaded from another revision than the newest one, its text
    becomes a revision beside the newest, which stays what it is, and the person is
    led to the comparison of the two.  A save that Wagtail makes by itself is refused
    (400), as Wagtail refuses it.  A text that cannot be kept, because its form is not
    valid or the page is locked, goes back into the form, which stays out of date.
    """
    if request.method != "POST" or not isinstance(instance, RevisionMixin):
        return None
    newest = (
        Revision.objects.filter(pk=instance.latest_revision_id)
        .select_related("user")
        .first()
    )
    if newest is None or _is_loaded_from(newest, request.POST, request.user):
        return None
    if not request.accepts("text/html"):
        return JsonResponse(
            {
                "success": False,
                "error_code": "invalid_revision",
                "error_message": _("Somebody has saved a newer version."),
            },
            status=HTTPStatus.BAD_REQUEST,
        )
    what = {
        "name": get_user_display_name(newest.user) if newest.user else _("Somebody"),
        "time": date_format(localtime(newest.created_at), "SHORT_DATETIME_FORMAT"),
    }
    mine = None if _is_locked(request, instance) else _mine(request, instance)
    if mine is None:
        instance.latest_revision_id = NO_REVISION
        messages.warning(
            request,
            _(
                "%(name)s saved a newer version at %(time)s. It was not replaced, and "
                "your text is not saved yet."
            )
            % what,
        )
        return None
    kept = _keep_beside(newest, mine, request)
    messages.warning(
        request,
        _(
            "%(name)s saved a newer version at %(time)s, while you were writing. It "
            "was not replaced, and your text is kept in the history. Compare the two, "
            "newest first, and choose with which one to go on."
        )
        % what,
        buttons=[
            messages.button(
                _address(instance, "revisions_revert", kept.pk), _("Go on with mine")
            ),
            messages.button(_address(instance, "edit"), _("Go on with theirs")),
        ],
    )
    return redirect(_address(instance, "revisions_compare", newest.pk, kept.pk))


def _is_loaded_from(newest: Revision, data: QueryDict, user: Any) -> bool:
    """Tell whether a form was loaded from this revision, or has itself saved it.

    Its author may have written into the same revision again: then its time differs.
    A form saves by itself while its author writes, and a pressed button still sends
    what it was loaded from (nothing, where the page was new).  So what this person
    alone has saved since then is no other version.
    """
    if own := data.get("overwrite_revision_id"):
        return own == str(newest.pk)
    loaded = data.get("loaded_revision_id", "")
    if (
        loaded == str(newest.pk)
        and data.get("loaded_revision_created_at") == newest.created_at.isoformat()
    ):
        return True
    since = Revision.objects.filter(
        base_content_type=newest.base_content_type_id,
        object_id=newest.object_id,
        pk__gt=int(loaded) if loaded.isdecimal() else 0,
    )
    return newest.user_id == user.pk and not since.exclude(user=user).exists()


def _is_locked(request: HttpRequest, instance: Any) -> bool:
    lock = instance.get_lock() if hasattr(instance, "get_lock") else None
    return lock is not None and lock.for_user(request.user)


def _mine(request: HttpRequest, instance: Any) -> Any:
    """Return the instance with the text of the form, unsaved; None if not valid."""
    data = request.POST.copy()
    # What is kept is a draft, whichever button was pressed.
    data.pop("action-publish", None)
    given: dict[str, Any] = {"instance": instance, "for_user": request.user}
    if isinstance(instance, Page):
        panel = instance.get_edit_handler()
        given["parent_page"] = instance.get_parent()
    else:
        panel = instance.snippet_viewset.get_edit_handler()
    form = panel.get_form_class()(data, request.FILES, **given)
    form.defer_required_fields()
    return form.save(commit=False) if form.is_valid() else None


@transaction.atomic
def _keep_beside(newest: Revision, mine: Any, request: HttpRequest) -> Revision:
    """Keep a text in the history, right before the newest revision."""
    kept = Revision.objects.create(
        content_object=mine,
        base_content_type=mine.get_base_content_type(),
        user=request.user,
        content=mine.serializable_data(),
        object_str=str(mine),
        created_at=newest.created_at - timedelta(microseconds=1),
    )
    log(
        instance=mine,
        action=KEPT,
        user=request.user,
        revision=kept,
        content_changed=True,
    )
    return kept


def _address(instance: Any, name: str, *revisions: int) -> str:
    if isinstance(instance, Page):
        return reverse(f"wagtailadmin_pages:{name}", args=[instance.pk, *revisions])
    url_name = instance.snippet_viewset.get_url_name(name)
    return reverse(url_name, args=[quote(instance.pk), *revisions])


def register(actions: LogActionRegistry) -> None:
    """Make the action known to Wagtail's log."""

    @actions.register_action(KEPT)
    class Kept(LogFormatter):
        label = gettext_lazy("Kept beside a newer version")
        message = gettext_lazy("Kept beside a newer version")
