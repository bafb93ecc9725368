"""Other sites are asked politely, and our own network never."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from articles.links.fetching import Answer, Fetcher, ask_all, is_public

WAYS = {
    "/ok": (200, {}),
    "/gone": (404, {}),
    "/broken": (500, {}),
    "/closed": (403, {}),
    "/slow-down": (429, {}),
    "/moved": (301, {"Location": "/ok"}),
    "/moved-away": (302, {"Location": "/gone"}),
    "/round": (302, {"Location": "/round"}),
    "/inward": (302, {"Location": "http://127.0.0.2:1/"}),
    "/to-a-file": (302, {"Location": "file:///etc/passwd"}),
}


class Server(BaseHTTPRequestHandler):
    """Answers as its table says; HEAD of "/no-head" is refused, GET is not."""

    asked: list[str] = []

    def do_HEAD(self):
        self.answer(501 if self.path == "/no-head" else None)

    def do_GET(self):
        self.answer(200 if self.path == "/no-head" else None)

    def answer(self, status):
        self.asked.append(f"{self.command} {self.path}")
        given, headers = WAYS.get(self.path.partition("?")[0], (404, {}))
        if self.path == "/silent":
            self.close_connection = True
            return
        self.send_response(status or given)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, *args):
        pass


@pytest.fixture(scope="module")
def server():
    """The address of a site of its own, on this machine."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Server) as site:
        threading.Thread(target=site.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{site.server_port}"
        site.shutdown()


@pytest.fixture
def fetcher():
    """Asks this machine's first address alone, as a test may."""
    return Fetcher(timeout=5, may_visit=lambda ip, port: ip == "127.0.0.1")


@pytest.mark.parametrize(
    ("path", "answer"),
    [
        ("/ok", Answer("", 200)),
        ("/ok?a=ä b#c", Answer("", 200)),
        ("/no-head", Answer("", 200)),
        ("/gone", Answer("status", 404)),
        ("/broken", Answer("status", 500)),
        # There is a page, though not for a program.
        ("/closed", Answer("", 403)),
        ("/slow-down", Answer("", 429)),
        ("/moved", Answer("", 200)),
        ("/moved-away", Answer("status", 404)),
        ("/round", Answer("redirects")),
        ("/silent", Answer("connection")),
        ("/inward", Answer("forbidden")),
        ("/to-a-file", Answer("forbidden")),
    ],
)
def test_an_address_works_or_the_reason_is_told(server, fetcher, path, answer):
    assert fetcher.ask(server + path) == answer


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("https://127.0.0.1:1/", "connection"),
        ("http://127.0.0.1:99999/", "address"),
        ("http:///x", "forbidden"),
        ("ftp://127.0.0.1/", "forbidden"),
        ("http://[::1/", "address"),
        ("http://127.0.0.1:1/\r\nX: y", "connection"),
    ],
)
def test_an_odd_address_is_an_answer_and_no_error(fetcher, url, reason):
    assert fetcher.ask(url).reason == reason


def test_a_name_is_visited_only_at_the_addresses_that_were_judged(
    server, fetcher, monkeypatch
):
    """A name with a public and a private address could lead to either."""
    asked = []

    def lookup(host, port, **kwargs):
        asked.append(host)
        return [(2, 1, 6, "", (ip, port)) for ip in ("127.0.0.1", "127.0.0.2")]

    monkeypatch.setattr("socket.getaddrinfo", lookup)

    assert fetcher.ask(server.replace("127.0.0.1", "example.org")).reason == "forbidden"
    assert asked == ["example.org"]


@pytest.mark.parametrize(
    ("address", "port", "public"),
    [
        ("93.184.216.34", 443, True),
        ("2606:2800:220:1::1", 80, True),
        ("93.184.216.34", 22, False),
        ("93.184.216.34", 5432, False),
        ("127.0.0.1", 80, False),
        ("10.1.2.3", 80, False),
        ("172.16.0.1", 443, False),
        ("192.168.1.1", 80, False),
        ("169.254.169.254", 80, False),
        ("100.64.0.1", 80, False),
        ("0.0.0.0", 80, False),
        ("224.0.0.1", 80, False),
        ("255.255.255.255", 80, False),
        ("::1", 80, False),
        ("::", 80, False),
        ("fe80::1%eth0", 80, False),
        ("fd00::1", 80, False),
        ("ff02::1", 80, False),
        ("::ffff:127.0.0.1", 80, False),
        ("::ffff:10.0.0.1", 443, False),
        ("64:ff9b::a00:1", 80, False),
        ("2002:7f00:1::", 80, False),
    ],
)
def test_only_public_web_servers_are_visited(address, port, public):
    assert is_public(address, port) is public


def test_each_address_is_asked_once_and_each_site_in_turn(server, fetcher):
    Server.asked.clear()

    answers = dict(
        ask_all([f"{server}/ok", f"{server}/gone", f"{server}/ok"], fetcher, pause=0)
    )

    assert answers == {
        f"{server}/ok": Answer("", 200),
        f"{server}/gone": Answer("status", 404),
    }
    assert Server.asked == ["HEAD /ok", "HEAD /gone", "GET /gone"]
