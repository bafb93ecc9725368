"""The e-mail to whoever is asked to translate."""

from django.contrib.auth import get_user_model
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django_tasks import task
from wagtail.admin.utils import get_user_display_name

from translation.addresses import absolute
from translation.notices import language_of, title_of
from translation.requests.models import TranslationRequest
from translation.words import language_name


@task()
def tell_assignee(request_id: int, actor_id: int) -> bool:
    """Write to the assignee in the language of their admin; return whether one was.

    There is no switch against it in the account: Wagtail offers those who only
    translate none, and who is asked has to know.
    """
    asked = (
        TranslationRequest.objects.filter(pk=request_id, done_at=None)
        .select_related(
            "assignee__wagtail_userprofile",
            "translation__source__specific_content_type",
            "translation__source__locale",
            "translation__target_locale",
        )
        .first()
    )
    person = asked and asked.assignee
    if not asked or not person or not person.is_active or not person.email:
        return False
    made = asked.translation
    actor = get_user_model().objects.filter(pk=actor_id).first()
    version = made.source.get_translated_instance(made.target_locale)
    with translation.override(language_of(person)):
        named = {
            "title": title_of(version),
            "language": language_name(made.target_locale.language_code),
            "name": get_user_display_name(actor) if actor else "–",
            "day": date_format(asked.due, "SHORT_DATE_FORMAT") if asked.due else "",
        }
        subject = _("Please translate: %(title)s (%(language)s)")
        if asked.due:
            subject = _("Please translate by %(day)s: %(title)s (%(language)s)")
        lines = [
            _("%(name)s asks you to translate “%(title)s” (%(language)s).") % named
        ]
        if asked.due:
            lines.append(_("Deadline: %(day)s") % named)
        if asked.instruction:
            lines += ["", _("Instruction:"), asked.instruction]
        lines += ["", absolute(reverse("translation:edit", args=[made.pk]))]
        EmailMessage(
            subject=(subject % named).replace("\n", " "),
            body="\n".join(lines),
            to=[person.email],
        ).send()
    return True
