"""A version as it would be published now.  Nothing is saved by looking at it."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe
from wagtail.models import PreviewableMixin
from wagtail.utils.decorators import xframe_options_sameorigin_override
from wagtail_localize.models import Translation

from translation.publishing import build
from translation.roles import may_edit


@require_safe
@xframe_options_sameorigin_override
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the version that the segments make now; 404 for what has no page.

    With ``?with=proposals``, also words that nobody has accepted yet.  The screen shows
    it in a frame.
    """
    made = get_object_or_404(
        Translation.objects.select_related(
            "source__specific_content_type", "source__locale", "target_locale"
        ),
        pk=pk,
        enabled=True,
    )
    version = made.source.get_translated_instance(made.target_locale)
    if not may_edit(request.user, version):
        raise PermissionDenied
    if not isinstance(version, PreviewableMixin) or not version.is_previewable():
        raise Http404
    shown: Any = build(made, with_proposals=request.GET.get("with") == "proposals")
    return shown.make_preview_request(request, version.default_preview_mode)
