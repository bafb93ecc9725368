"""What tasks are called in the admin."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as _noop

NAMES = {
    "articles.links.tasks.check_links": _noop("Look for broken links"),
    "articles.topic_cards.make_topic_card": _noop("Draw the social card of a topic"),
    "duties.tasks.send_feedback": _noop("Send feedback by e-mail"),
    "espoo.pictures.make_renditions": _noop("Make the sizes of a picture"),
    "espoo.social_cards.make_social_card": _noop("Draw the social card of a page"),
    "lexicon.refining.refine": _noop("Analyse new words"),
    "modelsearch.tasks.insert_or_update_object_task": _noop("Update the search index"),
    "translation.notices.tell": _noop("Tell of a step in a translation by e-mail"),
    "translation.notices.tell_of_comment": _noop("Tell of a comment by e-mail"),
    "translation.requests.counting.recount": _noop("Count the words to translate"),
    "translation.requests.telling.tell_assignee": _noop(
        "Tell of a request for a translation by e-mail"
    ),
    "wagtail.images.tasks.set_image_focal_point_task": _noop(
        "Find the focal point of a picture"
    ),
    "wagtail.tasks.delete_file_from_storage_task": _noop("Delete a file"),
    "wagtail.tasks.update_reference_index_task": _noop("Note what refers to what"),
}

# The library that keeps tasks says this below the report, in English only.
_OF_THE_LIBRARY = [_noop("Task Result"), _noop("Task Results")]


def name_of(task_path: str) -> str:
    """Return what a task is called; one that we have no name for, by its path."""
    return str(_(NAMES[task_path])) if task_path in NAMES else task_path
