"""Keeps single segments while they are written, for the script of the screen.

It is the same saving as that of the whole form: where somebody else has written
meanwhile nothing is kept, and the writer chooses.
"""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, JsonResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from translation import handing_in
from translation.editing.looking_over import look_over
from translation.editing.reading import Part, read
from translation.editing.remembering import offer
from translation.editing.saving import Kept, keep, marks_by_name
from translation.lag import progress_of
from translation.roles import is_locked_for, may_edit
from translation.views.editor import log_still_right, put_back, sent_with
from translation.views.guards import version_or_404
from translation.words import language_name


@require_POST
def autosave(request: HttpRequest, pk: int) -> JsonResponse:
    """Keep the boxes that were sent, and say how each of their segments is now.

    ``segments`` have a ``state`` (kept, undecided, refused, gone), the words and marks
    to go on with, and the notes below the box; ``progress`` is for the header.  409
    with a ``message`` where somebody else holds the lock.
    """
    made, version = version_or_404(pk)
    user: Any = request.user
    if not may_edit(user, version):
        raise PermissionDenied
    if is_locked_for(user, version):
        message = _("“%(title)s” is locked by somebody else. Nothing was changed.")
        return JsonResponse({"message": message % {"title": version}}, status=409)
    sent = sent_with(request.POST, {})
    kept = keep(made, sent, user=user)
    if kept.still_right:
        log_still_right(made, version, user, kept.still_right)
    said = ""
    if kept.changed and handing_in.take_up_again(made, user=user):
        said = _("The translation is in work again. Hand it in anew when it is done.")
    parts = read(made)
    put_back(parts, kept)
    segments = [one for part in parts for one in part.segments if one.pk in sent.words]
    some = [Part("", "", segments)]
    look_over([(made, some)])
    offer(made, some)
    marks = marks_by_name(segments)
    texts = {
        "may_write": True,
        "from_code": made.source.locale.language_code,
        "to_code": made.target_locale.language_code,
        "to_language": language_name(made.target_locale.language_code),
    }
    answers = [
        {
            "name": f"words-{one.pk}",
            "state": _state(one.pk, kept),
            "is_done": one.is_done,
            "shown": one.shown,
            "marks": marks[f"words-{one.pk}"],
            "notes": render_to_string(
                "translation/editor/notes.html",
                texts | {"segment": one, "key": str(one.pk)},
                request,
            ),
        }
        for one in segments
    ]
    there = {one.pk for one in segments}
    answers += [
        {"name": f"words-{gone}", "state": "gone"}
        for gone in sent.words
        if gone not in there
    ]
    progress = render_to_string(
        "translation/editor/progress.html",
        {"progress": progress_of([made])[made.pk]},
        request,
    )
    return JsonResponse({"segments": answers, "progress": progress, "said": said})


def _state(pk: int, kept: Kept) -> str:
    if pk in kept.undecided:
        return "undecided"
    return "refused" if pk in kept.refused else "kept"
