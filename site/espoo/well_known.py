"""Files for programs at addresses that they know: robots, security, sitemaps."""

import io
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from xml.sax.xmlreader import AttributesImpl

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.xmlutils import SimplerXMLGenerator
from django.views.decorators.http import require_safe

from espoo.conditional import conditional
from translation.sitemaps import Address, Sitemap

PLAIN = "text/plain; charset=utf-8"
XML = "application/xml; charset=utf-8"
SITEMAP_SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
XHTML_SPACE = "http://www.w3.org/1999/xhtml"
# RFC 9116, 2.5.5: less than a year, so that nobody trusts a forgotten file.
SECURITY_FILE_HOLDS = timedelta(days=180)


@require_safe
def robots_txt(request: HttpRequest) -> HttpResponse:
    """Let robots read everything but the admin; nothing in a demonstration."""
    lines = [
        "User-agent: *",
        "Disallow: /" if settings.DEMO else "Disallow: /admin/",
        "",
        f"Sitemap: {settings.BASE_URL}{reverse('sitemap')}",
    ]
    return HttpResponse("\n".join([*lines, ""]), content_type=PLAIN)


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """Tell whom to write about a hole in the site (RFC 9116).

    404 where ``SECURITY_CONTACT`` names nobody.
    """
    if not settings.SECURITY_CONTACT:
        raise Http404
    today = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    expires = (today + SECURITY_FILE_HOLDS).strftime("%Y-%m-%dT%H:%M:%SZ")
    languages = ", ".join(code for code, _name in settings.OWN_LANGUAGES)
    lines = [
        *(f"Contact: {_as_uri(contact)}" for contact in settings.SECURITY_CONTACT),
        f"Expires: {expires}",
        f"Preferred-Languages: {languages}",
        f"Canonical: {settings.BASE_URL}{request.path}",
    ]
    return HttpResponse("\n".join([*lines, ""]), content_type=PLAIN)


def _as_uri(contact: str) -> str:
    """Return an e-mail address as a URI; what is a URI stays as it is."""
    is_address = "@" in contact and ":" not in contact
    return f"mailto:{contact}" if is_address else contact


@conditional
def sitemap_index(
    request: HttpRequest, sitemaps: Mapping[str, Sitemap]
) -> HttpResponse:
    """List the parts of all sitemaps."""
    stream, xml = _start("sitemapindex", {"xmlns": SITEMAP_SPACE})
    for name, sitemap in sitemaps.items():
        for part in range(1, sitemap.count_parts() + 1):
            path = reverse("sitemap_part", kwargs={"name": name, "part": part})
            xml.startElement("sitemap", AttributesImpl({}))
            xml.addQuickElement("loc", settings.BASE_URL + path)
            xml.endElement("sitemap")
    return _finished(stream, xml, "sitemapindex")


@conditional
def sitemap_part(
    request: HttpRequest, name: str, part: int, sitemaps: Mapping[str, Sitemap]
) -> HttpResponse:
    """List the addresses of a part with their versions.  404 where there are none."""
    found = sitemaps[name].addresses(part) if part and name in sitemaps else []
    if not found:
        raise Http404
    spaces = {"xmlns": SITEMAP_SPACE, "xmlns:xhtml": XHTML_SPACE}
    stream, xml = _start("urlset", spaces)
    for address in found:
        _write_address(xml, address)
    return _finished(stream, xml, "urlset")


def _start(
    root: str, attributes: dict[str, str]
) -> tuple[io.StringIO, SimplerXMLGenerator]:
    stream = io.StringIO()
    xml = SimplerXMLGenerator(stream, "utf-8", short_empty_elements=True)
    xml.startDocument()
    xml.startElement(root, AttributesImpl(attributes))
    return stream, xml


def _write_address(xml: SimplerXMLGenerator, address: Address) -> None:
    xml.startElement("url", AttributesImpl({}))
    xml.addQuickElement("loc", address.url)
    if address.changed:
        changed = address.changed.astimezone(UTC).isoformat(timespec="seconds")
        xml.addQuickElement("lastmod", changed)
    for language, url in address.alternates.items():
        link = {"rel": "alternate", "hreflang": language, "href": url}
        xml.addQuickElement("xhtml:link", attrs=link)
    xml.endElement("url")


def _finished(stream: io.StringIO, xml: SimplerXMLGenerator, root: str) -> HttpResponse:
    xml.endElement(root)
    xml.endDocument()
    return HttpResponse(stream.getvalue(), content_type=XML)
