"""Whatever is sent to a reader's page, the answer is in the reader's language."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client

HOMES = ["fi", "sv", "en"]
QUERIES = [
    "page=" + "9" * 5_000,
    "page=-1&page=x",
    "q=%00",
    "q=%ff%fe",
    "q=" + "a" * 8_000,
    "a=1&" * 900 + "q[]=1",
]
HEADERS = [
    {"HTTP_COOKIE": "sessionid=\x00;;=;csrftoken=%ff"},
    {"HTTP_IF_NONE_MATCH": '"', "HTTP_IF_MODIFIED_SINCE": "yesterday"},
    {"HTTP_IF_MODIFIED_SINCE": "Mon, 99 Foo 99999 99:99:99 GMT"},
    {"HTTP_RANGE": "bytes=9-1,-,x"},
    {"HTTP_X_FORWARDED_FOR": "\x00, ::::", "HTTP_X_FORWARDED_HOST": "evil.example"},
    {"HTTP_ACCEPT_LANGUAGE": "x" * 4_000},
]
TAILS = ["", "%00/", "%ff%fe/", "haku/", "../../etc/passwd", "x" * 4_000 + "/"]


@pytest.mark.parametrize("code", HOMES)
def test_no_hostile_request_breaks_a_page_and_errors_keep_the_language(db, code):
    client = Client(raise_request_exception=False)
    wrong = []

    def judge(what, response):
        html = BeautifulSoup(
            b"" if response.streaming else response.content, "html.parser"
        )
        is_error = response.status_code >= 400
        is_html = response["Content-Type"].startswith("text/html")
        if response.status_code >= 500 or (
            is_error
            and is_html
            and response.content
            and not (html.html and html.html.get("lang") == code and html.title)
        ):
            wrong.append((response.status_code, what))

    for tail in TAILS:
        path = f"/{code}/{tail}"
        judge(path[:40], client.get(path))
        for query in QUERIES:
            judge((path[:40], query[:20]), client.get(f"{path}?{query}"))
        for header in HEADERS:
            judge((path[:40], str(header)[:60]), client.get(path, **header))
        for method in ("TRACE", "PUT", "DELETE", "PATCH", "OPTIONS", "POST"):
            kind = "multipart/form-data"
            judge(
                (path[:40], method),
                client.generic(method, path, b"\xff\x00", content_type=kind),
            )
    assert not wrong


@pytest.mark.parametrize("code", HOMES)
@pytest.mark.parametrize(
    ("status", "asked"),
    [
        (400, {"method": "GET", "path": "", "headers": {"Host": "evil.example"}}),
        (405, {"method": "GET", "path": "send/useful/"}),
    ],
)
def test_refusals_are_pages_in_the_language_of_the_address(
    db, settings, code, status, asked
):
    settings.ALLOWED_HOSTS = ["testserver"]
    from django.urls import reverse
    from django.utils import translation

    path = f"/{code}/"
    if status == 405:
        with translation.override(code):
            path = reverse("useful")
    response = Client().generic(asked["method"], path, headers=asked.get("headers", {}))

    html = BeautifulSoup(response.content, "html.parser")
    assert response.status_code == status
    assert html.html["lang"] == code
    assert html.h1.text in html.title.text


@pytest.mark.parametrize("code", HOMES)
def test_a_form_without_its_token_is_refused_in_words(db, code):
    response = Client(enforce_csrf_checks=True).post(f"/{code}/", {"a": 1})

    html = BeautifulSoup(response.content, "html.parser")
    assert response.status_code == 403
    assert html.html["lang"] == code
