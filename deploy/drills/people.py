"""Those who read and write in a drill, and what is said of it."""

import http.client
import ssl
import time
import urllib.parse
from dataclasses import dataclass, field

CSRF = "__Host-csrftoken"


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
        body = urllib.parse.urlencode(data) if data is not None else None
        if body is not None:
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


@dataclass
class Report:
    """What held and what did not."""

    failed: int = 0

    def say(self, holds: bool, what: str) -> None:
        self.failed += not holds
        print(f"{'ok  ' if holds else 'FAIL'}  {what}", flush=True)
