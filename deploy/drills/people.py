"""Those who read and write in a drill, and what is said of it."""

import http.client
import ssl
import time
import urllib.parse
from dataclasses import dataclass, field

from bs4 import BeautifulSoup

CSRF = "__Host-csrftoken"
BOUNDARY = "what-stands-in-no-file-of-a-drill"
ASKS = {"Accept": "text/html", "Accept-Language": "en"}


@dataclass
class Answer:
    """What came back: status, headers in small letters, body, and seconds it took."""

    status: int
    headers: dict[str, str]
    body: str
    seconds: float


@dataclass
class Browser:
    """Asks nginx, and keeps cookies if it is somebody's who signs in."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)

    def ask(
        self,
        path: str,
        method: str = "GET",
        data: dict[str, str] | None = None,
        headers: dict[str, str] | None = None,
        files: dict[str, bytes] | None = None,
    ) -> Answer:
        """Return the answer; cookies that are set are kept for the next time."""
        context = ssl._create_unverified_context()  # our own certificate
        line = http.client.HTTPSConnection(
            "localhost", self.port, context=context, timeout=30
        )
        sent = {
            "Origin": f"https://localhost:{self.port}",
            "Sec-Fetch-Site": "same-origin",
        }
        sent["Referer"] = sent["Origin"] + path
        if self.cookies:
            sent["Cookie"] = "; ".join(f"{k}={v}" for k, v in self.cookies.items())
            sent["X-CSRFToken"] = self.cookies.get(CSRF, "")
        body: str | bytes | None = None
        if files:
            body = _multipart(data or {}, files)
            sent["Content-Type"] = f"multipart/form-data; boundary={BOUNDARY}"
        elif data is not None:
            body = urllib.parse.urlencode(data)
            sent["Content-Type"] = "application/x-www-form-urlencoded"
        began = time.monotonic()
        line.request(method, path, body, sent | (headers or {}))
        got = line.getresponse()
        text = got.read().decode(errors="replace")
        for cookie in got.headers.get_all("Set-Cookie") or []:
            name, _, rest = cookie.partition("=")
            self.cookies[name] = rest.partition(";")[0]
        return Answer(
            got.status,
            {name.lower(): value for name, value in got.headers.items()},
            text,
            time.monotonic() - began,
        )

    def sign_in(self, name: str, password: str) -> int:
        """Sign in, and return the status: 302 where it went well."""
        self.ask("/admin/login/")
        form = {"login": name, "password": password}
        form["csrfmiddlewaretoken"] = self.cookies[CSRF]
        return self.ask("/admin/login/", "POST", form).status


class Form:
    """A form of the admin as a browser sends it."""

    def __init__(self, browser: Browser, path: str, selector: str) -> None:
        self.browser, self.path = browser, path
        answer = browser.ask(path, headers=ASKS)
        self.page = BeautifulSoup(answer.body, "html.parser")
        form = self.page.select_one(selector)
        if form is None:
            raise SystemExit(f"{path} ({answer.status}) has no form {selector}.")
        self.data: dict[str, str] = {}
        for one in form.select("[name]:is(input, textarea):not([type=checkbox])"):
            self.data[str(one["name"])] = str(one.get("value") or one.get_text())
        for one in form.select("select[name]"):
            chosen = one.select_one("option[selected]")
            self.data[str(one["name"])] = str(chosen.get("value")) if chosen else ""
        for one in form.select("[type=checkbox][name][checked]"):
            self.data[str(one["name"])] = str(one.get("value", "on"))

    def send(self, files: dict[str, bytes] | None = None) -> Answer:
        """Send it from here, with files by the names of their fields."""
        return self.browser.ask(self.path, "POST", self.data, ASKS, files)


def _multipart(data: dict[str, str], files: dict[str, bytes]) -> bytes:
    parts = [
        f'Content-Disposition: form-data; name="{name}"\r\n\r\n{value}'.encode()
        for name, value in data.items()
        if name not in files
    ] + [
        f'Content-Disposition: form-data; name="{name}"; filename="{name}.png"\r\n'
        "Content-Type: image/png\r\n\r\n".encode()
        + content
        for name, content in files.items()
    ]
    line = f"--{BOUNDARY}".encode()
    return (
        b"".join(line + b"\r\n" + part + b"\r\n" for part in parts) + line + b"--\r\n"
    )


@dataclass
class Report:
    """What held and what did not."""

    failed: int = 0

    def say(self, holds: bool, what: str) -> None:
        self.failed += not holds
        print(f"{'ok  ' if holds else 'FAIL'}  {what}", flush=True)
