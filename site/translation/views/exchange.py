"""Translated words from a PO file, all of them or none."""

from typing import Any

import polib
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from wagtail.log_actions import log
from wagtail_localize.models import Translation

from translation.refusals import Refusal
from translation.roles import may_edit
from translation.views.editor import address_of
from translation.views.guards import locked, version_or_404

MOST_BYTES = 2 * 1024 * 1024
OWNER = "X-WagtailLocalize-TranslationID"


@require_POST
def upload(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Take the words of a PO file that was downloaded here, or say why not."""
    made, version = version_or_404(translation_id)
    if not may_edit(request.user, version):
        raise PermissionDenied
    if refusal := locked(request, version):
        return refusal
    try:
        with transaction.atomic():
            po = parse(request.FILES.get("file"))
            taken, left = take(made, po, user=request.user)
            log(
                instance=version,
                action="translation.import",
                user=request.user,
                data={
                    "language": made.target_locale.language_code,
                    "segments": taken,
                },
            )
    except Refusal as refused:
        for text in refused.messages:
            messages.error(request, text)
    else:
        messages.success(
            request,
            ngettext(
                "%(n)d segment taken from the file.",
                "%(n)d segments taken from the file.",
                taken,
            )
            % {"n": taken},
        )
        if left:
            messages.warning(
                request,
                ngettext(
                    "%(n)d entry was left: it is marked as uncertain, or the original "
                    "has changed since.",
                    "%(n)d entries were left: they are marked as uncertain, or the "
                    "original has changed since.",
                    left,
                )
                % {"n": left},
            )
    return redirect(address_of(version))


def parse(file: UploadedFile | None) -> polib.POFile:
    """Return the entries of an uploaded file.  Raises Refusal for any other file."""
    if file is None:
        raise Refusal(_("Choose a PO file first."))
    if (file.size or 0) > MOST_BYTES:
        raise Refusal(_("The file is too large for a PO file."))
    try:
        # The line break keeps polib from taking the text for the name of a file.
        return polib.pofile(file.read().decode("utf-8-sig") + "\n")
    except (OSError, ValueError, IndexError):
        raise Refusal(_("This is not a PO file.")) from None


def take(made: Translation, po: polib.POFile, *, user: Any) -> tuple[int, int]:
    """Write the words of a file into a translation; return how many, and how many not.

    Raises Refusal, in whose transaction nothing is kept, for a file of another text.
    """
    owner = po.metadata.get(OWNER)
    if owner is None:
        raise Refusal(
            _("The file does not say which text it belongs to. Download it anew.")
        )
    if owner != str(made.uuid):
        raise Refusal(_("The file belongs to another text."))
    entries = [entry for entry in po if entry.msgstr and not entry.obsolete]
    po[:] = [entry for entry in entries if not entry.fuzzy]
    taken = len(po) - len(made.import_po(po, user=user, tool_name="PO File"))
    if not taken:
        raise Refusal(_("The file has no words for this text. Nothing was taken."))
    return taken, len(entries) - taken
