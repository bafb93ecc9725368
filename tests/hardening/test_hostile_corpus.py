"""Whatever anybody sends to any public address, the answer is no 500.

The addresses are those of the URL resolver and of a page of each kind; each is asked
for with a corpus of hostile paths, queries, headers, methods and bodies.  What is
refused is refused with a page in the language of the address or, where it has none, in
the one that the reader asks for.
"""

import re
from collections.abc import Iterator

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import translation
from wagtail.models import Page

from articles.models import ArticleTopic

LANGUAGES = ["fi", "sv", "en"]
ASKED_FOR = "sv"  # at addresses that have no language

# What stands where an address has something that varies.
FILLINGS = [
    "1",
    "x",
    "-1",
    "9" * 3_000,
    "%00",
    "%ff%fe",
    "..%2f..%2fetc%2fpasswd",
    "%f0%9f%a6%86%e2%80%ae",
    "';SELECT%20pg_sleep(9)--",
    "x" * 6_000,
]
QUERIES = [
    "page=" + "9" * 5_000,
    "page=-1&page=x&others=" + "9" * 30,
    "q=%00&topic=%00&year=%00&kind=%00",
    "q=%ff%fe&page=%ff",
    "q=" + "a%20" * 2_500,
    "q=((((%22&topic=../&year=²&kind[]=x",
    "a=1&" * 1_500,
]
HEADERS = [
    {"HTTP_HOST": "evil.example"},
    {"HTTP_HOST": "a b:99999"},
    {"HTTP_COOKIE": "sessionid=\x00;;=;__Host-sessionid=%ff;csrftoken=%ff"},
    {"HTTP_IF_NONE_MATCH": '"', "HTTP_IF_MODIFIED_SINCE": "yesterday"},
    {"HTTP_IF_MODIFIED_SINCE": "Mon, 99 Foo 99999 99:99:99 GMT"},
    {"HTTP_RANGE": "bytes=9-1,-,x"},
    {"HTTP_X_FORWARDED_FOR": "\x00, ::::", "HTTP_X_FORWARDED_HOST": "evil.example"},
    {"HTTP_ACCEPT": "x/" * 3_000, "HTTP_ACCEPT_ENCODING": "\xff" * 99},
    {"HTTP_REFERER": "https://[", "HTTP_ORIGIN": "\x00", "HTTP_USER_AGENT": ""},
]
METHODS = ["HEAD", "TRACE", "PUT", "DELETE", "PATCH", "OPTIONS", "FOO"]
BODIES = [
    (
        "application/x-www-form-urlencoded",
        b"message=%00&topic=%ff&page=9e9&" + b"a=1&" * 9,
    ),
    ("application/x-www-form-urlencoded", b"a=1&" * 1_500),
    ("application/x-www-form-urlencoded; charset=x-none", b"message=1"),
    ("multipart/form-data", b"\xff\x00"),
    ("multipart/form-data; boundary=" + "x" * 400, b"--x\r\n\r\n"),
    ("application/json", b"[" * 9_000),
    ("", b"x" * 3_000_000),
]


def _is_of_accounts(resolver: URLResolver) -> bool:
    return getattr(resolver.urlconf_module, "__name__", "") == "accounts.urls"


def routes(code: str) -> Iterator[str]:
    """Yield the public addresses of a language, or with "" those that have none."""

    def walk(patterns, before):
        for one in patterns:
            text = before + str(one.pattern).removeprefix("^").removesuffix("$")
            if isinstance(one, URLPattern):
                yield text
            elif text != "admin/" or _is_of_accounts(one):
                yield from walk(one.url_patterns, text)

    with translation.override(code or "fi"):
        for text in set(walk(get_resolver().url_patterns, "")):
            if (text.partition("/")[0] in LANGUAGES) == bool(code):
                yield "/" + text


def filled(route: str) -> Iterator[str]:
    """Yield addresses of a route, with each filling wherever something varies."""
    varies = re.compile(r"<[^>]+>|\((?:[^()]|\([^()]*\))*\)")
    if not varies.search(route):
        yield route
        return
    for filling in FILLINGS:
        yield varies.sub(lambda _found, text=filling: text, route)


def language_of(path: str) -> str:
    return path.split("/")[1] if path.split("/")[1] in LANGUAGES else ASKED_FOR


def complaint(path: str, answer) -> str:
    """Return what is wrong with an answer; "" where it is as it should be."""
    if answer.status_code >= 500:
        return f"{answer.status_code}"
    if answer.status_code < 400 or answer.streaming or not answer.content:
        return ""
    if answer["Content-Type"] == "application/json":
        return ""  # for a script, which shows nothing of it
    html = BeautifulSoup(answer.content, "html.parser").html
    if html is None or not html.title or not html.title.get_text(strip=True):
        return f"{answer.status_code} without a page"
    if html.get("lang") != language_of(path):
        return f"{answer.status_code} in {html.get('lang')}"
    return ""


def asked(client: Client, path: str) -> Iterator[tuple[str, object]]:
    """Yield each way of asking for an address, and what is answered."""
    yield "as it is", client.get(path)
    for query in QUERIES:
        yield query, client.get(f"{path}?{query}")
    for headers in HEADERS:
        yield str(headers), client.get(path, **headers)
    for method in METHODS:
        yield method, client.generic(method, path)
    for kind, body in BODIES:
        for fetched in ("same-origin", "cross-site"):
            yield (
                f"{fetched} {kind} {body[:20]!r}",
                client.generic("POST", path, body, kind, HTTP_SEC_FETCH_SITE=fetched),
            )


@pytest.fixture
def client(settings):
    settings.ALLOWED_HOSTS = ["testserver"]
    headers = {"Accept-Language": ASKED_FOR}
    return Client(raise_request_exception=False, headers=headers)


def judged(client: Client, paths: list[str]) -> list[str]:
    """Return what is wrong with the answers at these addresses."""
    wrong = []
    for path in paths:
        for how, answer in asked(client, path):
            if found := complaint(path, answer):
                wrong.append(f"{path[:60]} {how[:60]}: {found}")
    return wrong


@pytest.mark.parametrize("code", ["", *LANGUAGES])
def test_no_route_answers_with_a_fault(db, client, code):
    there = list(routes(code))
    # Those of readers, of the shared drafts and of signing in.
    assert len(there) > (8 if code else 20)

    # Each address once, and each route in every way.
    for path in [path for route in there for path in filled(route)]:
        assert not complaint(path, client.get(path)), path
    assert not judged(client, [next(filled(route)) for route in there])


@pytest.fixture
def one_of_each(make_article, make_contact, make_meeting, make_topic, translated):
    """A page of each kind, in three languages, and a topic with an article."""
    topic = make_topic("Kielikahvila")
    article = make_article("Järjestöt")
    ArticleTopic.objects.create(page=article, topic=topic)
    meeting = make_meeting()
    for page in (article, make_contact(), meeting.get_parent().specific, meeting):
        for code in LANGUAGES[1:]:
            translated(page, code)


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_page_of_any_kind_answers_with_a_fault(one_of_each, client, code):
    pages = Page.objects.live().filter(locale__language_code=code, depth__gt=1)
    by_kind = {page.specific_class: page.get_url() for page in pages}
    assert len(by_kind) == 15
    paths = list(by_kind.values())
    if code == "fi":
        paths += ["/fi/aiheet/kielikahvila/", "/fi/arkisto/2026/"]

    for path in paths:
        for filling in FILLINGS:
            tried = f"{path}{filling}/"
            assert not complaint(tried, client.get(tried)), tried
    assert not judged(client, paths)
