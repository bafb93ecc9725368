"""Readers' feedback in the admin."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from duties.models import Feedback, Usefulness


class ReadersOnlyPolicy(ModelPermissionPolicy):
    """Only readers add what readers say."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action != "add" and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)


class CountsPolicy(ReadersOnlyPolicy):
    """Nobody changes a count."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action != "change" and super().user_has_permission(user, action)


class FromReadersViewSet(SnippetViewSet):
    """Shows nothing to who may not read it: a chooser is open to all the staff."""

    def register_chooser_viewset(self) -> None:
        """Register none: nothing refers to what readers say."""


class FeedbackViewSet(FromReadersViewSet):
    """What readers wrote: unanswered first, soonest due first."""

    model = Feedback
    icon = "mail"
    menu_label = _("Feedback")
    list_display = ["__str__", "about", "language", "created_at", "due", "answered"]
    list_filter = {
        "answered": ["exact"],
        "topic": ["exact"],
        "language": ["exact"],
        "due": ["lte"],
    }
    list_export = ["topic", "message", "about", "language", "created_at", "answered_at"]
    ordering = ["answered", "due"]
    inspect_view_enabled = True
    panels = [
        MultiFieldPanel(
            [
                FieldPanel(name, read_only=True)
                for name in ("topic", "message", "email", "about", "language", "due")
            ],
            heading=_("From the reader"),
        ),
        FieldPanel("answered"),
        FieldPanel("note"),
    ]

    @property
    def permission_policy(self) -> ReadersOnlyPolicy:
        return ReadersOnlyPolicy(self.model)


class UsefulnessViewSet(FromReadersViewSet):
    """Which pages readers found useful; those that were not come first."""

    model = Usefulness
    icon = "tick"
    menu_label = _("Was this useful?")
    list_display = ["page", "yes", "no"]
    inspect_view_enabled = True
    inspect_view_fields = ["page", "yes", "no"]
    panels = [FieldPanel(name, read_only=True) for name in ("page", "yes", "no")]

    @property
    def permission_policy(self) -> CountsPolicy:
        return CountsPolicy(self.model)


class ReadersGroup(SnippetViewSetGroup):
    """What readers tell us."""

    menu_label = _("Readers")
    menu_icon = "mail"
    menu_order = 205
    items = (FeedbackViewSet, UsefulnessViewSet)


register_snippet(ReadersGroup)
