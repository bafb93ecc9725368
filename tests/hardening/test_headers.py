"""What browsers are told about every answer, scored by MDN HTTP Observatory's rules.

The rules are those of its published table (developer.mozilla.org/en-US/observatory,
"Tests and scoring"), as far as headers and markup of one answer decide them.
"""

import base64
import hashlib
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.contrib.staticfiles import finders
from django.middleware.security import SecurityMiddleware
from django.test import override_settings
from wagtail.test.utils.form_data import querydict_from_html

from duties.models import StandardPage
from hardening import headers
from hardening.refusals import SAID, refused
from home.models import HomePage

BROAD = {"*", "http:", "https:", "data:", "'unsafe-inline'", "'unsafe-eval'"}
HTTPS = {
    "SECURE_HSTS_SECONDS": 31536000,
    "SECURE_HSTS_INCLUDE_SUBDOMAINS": True,
    "SESSION_COOKIE_SECURE": True,
    "CSRF_COOKIE_SECURE": True,
    "ALLOWED_HOSTS": ["testserver"],
}


def directives(policy):
    parts = [part.split() for part in policy.split(";") if part.strip()]
    return {name: set(sources) for name, *sources in parts}


def score(answer):
    """Return the Observatory's score: 100, penalties, and bonuses from 90 on."""
    policy = directives(answer.headers.get("Content-Security-Policy", ""))
    default = policy.get("default-src", {"*"})
    scripts = policy.get("script-src", default)
    objects = policy.get("object-src", default)
    styles = policy.get("style-src", default)
    points = []
    if not policy:
        points.append(-25)
    elif (scripts & BROAD - {"'unsafe-eval'"}) or objects & {"*", "http:", "https:"}:
        points.append(-20)
    elif "'unsafe-eval'" in scripts | styles:
        points.append(-10)
    elif styles & BROAD:
        points.append(0)
    else:
        points.append(10 if default == {"'none'"} else 5)
    hsts = answer.headers.get("Strict-Transport-Security", "")
    points.append(0 if "max-age=31536000" in hsts else -20)
    points.append(
        0 if answer.headers.get("X-Content-Type-Options") == "nosniff" else -5
    )
    framed = policy.get("frame-ancestors", {"*"}) & {"*", "https:"}
    points.append(
        5 if not framed else 0 if "X-Frame-Options" in answer.headers else -20
    )
    referrer = answer.headers.get("Referrer-Policy", "")
    points.append(5 if referrer in ("same-origin", "no-referrer", STRICT) else 0)
    resource = answer.headers.get("Cross-Origin-Resource-Policy", "")
    points.append(10 if resource in ("same-origin", "same-site") else 0)
    for cookie in answer.cookies.values():
        points.append(5 if cookie["secure"] and cookie["samesite"] else -20)
    base = 100 + sum(point for point in points if point < 0)
    return base + (sum(p for p in points if p > 0) if base >= 90 else 0)


STRICT = "strict-origin-when-cross-origin"
ASKED = [
    ("/fi/", {"HTTP_HOST": "evil.example"}, 400),
    ("/sv/send/useful/", {}, 405),
    ("/fi/?q=%00", {}, 200),
    ("/fi/haku/?q=koulu", {}, 200),
    ("/fi/haku/suggestions/?q=ko", {}, 200),
    ("/fi/syote.xml", {}, 200),
    ("/fi/kalenteri.ics", {}, 200),
    ("/sitemap-pages-1.xml", {}, 200),
    ("/.well-known/security.txt", {}, 404),  # no contact is set
    ("/documents/1/x.pdf", {}, 404),
    ("/", {"HTTP_ACCEPT_LANGUAGE": "fi"}, 302),
    ("/", {"HTTP_ACCEPT_LANGUAGE": "xx"}, 200),
    ("/fi/", {}, 200),
    ("/sv/", {}, 200),
    ("/fi/ei-ole/", {}, 404),
    ("/nothing", {}, 302),
    ("/robots.txt", {}, 200),
    ("/sitemap.xml", {}, 200),
]


