"""The original of a translation, to be read by whoever translates it."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from wagtail.models import PreviewableMixin

from translation.roles import may_edit
from translation.views.guards import version_or_404


@require_safe
def read_original(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the original as its translations know it, a draft too.

    Translators have no rights on the original itself.  404 for what has no page.
    """
    made, version = version_or_404(pk)
    if not may_edit(request.user, version):
        raise PermissionDenied
    original = made.source.as_instance()
    if not isinstance(original, PreviewableMixin) or not original.is_previewable():
        raise Http404
    return original.make_preview_request(request, original.default_preview_mode)
