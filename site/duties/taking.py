"""Keeps what readers send, once it is in a process that may write.

It may come from a process that is trusted with nothing else, so it is checked again.
"""

from wagtail.models import Page

from background import later
from duties.models import Feedback, Usefulness
from duties.tasks import send_feedback
from translation.versions import readable


def keep_feedback(**fields: str) -> None:
    """Keep a message, and have it sent.  Raises ValidationError where it is none."""
    feedback = Feedback(**fields)
    feedback.full_clean()
    feedback.save()
    later.do(send_feedback, feedback.pk)


def count_answer(page_id: int, useful: bool) -> None:
    """Count whether a page was useful; one that is gone meanwhile counts nothing."""
    page = readable(Page.objects.filter(pk=page_id)).first()
    if page:
        Usefulness.count(page, useful=useful)
