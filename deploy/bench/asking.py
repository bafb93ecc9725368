"""Asks servers, and reads what they cost the processor."""

import http.client
import re
import ssl
import statistics
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from servers import family

# What nginx says of those whom it asks for; the site leads others to https.
HEADERS = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "127.0.0.1"}
TICK = 100  # of a second, the kernel's unit of processor time (USER_HZ)


@dataclass(frozen=True)
class Place:
    """One address: on which port, whether by TLS, and the path."""

    port: int
    path: str
    tls: bool = False

    @property
    def url(self) -> str:
        scheme = "https" if self.tls else "http"
        return f"{scheme}://localhost:{self.port}{self.path}"


class Line:
    """A connection that is kept open."""

    def __init__(self, port: int, *, tls: bool = False) -> None:
        if tls:
            context = ssl._create_unverified_context()  # our own certificate
            self.line: http.client.HTTPConnection = http.client.HTTPSConnection(
                "localhost", port, context=context, timeout=60
            )
        else:
            self.line = http.client.HTTPConnection("localhost", port, timeout=60)

    def get(self, path: str) -> bytes:
        """Return the body.  Raises ValueError for any other answer than 200."""
        self.line.request("GET", path, headers=HEADERS)
        answer = self.line.getresponse()
        body = answer.read()
        if answer.status != 200:
            raise ValueError(f"{path}: {answer.status}")
        return body


def processor_seconds(pid: int) -> float:
    """Return the processor time that a process and its living children have used."""
    ticks = 0
    for one in family(pid):
        fields = Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / TICK


def processor_ms(place: Place, pid: int, requests: int) -> float:
    """Return the processor time of one request, in milliseconds."""
    line = Line(place.port, tls=place.tls)
    line.get(place.path)
    before = processor_seconds(pid)
    for _ in range(requests):
        line.get(place.path)
    return (processor_seconds(pid) - before) * 1000 / requests


def requests_per_second(place: Place, seconds: int) -> float:
    """Return how many requests wrk gets answered in a second, with 16 connections."""
    headers = [part for one in HEADERS.items() for part in ("-H", ": ".join(one))]
    said = subprocess.run(
        ["wrk", "-t2", "-c16", f"-d{seconds}s", *headers, place.url],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    if bad := re.search(r"Non-2xx.*", said):
        raise ValueError(f"{place.url}: {bad[0]}")
    [number] = re.findall(r"Requests/sec:\s+([\d.]+)", said)
    return float(number)


def interleaved(rounds: int, measures: dict) -> dict[str, float]:
    """Return the median of each measure; they take turns, so that none has luck."""
    found: dict[str, list[float]] = {name: [] for name in measures}
    for _ in range(rounds):
        for name, measure in measures.items():
            found[name].append(measure())
    return {name: statistics.median(values) for name, values in found.items()}


def seconds_until(line: Line, wanted: dict[str, str], most: float = 15) -> float:
    """Return after how many seconds each path has the words that are wanted of it."""
    began = time.monotonic()
    left = dict(wanted)
    while left and time.monotonic() - began < most:
        for path, words in list(left.items()):
            if words.encode() in line.get(path):
                del left[path]
        time.sleep(0.02)
    return time.monotonic() - began
