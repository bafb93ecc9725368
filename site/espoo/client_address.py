"""Where a request comes from: the one place that says whom of it to believe."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

# A subscriber's own network in IPv6 (RFC 6177), within which addresses are for free.
SUBSCRIBER = 64
# What is left of an address that is kept: no household, only the surroundings.
SURROUNDINGS = {4: 24, 6: 48}


def client_address(request: HttpRequest) -> str:
    """Return the address that a request came from, or "" where nothing tells it.

    Our own proxy (``BEHIND_PROXY``) writes it last into ``X-Forwarded-For``; what
    stands before was written by the client and proves nothing.  Without a proxy of
    ours the header is not read at all.
    """
    if settings.BEHIND_PROXY:
        forwarded = request.headers.get("X-Forwarded-For", "").split(",")[-1].strip()
        if _parsed(forwarded):
            return forwarded
    return request.META.get("REMOTE_ADDR", "")


def counted_address(request: HttpRequest) -> str:
    """Return what limits count by: the address, in IPv6 the subscriber's network."""
    told = client_address(request)
    address = _parsed(told)
    if isinstance(address, IPv6Address):
        return str(ip_network((address, SUBSCRIBER), strict=False))
    return str(address or told)


def shortened(address: str) -> str:
    """Return an address without its end, as it may be kept; "" for what is none.

    >>> shortened("192.0.2.77")
    '192.0.2.0/24'
    """
    parsed = _parsed(address)
    if parsed is None:
        return ""
    return str(ip_network((parsed, SURROUNDINGS[parsed.version]), strict=False))


def _parsed(address: str) -> IPv4Address | IPv6Address | None:
    try:
        parsed = ip_address(address)
    except ValueError:
        return None
    # IPv4 as a socket of IPv6 tells it: ::ffff:192.0.2.77
    return getattr(parsed, "ipv4_mapped", None) or parsed
