"""Who is told of a step in the work on a translation, by e-mail.

Everybody is written to in the language of their own admin, and nobody who has
switched such messages off in their account.
"""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.core.mail import EmailMessage, get_connection
from django.db import models
from django.urls import reverse
from django.utils import translation
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django_tasks import task
from wagtail.admin.utils import get_user_display_name
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from translation.addresses import absolute
from translation.models import SegmentComment, Standing
from translation.roles import may_edit
from translation.words import language_name

Review = Standing.Review
# The switch in Wagtail's account settings.
SWITCHES = {
    Review.READY: "submitted_notifications",
    Review.APPROVED: "approved_notifications",
    Review.RETURNED: "rejected_notifications",
}


@task()
def tell(made_id: int, step: str, actor_id: int) -> int:
    """Tell of a step those whom it concerns; return how many were written to.

    Nobody is told of what they did themselves, nor of a step that was overtaken by
    another one.
    """
    standing = (
        Standing.objects.filter(translation=made_id, review=step)
        .select_related(
            "translation__source__specific_content_type",
            "translation__source__locale",
            "translation__target_locale",
            "handed_in_by",
        )
        .first()
    )
    if standing is None:
        return 0
    made = standing.translation
    version = made.source.get_translated_instance(made.target_locale)
    if step == Review.READY:
        people = publishers_of(version)
    else:
        people = [standing.handed_in_by] if standing.handed_in_by else []
    actor = get_user_model().objects.filter(pk=actor_id).first()
    messages = [
        _message(standing, version, actor, person)
        for person in people
        if person.pk != actor_id and _wants(person, SWITCHES[Review(step)])
    ]
    get_connection().send_messages(messages)
    return len(messages)


@task()
def tell_of_comment(comment_id: int) -> int:
    """Tell of a comment on a segment those whom it concerns; return how many.

    Those who wrote in its thread before, and whoever handed the translation in; nobody
    of their own words, nor who may no longer edit the version.
    """
    comment = (
        SegmentComment.objects.filter(pk=comment_id)
        .select_related(
            "translation__source__specific_content_type",
            "translation__source__locale",
            "translation__target_locale",
            "author",
        )
        .first()
    )
    if comment is None:
        return 0
    made = comment.translation
    version = made.source.get_translated_instance(made.target_locale)
    thread = SegmentComment.objects.filter(
        translation=made, context=comment.context_id, string=comment.string_id
    )
    people = (
        get_user_model()
        .objects.filter(
            models.Q(pk__in=thread.values("author"))
            | models.Q(
                pk__in=Standing.objects.filter(translation=made).values("handed_in_by")
            )
        )
        .exclude(pk=comment.author_id or 0)
        .select_related("wagtail_userprofile")
    )
    messages = [
        _comment_message(comment, version, person)
        for person in people
        if _wants(person, "updated_comments_notifications")
        and may_edit(person, version)
    ]
    get_connection().send_messages(messages)
    return len(messages)


def _comment_message(
    comment: SegmentComment, version: Any, person: Any
) -> EmailMessage:
    with translation.override(language_of(person)):
        named = {
            "title": title_of(version),
            "language": language_name(version.locale.language_code),
            "name": comment.written_by,
        }
        said = _(
            "%(name)s has commented on the translation “%(title)s” (%(language)s)."
        )
        subject = _("Comment: %(title)s (%(language)s)") % named
        lines = [
            said % named,
            "",
            _("Original:"),
            strip_tags(comment.about),
            "",
            _("Comment:"),
            comment.text,
            "",
            absolute(reverse("translation:edit", args=[comment.translation_id]))
            + "?show=comments",
        ]
        return EmailMessage(
            subject=subject.replace("\n", " "),
            body="\n".join(lines),
            to=[person.email],
        )


def publishers_of(version: Any) -> Iterable[Any]:
    """Return who may publish a version: by their groups, or else administrators."""
    if isinstance(version, Page):
        people = page_permission_policy.users_with_permission_for_instance(
            "publish", version
        )
    else:
        policy = version.snippet_viewset.permission_policy
        people = policy.users_with_permission("publish")
    people = people.select_related("wagtail_userprofile")
    return people.filter(is_superuser=False) or people.filter(is_superuser=True)


def _wants(person: Any, switch: str) -> bool:
    profile = getattr(person, "wagtail_userprofile", None)
    return bool(person.is_active and person.email and getattr(profile, switch, True))


def language_of(person: Any) -> str:
    """Return the code of the language in which a person has their admin."""
    profile = getattr(person, "wagtail_userprofile", None)
    return getattr(profile, "preferred_language", "") or settings.LANGUAGE_CODE


def _message(
    standing: Standing,
    version: Any,
    actor: User | None,
    person: Any,
) -> EmailMessage:
    with translation.override(language_of(person)):
        named = {
            "title": title_of(version),
            "language": language_name(version.locale.language_code),
            "name": get_user_display_name(actor) if actor else "–",
        }
        subject, said = {
            Review.READY: (
                _("Ready for review: %(title)s (%(language)s)"),
                _("%(name)s has handed in the translation “%(title)s” (%(language)s)."),
            ),
            Review.APPROVED: (
                _("Approved: %(title)s (%(language)s)"),
                _("%(name)s has approved the translation “%(title)s” (%(language)s)."),
            ),
            Review.RETURNED: (
                _("Returned: %(title)s (%(language)s)"),
                _("%(name)s has returned the translation “%(title)s” (%(language)s)."),
            ),
        }[Review(standing.review)]
        lines = [said % named]
        if standing.comment:
            lines += ["", _("Comment:"), standing.comment]
        lines += [
            "",
            absolute(reverse("translation:edit", args=[standing.translation_id])),
        ]
        return EmailMessage(
            subject=(subject % named).replace("\n", " "),
            body="\n".join(lines),
            to=[person.email],
        )


def title_of(version: models.Model) -> str:
    """Return what a version is called in the admin."""
    if isinstance(version, Page):
        return version.get_admin_display_title()
    return str(version)
