"""Publishing as one step, and never past somebody's lock or the pair.

What Wagtail leaves open when a page or snippet is published, from wherever.
"""

from functools import wraps
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.actions.publish_revision import PublishRevisionAction
from wagtail.actions.unpublish import UnpublishAction
from wagtail.admin.forms import WagtailAdminPageForm

from translation import pair
from translation.refusals import PublishingRefused
from translation.roles import refuse_locked
from translation.turns import turn

# What a page or snippet has of itself, and not of the revision that is published.
OF_THE_ROW = [
    "path",
    "depth",
    "numchild",
    "draft_title",
    "live",
    "has_unpublished_changes",
    "locked",
    "locked_by_id",
    "locked_at",
    "latest_revision_id",
    "latest_revision_created_at",
    "live_revision_id",
]


def guard_publications() -> None:
    """Make every publication one turn, and ask for an editor's lock before it.

    What follows from a publication (``translation.signals``: lagging segments, facts
    in other languages) is there for the next reader, or the publication did not
    happen.  Forms, lists, Wagtail's API, workflows and commands all end in this one
    action; most of them do not ask whether somebody has locked the page.
    """
    execute = PublishRevisionAction.execute

    @wraps(execute)
    def guarded(action: PublishRevisionAction, *args: Any, **kwargs: Any) -> Any:
        with turn(type(action.object), pk=action.object.pk):
            _as_it_is_by_now(action)
            if action.user:
                refuse_locked(action.user, action.object)
            return execute(action, *args, **kwargs)

    PublishRevisionAction.execute = guarded


def _as_it_is_by_now(action: PublishRevisionAction) -> None:
    """Put what was changed since the row was read into what is written back of it.

    PublishingRefused where it is gone; saving it would make it anew.
    """
    instance, revision = action.object, action.revision
    written_anew = type(revision).objects.filter(pk=revision.pk)
    if written_anew.exclude(created_at=revision.created_at).exists():
        revision.refresh_from_db()
        instance = action.object = revision.as_object()
    names = {field.attname for field in instance._meta.concrete_fields}
    rows = type(instance)._base_manager.filter(pk=instance.pk)
    row = rows.values(*[name for name in OF_THE_ROW if name in names]).first()
    if row is None:
        raise PublishingRefused(_("It was deleted meanwhile."))
    was_moved = row.get("path") != getattr(instance, "path", None)
    for name, value in row.items():
        setattr(instance, name, value)
    if was_moved:
        instance.set_url_path(instance.get_parent(update=True))


def guard_withdrawals() -> None:
    """Make unpublishing a turn too, and take back nothing that was saved meanwhile."""
    execute = UnpublishAction.execute

    @wraps(execute)
    def guarded(action: UnpublishAction, *args: Any, **kwargs: Any) -> Any:
        with turn(type(action.object), pk=action.object.pk):
            if action.commit:
                action.object.refresh_from_db()
            return execute(action, *args, **kwargs)

    UnpublishAction.execute = guarded


class PairForm(WagtailAdminPageForm):
    """Tells the editor at the form that a page is published with its pair only."""

    def _post_clean(self) -> None:
        super()._post_clean()
        if "action-publish" not in self.data or self.instance.live:
            return
        try:
            pair.check(self.instance)
        except PublishingRefused as refused:
            self.add_error(None, self._with_the_way_out(refused))

    def _with_the_way_out(self, refused: PublishingRefused) -> Any:
        message = " ".join(refused.messages)
        if not self.instance.pk:
            return _("%(refusal)s Save it as a draft first.") % {"refusal": message}
        return WithLink(
            format_html(
                '{} <a href="{}">{}</a>',
                message,
                reverse("translation:together", args=[self.instance.pk]),
                _("Publish the languages together"),
            )
        )


class WithLink(SafeString):
    """A message with a link, which stays one when Wagtail writes a label before it."""

    def __radd__(self, label: str) -> SafeString:
        return format_html("{}{}", label, self)
