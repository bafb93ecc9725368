"""Readers who come whether the site answers or not (an open loop).

Each request is due at its time; what it took is counted from then on, so that readers
who had to wait for others are not forgotten.
"""

import http.client
import queue
import random
import ssl
import statistics
import threading
import time
from dataclasses import dataclass, field
from types import TracebackType

READERS = 96
# Who has waited this long has gone.
PATIENCE = 15.0  # seconds


@dataclass(frozen=True)
class Read:
    """One answer: when it was due, after how long it came, and what it was."""

    due: float
    seconds: float
    status: int
    kept: str


@dataclass
class Readers:
    """Reads random addresses at a steady rate, from entering it until leaving it."""

    port: int
    paths: list[str]
    rate: float = 100.0  # a second
    reads: list[Read] = field(default_factory=list)

    def __enter__(self) -> "Readers":
        self._due: queue.Queue[tuple[float, str] | None] = queue.Queue()
        self._ending = threading.Event()
        self._threads = [
            threading.Thread(target=self._read, daemon=True) for _ in range(READERS)
        ]
        self._clock = threading.Thread(target=self._tick, daemon=True)
        for one in [*self._threads, self._clock]:
            one.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._ending.set()
        self._clock.join()
        for _one in self._threads:
            self._due.put(None)
        for one in self._threads:
            one.join(PATIENCE + 5)

    def _tick(self) -> None:
        chance, due = random.Random(1), time.monotonic()
        while not self._ending.is_set():
            due += 1 / self.rate
            time.sleep(max(0.0, due - time.monotonic()))
            self._due.put((due, chance.choice(self.paths)))

    def _read(self) -> None:
        line: http.client.HTTPSConnection | None = None
        while (asked := self._due.get()) is not None:
            due, path = asked
            status, kept = 0, ""
            for _try in range(2):  # a line that was kept open may have been closed
                fresh = line is None
                line = line or connection(self.port)
                try:
                    line.request("GET", path)
                    answer = line.getresponse()
                    answer.read()
                    status, kept = answer.status, answer.getheader("X-Cache") or ""
                    break
                except (OSError, http.client.HTTPException):
                    line.close()
                    line = None
                    if fresh:
                        break
            self.reads.append(Read(due, time.monotonic() - due, status, kept))

    def failed(self) -> list[Read]:
        """Return the reads that brought no page, or one that came too late."""
        late = [one for one in self.reads if one.seconds > PATIENCE]
        return late + [one for one in self.reads if one.status != 200]

    def told(self) -> str:
        """Return how the reads went, in a few words."""
        times = sorted(one.seconds for one in self.reads)
        stale = sum(one.kept == "STALE" for one in self.reads)
        late = times[int(len(times) * 0.95)]
        return (
            f"{len(self.failed())} of {len(times)} reads failed, {stale} stale; median"
            f" {statistics.median(times) * 1000:.0f} ms, p95 {late * 1000:.0f} ms,"
            f" worst {times[-1]:.1f} s"
        )


def connection(port: int, timeout: float = PATIENCE) -> http.client.HTTPSConnection:
    """Return a new connection to nginx, with our own certificate."""
    context = ssl._create_unverified_context()
    return http.client.HTTPSConnection(
        "localhost", port, context=context, timeout=timeout
    )
