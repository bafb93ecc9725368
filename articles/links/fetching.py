"""Asking other sites whether an address is there: politely, and never our own network.

Editors write addresses, and this program runs where private ones can be reached.  So
a name is looked up once, every address that it has is judged, and the connection goes
to the very address that was judged (no second look-up that could say otherwise).
"""

import http.client
import ipaddress
import socket
import ssl
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

from django.conf import settings

MOST_REDIRECTS = 5
WEB_PORTS = (80, 443)
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
# What says that the page is there, though not for a program.
_NOT_FOR_PROGRAMS = {401, 402, 403, 405, 406, 407, 418, 429, 451, 999}

# Whether an address (in numbers) and port may be visited.
MayVisit = Callable[[str, int], bool]


@dataclass(frozen=True)
class Answer:
    """Whether an address works, and why not.

    ``reason`` is "status", "name", "time", "certificate", "connection", "forbidden",
    "redirects" or "address"; "" where it works.  ``status`` is what the server said
    last, 0 for nothing.
    """

    reason: str = ""
    status: int = 0

    @property
    def works(self) -> bool:
        """Whether readers get something there."""
        return not self.reason


class _Refused(Exception):
    """An address that is not visited."""


def is_public(address: str, port: int) -> bool:
    """Tell whether a numeric address and port are those of a public web server.

    Never the machine itself, its network, or what only looks like another address
    (IPv4 inside IPv6).
    """
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inside = ip.ipv4_mapped or ip.sixtofour
        if inside:
            return is_public(str(inside), port)
        if ip in _NAT64 or ip.teredo or ip.is_site_local:
            return False
    return ip.is_global and not ip.is_multicast and port in WEB_PORTS


class Fetcher:
    """Asks for addresses.  ``timeout`` in seconds for each step of a connection."""

    def __init__(self, *, timeout: float = 10, may_visit: MayVisit = is_public) -> None:
        self.timeout = timeout
        self.may_visit = may_visit
        self.agent = f"link check of {settings.BASE_URL}"

    def ask(self, url: str) -> Answer:
        """Return whether an address works.  Raises nothing."""
        try:
            answer = self._follow("HEAD", url)
            # Many servers know no HEAD, or answer it wrongly.
            return answer if answer.works else self._follow("GET", url)
        except _Refused:
            return Answer("forbidden")
        except socket.gaierror:
            return Answer("name")
        except TimeoutError:
            return Answer("time")
        except ssl.SSLError:
            return Answer("certificate")
        except (OSError, http.client.HTTPException):
            return Answer("connection")
        except ValueError:  # a port, a host or a character that cannot be
            return Answer("address")

    def _follow(self, method: str, url: str) -> Answer:
        for _redirect in range(MOST_REDIRECTS + 1):
            status, place = self._once(method, url)
            if status in (301, 302, 303, 307, 308) and place:
                url = urljoin(url, place)
                continue
            works = status < 400 or status in _NOT_FOR_PROGRAMS
            return Answer("" if works else "status", status)
        return Answer("redirects")

    def _once(self, method: str, url: str) -> tuple[int, str]:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise _Refused
        port = parts.port or (443 if parts.scheme == "https" else 80)
        host = parts.hostname.encode("idna").decode() if parts.hostname else ""
        connection = self._connection(parts.scheme, host, port)
        path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
        query = quote(parts.query, safe="=&%+:@/?!$'()*,;~-._[]")
        try:
            connection.request(
                method,
                f"{path}?{query}" if query else path,
                headers={"User-Agent": self.agent, "Accept": "*/*"},
            )
            answer = connection.getresponse()
            return answer.status, answer.getheader("Location") or ""
        finally:
            connection.close()

    def _connection(
        self, scheme: str, host: str, port: int
    ) -> http.client.HTTPConnection:
        """Return a connection to an address that may be visited.

        Where a name has several, all of them must be: else it could be any.
        """
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        addresses = [str(one[4][0]) for one in found]
        if not addresses or not all(self.may_visit(one, port) for one in addresses):
            raise _Refused
        plain = socket.create_connection((addresses[0], port), timeout=self.timeout)
        connection = http.client.HTTPConnection(host, port, timeout=self.timeout)
        if scheme == "https":
            try:
                plain = ssl.create_default_context().wrap_socket(
                    plain, server_hostname=host
                )
            except BaseException:
                plain.close()
                raise
            connection.default_port = 443
        connection.sock = plain
        return connection


def ask_all(
    urls: Iterable[str],
    fetcher: Fetcher,
    *,
    at_once: int = 8,
    pause: float = 1,
) -> Iterator[tuple[str, Answer]]:
    """Yield each address with its answer, in the order in which they come.

    So many sites at once; each of them is asked one address after the other, with a
    pause of so many seconds between.
    """
    by_site: dict[str, list[str]] = {}
    for url in dict.fromkeys(urls):
        by_site.setdefault(_site(url), []).append(url)
    with ThreadPoolExecutor(max_workers=at_once) as pool:
        works = [
            pool.submit(_ask_site, addresses, fetcher, pause)
            for addresses in by_site.values()
        ]
        for work in as_completed(works):
            yield from work.result()


def _site(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _ask_site(
    urls: list[str], fetcher: Fetcher, pause: float
) -> list[tuple[str, Answer]]:
    answers = []
    for number, url in enumerate(urls):
        if number:
            time.sleep(pause)
        answers.append((url, fetcher.ask(url)))
    return answers
