"""Several pages out of the list as a zip file, to keep or to take elsewhere."""

import tempfile
from collections.abc import Sequence
from typing import Any

from django.http import FileResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from articles.bulk.pages import PagesAction
from articles.exporting.archive import write_zip
from articles.exporting.collecting import collect
from articles.exporting.selection import KINDS, with_what_they_need

# So much is kept in memory; what is larger goes to a file that nobody else can see.
_IN_MEMORY = 8 * 1024 * 1024


class ExportPages(PagesAction):
    """Gives the chosen pages, and what belongs to them, to whoever may edit them."""

    display_name = _("Export")
    action_type = "export"
    aria_label = _("Export the selected pages")
    template_name = "articles/bulk/export.html"
    icon = "download"
    action_priority = 60

    def check_perm(self, page: Page) -> bool:
        """Tell whether this person may edit a page, and whether it is an article's."""
        is_ours = issubclass(page.specific_class or Page, tuple(KINDS.values()))
        return is_ours and page.permissions_for_user(self.request.user).can_edit()

    @classmethod
    def execute_action(cls, objects: Sequence[Page], **kwargs: Any) -> tuple[int, int]:
        """Do nothing: there is no page to be exported."""
        return 0, 0

    def prepare_action(
        self, objects: Sequence[Page], objects_without_access: dict[str, Any]
    ) -> FileResponse | None:
        """Answer with the zip file; what belongs to the pages goes along where shown.

        A draft that this person may not edit stays here.
        """
        if not objects:
            return None
        user = self.request.user
        chosen = {page.pk for page in objects}
        pages = [
            page
            for page in with_what_they_need(objects)
            if page.pk in chosen
            or page.live
            or page.permissions_for_user(user).can_edit()
        ]
        # The answer closes it, when it has been sent.
        file = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115
        write_zip(collect(pages), file)
        file.seek(0)
        day = timezone.localdate().isoformat()
        return FileResponse(file, as_attachment=True, filename=f"export-{day}.zip")
