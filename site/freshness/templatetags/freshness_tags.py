"""A template tag that keeps a part of a page while the content is the same."""

from django import template
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.utils.safestring import SafeString, mark_safe

from freshness.keeping import place_of
from freshness.kept import kept

register = template.Library()


class KeptNode(template.Node):
    """A part of a page that is made once for all readers of an address."""

    def __init__(self, nodelist: NodeList, name: list[FilterExpression]) -> None:
        self.nodelist = nodelist
        self.name = name

    def render(self, context: template.Context) -> SafeString:
        request = context.get("request")
        # What is no page may stand at any address: too many to keep.
        place = place_of(request) if request and context.get("page") else None
        if place is None:
            return self.nodelist.render(context)
        name = " ".join(str(part.resolve(context)) for part in self.name)
        html = kept(
            request, f"html {name} {place}", lambda: str(self.nodelist.render(context))
        )
        return mark_safe(html)  # noqa: S308 (as the template made it)


@register.tag("kept")
def keep(parser: Parser, token: Token) -> KeptNode:
    """Keep what stands between ``{% kept "name" %}`` and ``{% endkept %}``.

    One name stands once on a page.  What depends on the time is given after it
    (``{% kept "text" page.is_old %}``), and nothing inside may depend on the reader.
    It is made anew for staff, in previews, and where an address has parameters.
    """
    name = [parser.compile_filter(part) for part in token.split_contents()[1:]]
    if not name:
        raise template.TemplateSyntaxError('"kept" needs a name')
    nodelist = parser.parse(("endkept",))
    parser.delete_first_token()
    return KeptNode(nodelist, name)
