"""Finds the page of an address in one look, however deep it stands.

Wagtail asks for one step of an address after the other.  Here the whole way is asked
for at once and kept with the page: its ancestors, and whether any of them is closed,
need no query later.
"""

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.url_routing import RouteResult
from wagtail.views import serve as wagtail_serve

from espoo.surroundings import first_levels
from freshness.kept import kept


def serve(request: HttpRequest, path: str = "") -> HttpResponse:
    """Answer as Wagtail does, with the page found already.

    In the public role, where nobody can sign in, closed pages are not there.
    """
    way = way_to(request, path)
    if settings.ROLE == "public" and any(getattr(one, "is_closed", 0) for one in way):
        raise Http404
    if way:
        # Where Wagtail keeps what it has found itself (Page.route_for_request).
        request._wagtail_route_for_request = _route(request, way, path)  # type: ignore[attr-defined]
    return wagtail_serve(request, path)


def way_to(request: HttpRequest, path: str) -> list[Page]:
    """Return the pages from the front page down towards an address.

    They are those of the active language, not specific, each knowing its parent, and
    end where no page stands.  Empty where the language has no front page.  One query
    where the address leads deeper than what stands around every page.
    """
    site = kept(
        request,
        f"site {request.get_host()} {request.get_port()}",
        lambda: Site.find_for_request(request),
    )
    # Where Wagtail keeps what it has found itself (Site.find_for_request).
    request._wagtail_site = site  # type: ignore[attr-defined]
    root = next(
        (
            root.root_path
            for root in Site.get_site_root_paths()
            if site and (root.site_id, root.language_code) == (site.pk, get_language())
        ),
        None,
    )
    if root is None:
        return []
    addresses = [root]
    for step in filter(None, path.split("/")):
        addresses.append(f"{addresses[-1]}{step}/")
    found = {page.url_path: page for page in first_levels(request)}
    further = [address for address in addresses if address not in found]
    if further:
        # Found by the slug, which has an index; an address has none.
        slugs = {address.rstrip("/").rpartition("/")[2] for address in further}
        is_closed = Exists(PageViewRestriction.objects.filter(page=OuterRef("pk")))
        pages = Page.objects.filter(slug__in=slugs, url_path__in=further)
        for page in pages.select_related("locale").annotate(is_closed=is_closed):
            found[page.url_path] = page
    way: list[Page] = []
    for address in addresses:
        if address not in found:
            break
        page = found[address]
        if way:
            page._cached_parent_obj = way[-1]  # where Page.get_parent keeps it
        way.append(page)
    return way


def _route(request: HttpRequest, way: list[Page], path: str) -> RouteResult | None:
    """Return the page at the end of the way, or what it has at the rest of the path."""
    found = way[-1]
    own_fields = (
        found.specific_class._meta.local_concrete_fields if found.specific_class else []
    )
    # A type that adds no field to those of all pages is known whole already.
    page = found.specific_deferred if len(own_fields) == 1 else found.specific
    page.locale = found.locale
    if hasattr(page, "is_open"):
        # What any reader may read, as the first levels, was not asked for again.
        page.is_open = not any(
            getattr(one, "is_closed", False) or one.alias_of_id for one in way
        )
    rest = [step for step in path.split("/") if step][len(way) - 1 :]
    try:
        return page.route(request, rest)
    except Http404:
        return None
