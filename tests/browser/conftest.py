"""A browser that reads the site without a server: the test client answers it."""

import contextvars
import mimetypes
import shutil
from html import escape
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.db import transaction
from django.test import Client, override_settings

from tests.browser import newsroom as building

# A name that browsers trust as they trust https, and where nothing listens.
ORIGIN = "http://reader.localhost"
# The address by way of which redirects are followed.
ONWARD = "/onward"


def refresh(address):
    """Return a document that leads to another one, with and without scripts."""
    return f'<meta http-equiv="refresh" content="0;url={escape(address)}">'


@pytest.fixture(scope="session", autouse=True)
def chromium():
    """Chromium; the tests are skipped where there is none.

    Started before the database is asked for: connections belong to a context, and
    Playwright's loop changes which.
    """
    api = pytest.importorskip("playwright.sync_api")
    system = shutil.which("chromium") or shutil.which("chromium-browser")
    environment = pytest.MonkeyPatch()
    with api.sync_playwright() as playwright:
        # Playwright keeps a loop in this thread, which asks the database nothing;
        # Django would refuse the database to the tests that follow.
        environment.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        try:
            browser = playwright.chromium.launch(
                executable_path=system, args=["--no-sandbox"]
            )
        except api.Error as error:
            pytest.skip(f"No Chromium to test with: {error.message.splitlines()[0]}")
        yield browser
        browser.close()
    environment.undo()


def kept_file(path):
    """Return the file that a web server would serve at a path, or None."""
    for address, find in (
        (settings.STATIC_URL, finders.find),
        (settings.MEDIA_URL, Path(settings.MEDIA_ROOT).joinpath),
    ):
        prefix = f"/{address.strip('/')}/"
        if path.startswith(prefix):
            file = find(path.removeprefix(prefix))
            return Path(file) if file and Path(file).is_file() else None
    return None


@pytest.fixture
def open_site(db, chromium):
    """Return a function that opens an address of the site as a browser does.

    With ``client``, as the person who is signed in there.
    """
    contexts, refused = [], []
    test_context = contextvars.copy_context()

    def answer(route, client):
        request = route.request
        url = urlsplit(request.url)
        if f"{url.scheme}://{url.netloc}" != ORIGIN:
            route.abort()
            return
        file = kept_file(url.path)
        if file:
            kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
            route.fulfill(path=file, content_type=kind)
            return
        if url.path == ONWARD:
            body = refresh(dict(parse_qsl(url.query))["to"])
            route.fulfill(content_type="text/html", body=body)
            return
        headers = {
            name: value
            for name, value in request.all_headers().items()
            if name not in ("cookie", "host", "content-type", "content-length")
        }
        # In the context of the test, whose connection sees what the test made.
        response = test_context.run(
            client.generic,
            request.method,
            f"{url.path}?{url.query}" if url.query else url.path,
            request.post_data_buffer or b"",
            content_type=request.headers.get("content-type", ""),
            headers=headers | {"Host": url.netloc},
        )
        if "Location" in response:
            # Playwright does not answer the request that follows a redirect itself.
            # By way of another address: else one that differs from this one in its
            # fragment only would not be fetched.
            to = urlencode({"to": response["Location"]})
            route.fulfill(content_type="text/html", body=refresh(f"{ONWARD}?{to}"))
            return
        route.fulfill(
            status=response.status_code,
            headers=dict(response.items()),
            body=response.getvalue(),
        )

    def visit(
        path, *, script=True, client=None, status=200, width=1280, height=720, **options
    ):
        context = chromium.new_context(
            java_script_enabled=script,
            base_url=ORIGIN,
            viewport={"width": width, "height": height},
            **options,
        )
        # Not a measure: a busy machine takes its time.
        context.set_default_timeout(120_000)
        contexts.append(context)
        # A reader is known by no cookie; who is signed in is known by theirs.
        context.route(
            "**/*",
            lambda route: answer(
                route, client or Client(raise_request_exception=False)
            ),
        )
        page = context.new_page()
        page.on(
            "console",
            lambda said: (
                refused.append(said.text) if "Content Security" in said.text else None
            ),
        )
        assert page.goto(path).status == status
        return page

    yield visit
    for context in contexts:
        context.close()
    # No page of any kind asks for what its own policy forbids.
    assert not refused


@pytest.fixture
def open_calmly(open_site):
    """Return a function that opens a page on which no colour is on its way."""

    def visit(path, **options):
        return open_site(path, reduced_motion="reduce", **options)

    return visit


@pytest.fixture(scope="module")
def built_newsroom(django_db_setup, django_db_blocker, tmp_path_factory):
    """Build the newsroom once; each test works in a transaction inside this one."""
    media = tmp_path_factory.mktemp("media")
    with (
        django_db_blocker.unblock(),
        override_settings(MEDIA_ROOT=media),
        transaction.atomic(),
    ):
        with pytest.MonkeyPatch.context() as patch:
            # One language after the other, as the tests of one language do.
            patch.setattr("translation.pair.check", lambda *args: None)
            built = building.build()
        yield built, media
        transaction.set_rollback(True)


@pytest.fixture
def newsroom(built_newsroom, db, settings, _own_media):
    """The addresses of a newsroom with every kind of page in three languages."""
    built, settings.MEDIA_ROOT = built_newsroom
    return built