def test_readers_answers_score_130_whatever_they_are(client, make_article):
    asked = [*ASKED, (make_article().get_url(), {}, 200)]
    with override_settings(**HTTPS):
        for path, headers_, status in asked:
            answer = client.get(path, secure=True, **headers_)
            assert answer.status_code == status, path
            assert score(answer) >= 130, (path, score(answer), dict(answer.headers))
            assert "camera=()" in answer.headers["Permissions-Policy"]
            assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
            is_page = "text/html" in answer.headers["Content-Type"]
            page = BeautifulSoup(answer.content if is_page else b"", "html.parser")
            assert not page.select("[style], style, [onclick], [onload], [onerror]")
            for script in page.select("script:not([src])"):
                assert script["type"] == "application/ld+json"


def test_a_failing_view_says_the_same(client, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("espoo.views.parse_accept_lang_header", fail)
    client.raise_request_exception = False
    with override_settings(**HTTPS):
        answer = client.get("/", secure=True)
    assert answer.status_code == 500
    assert score(answer) >= 130


def test_only_what_is_shown_in_our_frames_may_be_framed_and_only_by_us():
    shown = directives(headers.written(headers.of_readers(), in_own_frames=True))
    assert shown["frame-ancestors"] == {"'self'"}
    others = directives(headers.written(headers.of_readers()))
    assert others["frame-ancestors"] == {"'none'"}


@pytest.mark.parametrize("status", [*SAID])
def test_each_refusal_scores_130(rf, status):
    with override_settings(**HTTPS):
        refuse = SecurityMiddleware(lambda request: refused(request, status))
        answer = headers.security_headers(refuse)(rf.get("/sv/", secure=True))
    assert answer.status_code == status
    assert score(answer) >= 130, (score(answer), dict(answer.headers))


def test_readers_pages_run_the_one_script_that_is_named_and_no_other(client, db):
    answer = client.get("/fi/")
    policy = directives(answer.headers["Content-Security-Policy"])
    [script] = BeautifulSoup(answer.content, "html.parser").select("script[src]")
    content = finders.find("js/site.js")
    digest = base64.b64encode(hashlib.sha256(Path(content).read_bytes()).digest())
    assert script["integrity"] == f"sha256-{digest.decode()}"
    assert policy["script-src"] == {f"'{script['integrity']}'"}


@pytest.mark.parametrize("path", ["login/", "password_reset/", "login/closed/"])
def test_pages_of_signing_in_score_130_too(client, db, path):
    with override_settings(**HTTPS):
        answer = client.get(f"/admin/{path}", secure=True)
    assert answer.status_code == 200
    assert score(answer) >= 130, (score(answer), dict(answer.headers))


def test_staff_fetch_nothing_from_elsewhere_and_send_nothing_there(admin_client):
    policy = directives(
        admin_client.get("/admin/").headers["Content-Security-Policy"],
    )
    assert policy.pop("default-src") == {"'none'"}
    here = {"'self'", "'none'", "'unsafe-inline'", "data:", "blob:"}
    assert all(sources <= here for sources in policy.values())
    assert not policy["script-src"] & {"data:", "blob:"}


def test_staff_send_forms_to_this_site_only_and_see_it_in_no_foreign_frame(
    admin_client,
):
    policy = directives(
        admin_client.get("/admin/").headers["Content-Security-Policy"],
    )
    assert policy["form-action"] == policy["base-uri"] == {"'self'"}
    assert not policy["frame-ancestors"] - {"'self'", "'none'"}


@pytest.mark.parametrize("name", ["x.html", "x.svg", "x.jpg"])
def test_an_upload_is_never_active(client, db, name):
    answer = client.get(f"/media/{name}")  # also where there is none
    assert answer.headers["Content-Security-Policy"] == headers.UPLOADED
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_the_preview_in_the_editor_may_be_framed_there(make_page, admin_client):
    page = make_page(StandardPage, "Sivu", parent=HomePage.objects.first())
    html = admin_client.get(f"/admin/pages/{page.pk}/edit/").content.decode()
    form = querydict_from_html(html, form_id="page-edit-form").dict()
    preview = f"/admin/pages/{page.pk}/edit/preview/"

    sent = admin_client.post(preview, form | {"body-count": "0"})
    shown = admin_client.get(preview)

    assert sent.json()["is_valid"], sent.json()
    assert "Sivu" in shown.content.decode()
    assert "frame-ancestors 'self'" in shown["Content-Security-Policy"]
