"""The broken links of one's own pages, on the home page of the admin."""

from collections.abc import Mapping
from typing import Any

from wagtail.admin.ui.components import Component

from articles.links.reports import broken_for, place_of

SHOWN = 5


class BrokenLinksPanel(Component):
    """Shows the links that have been broken for longest; nothing where none is."""

    name = "broken_links"
    template_name = "articles/links/panel.html"
    order = 150

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        rows = broken_for(parent_context["request"].user)
        shown: list[Any] = list(rows[: SHOWN + 1])
        for row in shown:
            row.place = place_of(row)
        more = rows.count() - SHOWN if len(shown) > SHOWN else 0
        return {"links": shown[:SHOWN], "more": more}
