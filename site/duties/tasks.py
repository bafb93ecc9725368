"""What is done after a reader has had an answer."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django_tasks import task

from duties.models import Feedback


@task()
def send_feedback(feedback_id: int) -> bool:
    """Send feedback to FEEDBACK_EMAIL; return whether there was anywhere to send it.

    A mail that cannot be sent fails the task and is logged; the feedback is kept.
    """
    feedback = Feedback.objects.filter(pk=feedback_id).first()
    if feedback is None or not settings.FEEDBACK_EMAIL:
        return False
    with translation.override(settings.LANGUAGE_CODE):
        lines = [
            feedback.message,
            "",
            _("Page: %(address)s")
            % {
                "address": settings.BASE_URL + feedback.about if feedback.about else "–"
            },
            _("E-mail: %(email)s") % {"email": feedback.email or "–"},
            _("Language: %(language)s") % {"language": feedback.language},
            _("Answer by: %(date)s") % {"date": feedback.due.isoformat()},
            settings.BASE_URL
            + reverse("wagtailsnippets_duties_feedback:edit", args=[feedback.pk]),
        ]
        EmailMessage(
            subject=_("Feedback: %(topic)s") % {"topic": feedback.get_topic_display()},
            body="\n".join(lines),
            to=[settings.FEEDBACK_EMAIL],
            reply_to=[feedback.email] if feedback.email else None,
        ).send()
    return True
